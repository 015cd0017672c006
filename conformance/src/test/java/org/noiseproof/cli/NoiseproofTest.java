package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.noiseproof.claim.ClaimFamily;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.verifier.Catalogue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NoiseproofTest {
  @TempDir private Path folder;

  @Test
  void verify_decides_a_claim_and_writes_all_three_files() throws IOException {
    Path json = folder.resolve("run.json");
    Path junit = folder.resolve("run.xml");
    Path report = folder.resolve("a report.html");

    CommandResult result =
        CommandResult.of(
            "verify",
            "clip-3",
            "--backend",
            "reference",
            "--json",
            json.toString(),
            "--junit",
            junit.toString(),
            "--report",
            report.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("CLIP-3", "HOLDS", "1 claim in", "Report: " + report);
    assertThat(result.error()).contains("CLIP-3 on reference: holds");
    JsonNode run = new JsonMapper().readTree(Files.readString(json));
    assertThat(run.at("/claims/0/verdict").asString()).isEqualTo("HOLDS");
    assertThat(run.get("seed").asLong()).isEqualTo(Conformance.DEFAULT_SEED);
    assertThat(Files.readString(junit)).startsWith("<?xml");
    assertThat(Files.readString(report)).contains("CLIP-3 holds");
    assertThat(folder.toFile().list()).hasSize(3);
  }

  @Test
  void json_on_standard_output_is_alone_there() {
    CommandResult result =
        CommandResult.of(
            "verify",
            "CLIP-3",
            "--backend",
            "reference",
            "--json",
            "-",
            "--no-report",
            "--seed",
            "3");

    assertThat(new JsonMapper().readTree(result.out()).get("seed").asInt()).isEqualTo(3);
    assertThat(result.error()).contains("1 claim in");
  }

  @Test
  void a_file_that_cannot_be_written_is_refused_before_the_run() {
    CommandResult result =
        CommandResult.of("verify", "--junit", folder.resolve("nowhere/run.xml").toString());

    assertThat(result.code()).isEqualTo(64);
    assertThat(result.error()).contains("--junit: cannot write", "there is no folder");
    assertThat(CommandResult.of("verify", "--json", folder.toString()).error())
        .contains("it is a folder");
  }

  @Test
  void data_that_cannot_be_read_are_refused_before_the_run() {
    CommandResult result =
        CommandResult.of("verify", "--data", folder.resolve("nothing.json").toString());

    assertThat(result.code()).isEqualTo(64);
    assertThat(result.error()).contains("nothing.json: there is no readable file");
    assertThat(CommandResult.of("verify", "--data", folder.toString()).code()).isEqualTo(64);
  }

  @Test
  void a_claim_that_holds_without_one_of_its_checks_says_so() {
    CommandResult result = CommandResult.of("verify", "BIAS-28", "--no-report");

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("BIAS-28 holds without published-directions, which does not apply: waits for");
  }

  @Test
  void two_outputs_to_one_file_are_refused_before_the_run() {
    String file = folder.resolve("a.json").toString();
    String same = folder + "/../" + folder.getFileName() + "/a.json";

    CommandResult result =
        CommandResult.of("verify", "CLIP-4", "--json", file, "--junit", same, "--no-report");

    assertThat(result.code()).isEqualTo(64);
    assertThat(result.error()).contains("--json and --junit name the same file");
    assertThat(CommandResult.of("verify", "CLIP-4", "--report", file, "--json", file).code())
        .isEqualTo(64);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_group_of_checks_may_end_in_a_slash_and_an_unknown_one_is_told_the_groups() {
    assertThat(Checks.select(List.of("law/sgd/")))
        .isNotEmpty()
        .isEqualTo(Checks.select(List.of("law/sgd")));
    assertThat(CommandResult.of("conform", "--check", "criterion/Q/").error())
        .contains("did you mean \"criterion/", "Groups: law/sgd", "criterion/D")
        .doesNotContain("law/sgd/");
  }

  @Test
  void the_commands_are_described_in_whole_lines() {
    assertThat(CommandResult.of("--help").out())
        .doesNotContain("...")
        .satisfies(help -> assertThat(help.lines()).allMatch(line -> Terminal.width(line) <= 100));
    assertThat(CommandResult.of("matrix", "--help").out()).contains("Master seed");
  }

  @Test
  void unknown_names_are_refused_with_the_closest_known() {
    assertThat(CommandResult.of("verify", "CLIP-33").error()).contains("did you mean \"CLIP-3\"?");
    assertThat(CommandResult.of("verify", "--backend", "referense").error())
        .contains("did you mean \"reference\"?");
    assertThat(CommandResult.of("explain", "cliping").error())
        .contains("did you mean \"clipping\"?");
    assertThat(CommandResult.of("conform", "--library", "tribou").error())
        .contains("did you mean \"tribuo\"?");
    assertThat(CommandResult.of("zoo", "clip-after-averagin").error())
        .contains("clip-after-averaging");
    assertThat(CommandResult.of("bench", "adaam").error()).contains("did you mean \"adam\"?");
    assertThat(CommandResult.of("conform", "--check", "law/adan").error())
        .contains("unknown check");
    assertThat(CommandResult.of("verfy").error()).contains("verify");
    assertThat(CommandResult.of("verify", "CLIP-33").code()).isEqualTo(64);
  }

  @Test
  void bad_options_are_refused() {
    assertThat(CommandResult.of("verify", "--seed", "many").error())
        .contains("--seed", "\"many\" is no seed");
    assertThat(CommandResult.of("verify", "--no-such-thing").code()).isEqualTo(64);
    assertThat(CommandResult.of("conform", "--cases", "0").error())
        .contains("--cases = 0 is out of range");
    assertThat(CommandResult.of("conform", "--library", "tribuo", "--backend", "cpu").error())
        .contains("exclude each other");
    assertThat(CommandResult.of().code()).isEqualTo(64);
    assertThat(CommandResult.of().error()).contains("Commands:");
  }

  @Test
  void a_random_seed_is_drawn_and_never_negative() {
    RunOptions.Seed seed = new RunOptions.Seed();

    assertThat(seed.convert("random")).isNotNegative().isNotEqualTo(seed.convert("random"));
    assertThat(seed.convert("-5")).isEqualTo(-5L);
  }

  @Test
  void list_names_every_claim_and_backend() {
    String out = CommandResult.of("list").out();

    assertThat(Catalogue.all()).allSatisfy(claim -> assertThat(out).contains(claim.id()));
    assertThat(out).contains("reference", "tribuo");
  }

  @Test
  void explain_tells_every_claim_within_its_width() {
    String[] everything =
        Stream.concat(Stream.of("explain"), Catalogue.families().stream().map(ClaimFamily::name))
            .toArray(String[]::new);
    CommandResult result = CommandResult.of(everything);

    assertThat(result.code()).isZero();
    assertThat(Catalogue.all())
        .allSatisfy(claim -> assertThat(result.out()).contains(claim.id() + "  "));
    assertThat(result.out())
        .contains("What is measured", "What would refute it", "What the checks cannot see");
    assertThat(result.out().lines()).allMatch(line -> Terminal.width(line) <= 100);
  }

  @Test
  void conform_judges_a_backend() {
    CommandResult result =
        CommandResult.of(
            "conform",
            "--backend",
            "reference",
            "--check",
            "law/sgd",
            "--cases",
            "3",
            "--json",
            "-");

    assertThat(new JsonMapper().readTree(result.out()).at("/verdicts/VIOLATED").asInt()).isZero();
    assertThat(result.code()).isZero();
    assertThat(result.error()).contains("law/sgd", "violated");
  }

  @Test
  void conform_writes_every_report_and_pins_nothing_where_all_holds() throws IOException {
    Path html = folder.resolve("run.html");
    Path junit = folder.resolve("run.xml");
    Path badge = folder.resolve("run.svg");
    Path pinned = folder.resolve("pinned.json");
    String[] conform = {
      "conform", "--backend", "reference", "--check", "vector/sgd", "--html", html.toString()
    };

    CommandResult result =
        CommandResult.of(
            Stream.concat(
                    Stream.of(conform),
                    Stream.of("--junit", junit, "--badge", badge, "--pin", pinned)
                        .map(Object::toString))
                .toArray(String[]::new));
    assertThat(result.code()).isEqualTo(64);
    assertThat(result.error()).contains("--pin needs an --issue");

    CommandResult written =
        CommandResult.of(
            Stream.concat(
                    Stream.of(conform),
                    Stream.of(
                            "--junit",
                            junit,
                            "--badge",
                            badge,
                            "--pin",
                            pinned,
                            "--issue",
                            "https://example.org/1")
                        .map(Object::toString))
                .toArray(String[]::new));
    assertThat(written.code()).isZero();
    assertThat(written.out())
        .contains("Report: " + html, "JUnit XML: " + junit, "Badge: " + badge, pinned.toString());
    assertThat(Files.readString(badge)).contains("sgd conforms");
    assertThat(new JsonMapper().readTree(Files.readString(pinned)).get("failures")).isEmpty();
    assertThat(
            CommandResult.of(
                    "conform",
                    "--backend",
                    "reference",
                    "--check",
                    "vector/sgd",
                    "--expect",
                    html.toString())
                .error())
        .contains("--expect " + html + ": no JSON");
  }

  @Test
  void an_expected_failure_that_holds_fails_the_run() throws IOException {
    Path expected = folder.resolve("expected.json");
    Files.writeString(
        expected,
        """
        {"format": "noiseproof-expected-failures", "version": 1, "failures": [{
          "subject": "reference", "check": "vector/sgd/first-step", "reason": "none",
          "issue": "https://example.org/1", "expires": "9999-12-31",
          "counterexample": {"optimizer": {"type": "sgd", "learning_rate": 0.5},
            "parameters": [0], "gradients": [[1]]}}]}
        """);

    CommandResult result =
        CommandResult.of(
            "conform",
            "--backend",
            "reference",
            "--check",
            "vector/sgd",
            "--expect",
            expected.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("vector/sgd/first-step is expected to fail", "holds now");
  }

  @Test
  void matrix_shows_every_control_found() {
    CommandResult result = CommandResult.of("matrix", "CLIP-3", "--backend", "reference");

    assertThat(result.out()).startsWith("| claim | control |").contains("VIOLATED");
    assertThat(result.code()).isZero();
  }

  @Test
  void zoo_says_which_checks_find_a_specimen() {
    CommandResult result = CommandResult.of("zoo", "clip-after-averaging");

    assertThat(result.out()).contains("clip-after-averaging", "the mean is clipped", "`streaming`");
    assertThat(result.code()).isZero();
  }

  @Test
  void help_teaches() {
    for (String command : Noiseproof.commandLine(Terminal.NONE).getSubcommands().keySet()) {
      CommandResult help = CommandResult.of(command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Usage: noiseproof " + command);
    }
    assertThat(CommandResult.of("verify", "--help").out())
        .contains("Examples:", "Exit codes:", "verify symmetry", "short runs where it steps");
    assertThat(CommandResult.of("--version").out()).startsWith("noiseproof ");
  }
}
