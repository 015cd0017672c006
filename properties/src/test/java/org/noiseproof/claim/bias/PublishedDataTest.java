package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.statistics.Verdict;

class PublishedDataTest {
  @TempDir private Path folder;

  /** Counts the samples of whatever data it is given. */
  private static final Check COUNT =
      PublishedData.check(
          "count",
          "how many samples there are",
          (trial, data) ->
              Finding.of(List.of(Comparison.equal("n", data.problem().samples(), 8, 0))));

  @Test
  void a_file_is_read() throws IOException {
    PublishedData data = PublishedData.read(file(eightSamples()));
    assertThat(data.problem().samples()).isEqualTo(8);
    assertThat(data.problem().classes()).isEqualTo(4);
    assertThat(data.problem().features()).isEqualTo(5);
    assertThat(data.problem().data().input(4)).containsExactly(0, 0, 5, 1, 1);
    assertThat(data.optima())
        .extracting(PublishedData.Optimum::norm)
        .containsExactlyElementsOf(Bias17Runs.NORMS);
    assertThat(data.optima().get(1).gamma()).isEqualTo(4.7576);
    assertThat(data.optima().get(1).direction()).isEqualTo(EightSamples.direction(new Max()));
  }

  @Test
  void without_a_file_a_check_waits_and_with_one_it_runs() throws IOException {
    Finding waits = COUNT.experiment().apply(Golden.TRIAL);
    assertThat(waits.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(waits.summary())
        .isEqualTo("waits for the NucGD authors' data; give it by --data FILE");
    assertThat(COUNT.experiment().apply(with(file(eightSamples()))).verdict())
        .isEqualTo(Verdict.HOLDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"gamma\": 4.7576 | \"gamma\": -1 | Linf_norm.gamma = -1.0, expected a positive number",
        "\"gamma\": 4.7576 | \"gamma\": \"much\" | Linf_norm.gamma: expected a finite number",
        "\"Linf_norm\" | \"other\" | Linf_norm.gamma: expected a finite number",
        "\"y\": [0, | \"y\": [0.5, | y[0] = 0.5, expected an integer from 0 to 7",
        "\"y\": [0, | \"y\": [ | y: 7 classes for 8 samples",
        "\"X\": [[4.0, | \"X\": [[ | row 1 has 5 entries, expected 4",
        "\"X\": [[4.0, | \"X\": [[null, | X[0][0]: expected a finite number",
        "\"X\": [[4.0, | \"X\": [1, [4.0, | X[0]: expected an array of numbers",
        "{\"X\" | \"X\" | published.json"
      })
  void a_broken_file_is_refused_with_what_is_wrong(String good, String bad, String message)
      throws IOException {
    String text = eightSamples();
    assertThat(text).contains(good);
    Path broken = file(text.replaceFirst(Pattern.quote(good), bad));
    assertThatThrownBy(() -> PublishedData.read(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("published.json")
        .hasMessageContaining(message);
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> PublishedData.read(folder.resolve("nothing.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing.json");
  }

  private static Trial with(Path file) {
    return new Trial(
        Golden.REFERENCE,
        Golden.TRIAL.streams(),
        Scale.DEFAULT,
        Golden.TRIAL.budget(),
        Optional.of(file));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("published.json"), text);
  }

  /** The eight samples as the authors' files have theirs. */
  private static String eightSamples() {
    MarginProblem problem = EightSamples.PROBLEM;
    String x =
        IntStream.range(0, problem.samples())
            .mapToObj(i -> Arrays.toString(problem.data().input(i)))
            .collect(Collectors.joining(", "));
    String y =
        IntStream.range(0, problem.samples())
            .mapToObj(i -> "" + problem.data().label(i))
            .collect(Collectors.joining(", "));
    Matrix direction = EightSamples.direction(new Max());
    return """
        {"X": [%s],
         "y": [%s],
         "class_centers": [],
         "max_margin": {"L2_norm": {"gamma": 1.36954, "matrix": %s},
                        "Linf_norm": {"gamma": 4.7576, "matrix": %s},
                        "spectral_norm": {"gamma": 2.15389, "matrix": %s},
                        "nuclear_norm": {"gamma": 0.89686, "matrix": %s}}}
        """
        .formatted(x, y, direction, direction, direction, direction);
  }
}
