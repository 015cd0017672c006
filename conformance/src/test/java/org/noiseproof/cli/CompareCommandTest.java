package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.noiseproof.compare.Kernels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
  @TempDir private static Path folder;
  private static String jar = "";

  @BeforeAll
  static void the_example_is_built() throws IOException {
    jar = Kernels.jar(folder).toString();
  }

  @Test
  void a_wrong_kernel_has_exit_code_1_with_the_counterexample_and_the_line_that_replays_it()
      throws IOException {
    Path html = folder.resolve("wrong.html");
    Path history = folder.resolve("history.jsonl");
    String[] line = {
      "compare",
      "--candidate",
      jar + "#sum_first",
      "--baseline",
      jar + "#plain",
      "--cases",
      "5",
      "--json",
      "-",
      "--html",
      html.toString(),
      "--history",
      history.toString()
    };

    CommandResult first = CommandResult.of(line);
    Files.writeString(history, Files.readString(history).stripTrailing());
    CommandResult second = CommandResult.of(line);

    assertThat(first.code()).isEqualTo(1);
    assertThat(first.error())
        .contains(
            "WRONG", "criterion/B/per_sample_clip VIOLATED", "replay:", jar + "#sum_first --check");
    JsonNode json = new JsonMapper().readTree(first.out());
    assertThat(json.at("/right").asBoolean()).isFalse();
    assertThat(json.at("/timings")).isEmpty();
    assertThat(json.at("/types/0/candidate/test_ratio").isNull()).isFalse();
    assertThat(Files.readString(html)).contains("WRONG", "criterion/B/per_sample_clip");
    assertThat(first.error()).contains("No earlier line");
    assertThat(second.error()).contains("Nothing has drifted since 1 earlier line.");
    assertThat(Files.readAllLines(history)).hasSize(2);
  }

  @Test
  void what_was_typed_is_refused_before_anything_runs() {
    assertThat(CommandResult.of("compare").code()).isEqualTo(64);
    assertThat(compare("nobody", "--quick").error()).contains("unknown backend \"nobody\"");
    assertThat(compare(jar).error()).contains("holds several backends", jar + "#fused");
    assertThat(compare(jar + "#fusd").error()).contains("did you mean \"fused\"?");
    assertThat(compare(jar + "#fused", "--spec", "adam").error())
        .contains("does not implement adam");
    assertThat(compare(jar + "#fused", "--spec", "adan").error()).contains("\"adam\"");
    assertThat(compare(jar + "#fused", "--size", "0x3").error()).contains("0 × 3 is out of range");
    assertThat(compare(jar + "#fused", "--margin", "0").error()).contains("0 < margin < 1");
    assertThat(compare(jar + "#fused", "--level", "1").error()).contains("0 < level < 1");
    assertThat(compare(jar + "#fused", "--rounds", "2").error()).contains("at least");
    assertThat(compare(jar + "#fused", "--cases", "0").error()).contains("cases = 0");
  }

  @Test
  void a_jar_or_a_history_that_cannot_be_read_has_exit_code_65() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    Path history = Files.writeString(folder.resolve("broken.jsonl"), "no history\n");

    assertThat(compare(folder.resolve("missing.jar").toString()))
        .returns(65, CommandResult::code)
        .satisfies(result -> assertThat(result.error()).contains("there is no such file"));
    assertThat(compare(text.toString()))
        .returns(65, CommandResult::code)
        .satisfies(result -> assertThat(result.error()).contains("cannot be read as a jar"));
    assertThat(compare(jar + "#fused", "--history", history.toString()))
        .returns(65, CommandResult::code)
        .satisfies(result -> assertThat(result.error()).contains("line 1 is no entry"));
  }

  private static CommandResult compare(String candidate, String... more) {
    String[] line = new String[more.length + 3];
    line[0] = "compare";
    line[1] = "--candidate";
    line[2] = candidate;
    System.arraycopy(more, 0, line, 3, more.length);
    return CommandResult.of(line);
  }
}
