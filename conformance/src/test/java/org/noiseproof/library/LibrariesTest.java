package org.noiseproof.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.statistics.Verdict;

/** What each library is found to do, where it was fetched before; else the test is skipped. */
final class LibrariesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("org.noiseproof.library.Libraries#all")
  void every_library_has_an_adapter_and_its_command_runs_it(Library library) {
    Path source = new Adapters(folder).file(library.adapter());
    assertThat(source).exists().hasFileName(library.adapter() + ".java");
    assertThat(source.resolveSibling("NoiseproofAdapter.java")).exists();
    assertThat(new Adapters(folder).file(library.adapter())).isEqualTo(source);
    assertThat(library.command(Path.of("java"), List.of(Path.of("a.jar")), source, folder))
        .startsWith("java")
        .contains("-cp", "a.jar", source.toString())
        .endsWith(library.version())
        .noneMatch(word -> word.contains("{"));
  }

  @Test
  void half_a_source_is_never_left() throws Exception {
    Path source = new Adapters(folder).file("Tribuo");
    try (var files = Files.list(source.getParent())) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void an_unknown_library_is_refused_by_name() {
    assertThatThrownBy(() -> Libraries.named("tribu0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown library \"tribu0\": did you mean \"tribuo\"?"
                + " Known: tribuo, encog, nd4j, djl, libtorch");
  }

  @Test
  void tribuo_multiplies_by_the_root() {
    assertThat(verdicts("tribuo", "vector/sgd", "vector/adam/first-step"))
        .containsEntry("vector/adam/first-step", Verdict.VIOLATED)
        .containsEntry("vector/sgd/momentum", Verdict.HOLDS)
        .containsEntry("vector/sgd/nesterov", Verdict.HOLDS);
  }

  @Test
  void encog_looks_ahead_the_wrong_way() {
    assertThat(verdicts("encog", "vector/sgd"))
        .containsEntry("vector/sgd/nesterov", Verdict.VIOLATED)
        .containsEntry("vector/sgd/momentum", Verdict.HOLDS);
  }

  @Test
  void nd4j_moves_with_learning_rate_0() {
    assertThat(verdicts("nd4j", "law/adam/zero-learning-rate", "vector/sgd/first-step"))
        .containsEntry("law/adam/zero-learning-rate", Verdict.VIOLATED)
        .containsEntry("vector/sgd/first-step", Verdict.HOLDS);
  }

  @Test
  void djl_clips_one_side() {
    assertThat(verdicts("djl", "vector/coordinate_clip/both-sides", "vector/sgd/momentum"))
        .containsEntry("vector/coordinate_clip/both-sides", Verdict.VIOLATED)
        .containsEntry("vector/sgd/momentum", Verdict.HOLDS);
  }

  @Test
  void libtorch_does_what_its_names_say() {
    assertThat(verdicts("libtorch", "vector/sgd", "vector/adam").values())
        .contains(Verdict.HOLDS)
        .doesNotContain(Verdict.VIOLATED, Verdict.ERROR);
  }

  private static Map<String, Verdict> verdicts(String library, String... ids) {
    try (Subject subject = Libraries.present(library)) {
      return Conformance.run(subject, Checks.select(List.of(ids)), 42, 10, Listener.silent())
          .results()
          .stream()
          .collect(Collectors.toMap(result -> result.check().id(), CheckResult::verdict));
    } catch (LibraryUnavailable unavailable) {
      return Assumptions.abort(unavailable.getMessage());
    }
  }
}
