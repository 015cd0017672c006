package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.noiseproof.data.GaussianClusters;
import org.noiseproof.data.LabelledData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MarginCommandTest {
  private static final String EIGHT =
      """
      a,b,c,d,e,class
      4,0,-1,0,1,10
      2,1,1,-1,1,10
      -1,4,-1,1,-1,20
      -1,4,0,1,-1,20
      0,0,5,1,1,30
      1,-1,3,1,1,30
      -1,1,-1,3,-1,40
      0,0,1,3,-1,40
      """;

  @TempDir private Path folder;
  private String eight = "";

  @BeforeEach
  void write() throws IOException {
    eight = file("eight.csv", EIGHT);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void the_margin_of_eight_samples_is_printed_with_its_direction_and_pairs() throws IOException {
    Path direction = folder.resolve("w.csv");
    CommandResult result =
        CommandResult.of(
            "margin", eight, "--norm", "max", "--gap", "1e-6", "--direction", direction.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("8 samples, 5 features, 4 classes (labels 10, 20, 30, 40).")
        .contains("its last name class", "≤ γ ≤ 4.7575", "separable", "rank ", "Newton steps")
        .contains("sample", "against", "weight");
    assertThat(result.out().lines()).allMatch(line -> Terminal.width(line) <= 100);
    assertThat(Files.readAllLines(direction))
        .hasSize(4)
        .allMatch(row -> row.split(",").length == 5);
    assertThat(result.error()).isEmpty();
  }

  @Test
  void json_is_one_object_alone_on_standard_output() {
    CommandResult result = CommandResult.of("margin", eight, "--norm", "nuclear", "--json", "-");

    JsonNode json = new JsonMapper().readTree(result.out());
    assertThat(result.code()).isZero();
    assertThat(json.get("norm").asString()).isEqualTo("nuclear");
    assertThat(json.get("lower").asDouble()).isLessThan(0.89686023157);
    assertThat(json.get("upper").asDouble()).isGreaterThan(0.89686023157);
    assertThat(json.get("gap").asDouble()).isLessThanOrEqualTo(0.01);
    assertThat(json.get("separable").asBoolean()).isTrue();
    assertThat(json.get("rank").asInt()).isEqualTo(3);
    assertThat(json.get("singular_values").size()).isEqualTo(4);
    assertThat(json.get("iterations").asInt()).isPositive();
    assertThat(json.get("labels").get(3).asInt()).isEqualTo(40);
    assertThat(json.get("direction").size()).isEqualTo(4);
    assertThat(json.at("/support/0/label").asInt()).isPositive();
    assertThat(result.error()).contains("≤ γ ≤");
  }

  @Test
  void a_norm_with_a_hyperparameter_is_a_spec() {
    CommandResult result =
        CommandResult.of(
            "margin", eight, "--norm", "{\"type\":\"schatten\",\"p\":3}", "--json", "-");

    assertThat(result.code()).isZero();
    JsonNode json = new JsonMapper().readTree(result.out());
    assertThat(json.at("/norm/type").asString()).isEqualTo("schatten");
    assertThat(json.at("/norm/p").asDouble()).isEqualTo(3);
  }

  @Test
  void data_that_cannot_be_separated_are_decided_too() throws IOException {
    String crossed = file("crossed.txt", "1 1 0\n-1 -1 0\n1 -1 1\n-1 1 1\n");
    CommandResult result = CommandResult.of("margin", crossed, "--norm", "spectral", "--json", "-");

    JsonNode json = new JsonMapper().readTree(result.out());
    assertThat(result.code()).isZero();
    assertThat(json.get("separable").asBoolean(true)).isFalse();
    assertThat(json.get("separable_proof").asString()).isEqualTo("exact");
    assertThat(json.get("lower").asDouble()).isZero();
    assertThat(json.get("upper").asDouble()).isZero();
    assertThat(json.get("rank").asInt()).isZero();
    assertThat(result.error()).contains("not separable");
  }

  @Test
  void weights_that_cancel_only_to_rounding_are_no_proof() throws IOException {
    String tenths = file("tenths.csv", "1,0.1,0\n1,0.2,1\n1,0.3,0\n");
    CommandResult rounded = CommandResult.of("margin", tenths, "--json", "-");
    JsonNode open = new JsonMapper().readTree(rounded.out());
    assertThat(rounded.code()).isZero();
    assertThat(open.get("separable").asBoolean(true)).isFalse();
    assertThat(open.get("separable_proof").asString()).isEqualTo("to_rounding");
    assertThat(rounded.error()).contains("not separable up to their");
  }

  @Test
  void data_of_extreme_size_are_solved_or_refused_by_file() throws IOException {
    assertThat(CommandResult.of("margin", file("large.csv", "1e160,0\n-1e160,1\n")).out())
        .contains("2 samples, 1 feature,", "separable: W has this margin");
    assertThat(CommandResult.of("margin", file("small.csv", "1e-170,0\n-1e-170,1\n")).out())
        .contains("separable: W has this margin");
    CommandResult beyond = CommandResult.of("margin", file("beyond.csv", "1.7e308,0\n-1,1\n"));
    assertThat(beyond.code()).isEqualTo(65);
    assertThat(beyond.error()).contains("beyond.csv: sample 1 is too long");
  }

  @Test
  void the_rank_is_one_that_is_proven_to_be_enough() throws IOException {
    LabelledData data = new GaussianClusters(6, 8, 6, 4, 7).data();
    String rows =
        IntStream.range(0, data.samples())
            .mapToObj(
                i ->
                    Arrays.stream(data.input(i))
                            .mapToObj(Double::toString)
                            .collect(Collectors.joining(","))
                        + ","
                        + data.label(i))
            .collect(Collectors.joining("\n"));
    String clusters = file("clusters.csv", rows);
    for (String gap : new String[] {"1e-3", "1e-6"}) {
      CommandResult result =
          CommandResult.of("margin", clusters, "--norm", "nuclear", "--gap", gap, "--json", "-");
      assertThat(new JsonMapper().readTree(result.out()).get("rank").asInt()).isEqualTo(4);
    }
  }

  @Test
  void a_narrow_interval_is_printed_as_narrow_as_it_is() throws IOException {
    CommandResult result =
        CommandResult.of("margin", file("corner.csv", "1,0,0\n0,1,1\n"), "--gap", "1e-12");
    String line = result.out().lines().filter(l -> l.contains("≤ γ ≤")).findFirst().orElseThrow();
    String[] ends = line.split(" ≤ γ ≤ ", 2);
    double width = new BigDecimal(ends[1]).subtract(new BigDecimal(ends[0])).doubleValue();
    assertThat(width).isBetween(0.0, 2e-12);
  }

  @Test
  void time_that_runs_out_leaves_it_undecided() {
    CommandResult result = CommandResult.of("margin", eight, "--gap", "1e-12", "--seconds", "1e-9");

    assertThat(result.code()).isEqualTo(ExitCode.UNDECIDED);
    assertThat(result.out()).contains("≤ γ ≤");
  }

  @Test
  void bad_data_are_refused_by_line_and_column() throws IOException {
    CommandResult result = CommandResult.of("margin", file("bad.csv", "1,2,0\n1,two,1\n"));

    assertThat(result.code()).isEqualTo(65);
    assertThat(result.error()).contains("bad.csv: line 2, column 2: \"two\" is no number");
    assertThat(CommandResult.of("margin", "/no/such/file.csv").error())
        .contains("there is no such file");
  }

  @Test
  void what_was_typed_is_checked_before_anything_is_read() {
    assertThat(CommandResult.of("margin", eight, "--norm", "nuclaer").error()).contains("nuclear");
    assertThat(CommandResult.of("margin", eight, "--norm", "schatten").code()).isEqualTo(64);
    assertThat(CommandResult.of("margin", eight, "--gap", "0").error())
        .contains("--gap = 0.0 is out of range");
    assertThat(CommandResult.of("margin", eight, "--seconds", "-1").code()).isEqualTo(64);
    assertThat(CommandResult.of("margin", eight, "--direction", "/no/such/folder/w.csv").error())
        .contains("there is no folder");
    assertThat(CommandResult.of("margin").code()).isEqualTo(64);
    assertThat(CommandResult.of("margin", "--help").out())
        .contains("rounded outward", "Exit codes", "--norm");
  }
}
