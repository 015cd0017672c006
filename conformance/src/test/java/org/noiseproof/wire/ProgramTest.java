package org.noiseproof.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.check.Check;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.statistics.Verdict;

/** Programs that misbehave, each in a process of its own. */
final class ProgramTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static List<CheckResult> run(Program program, String... ids) {
    List<Check> checks =
        List.of(ids).stream().map(id -> Checks.select(List.of(id)).getFirst()).toList();
    return Conformance.run(program, checks, 5, 2, Listener.silent()).results();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hangs | gave no answer within 2.0 s",
        "dies | ended with exit code 3",
        "dies | Traceback: ·[31mindex 7 is out of range",
        "dies-after-the-answer | ended with exit code 4",
        "closes-its-output | closed its standard output and went on running",
        "floods-errors | the last of its standard error:",
        "floods-errors | the last line",
        "floods-output | answered with \"id\": 0, expected",
        "endless-line | a line of more than 67108864 bytes, which begins “0000",
        "no-utf-8 | a line that is no UTF-8",
      })
  void a_program_that_misbehaves_has_no_verdict_and_the_run_goes_on_with_what_is_left(
      String mode, String what) {
    try (Program program = Program.start(StandIn.command(mode), LIMIT)) {
      List<CheckResult> results =
          run(
              program,
              "law/sgd/zero-learning-rate",
              "law/adam/zero-learning-rate",
              "law/sgd/zero-learning-rate");
      assertThat(results)
          .extracting(CheckResult::verdict)
          .containsExactly(Verdict.HOLDS, Verdict.ERROR, Verdict.HOLDS);
      assertThat(results.get(1).note()).startsWith("on “{\"id\":").contains(what);
      assertThat(results.get(1).counterexample()).isPresent();
      assertThat(results.get(1).replay())
          .contains("conform --command '", mode, " --timeout 2 --check ");
    }
  }

  @Test
  void who_breaks_three_checks_in_a_row_is_asked_no_more() {
    try (Program program = Program.start(StandIn.command("dies"), LIMIT)) {
      List<CheckResult> results =
          run(
              program,
              "law/adam/zero-learning-rate",
              "law/mean/oddness",
              "law/adam/zero-gradient",
              "law/adam/finite",
              "law/adam/sign-symmetry",
              "law/sgd/zero-learning-rate");
      assertThat(results)
          .extracting(CheckResult::verdict)
          .containsExactly(
              Verdict.ERROR,
              Verdict.NOT_APPLICABLE,
              Verdict.ERROR,
              Verdict.ERROR,
              Verdict.NOT_APPLICABLE,
              Verdict.NOT_APPLICABLE);
      assertThat(results.getLast().note()).startsWith("not asked: it broke 3 checks in a row");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ignores-the-end | did not end within 2.0 s of the end of its input, and was killed",
        "ends-badly | ended with exit code 5 after the end of its input, not with 0"
      })
  void a_program_ends_with_its_input(String mode, String complaint) {
    assertThat(Program.start(StandIn.command(mode), LIMIT).end()).isEqualTo(complaint);
  }

  @Test
  void a_program_that_behaves_says_who_it_is_and_ends_in_silence() {
    Program program = Program.start(StandIn.command("well"), LIMIT);
    assertThat(run(program, "law/adam/zero-learning-rate").getFirst().verdict())
        .isEqualTo(Verdict.HOLDS);
    assertThat(program.name()).isEqualTo("stand-in");
    assertThat(program.describe().device()).startsWith("version 1, none 0, Java, by ");
    assertThat(program.end()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dies-at-start", "banner"})
  void a_program_that_does_not_answer_hello_cannot_be_used(String mode) {
    assertThatThrownBy(() -> Program.start(StandIn.command(mode), LIMIT))
        .isInstanceOf(ProgramUnavailable.class)
        .hasMessageContaining("does not answer hello: on “{\"id\":1,\"op\":\"hello\"")
        .hasMessageContaining(
            mode.equals("banner")
                ? "wrote “Welcome!”, which is no JSON"
                : "ended with exit code 9\nthe last of its standard error:\nno licence found");
  }

  @Test
  void a_program_that_cannot_be_started_is_said_to_be_none() {
    assertThatThrownBy(() -> Program.start("/no/such/program", LIMIT))
        .isInstanceOf(ProgramUnavailable.class)
        .hasMessageStartingWith("cannot start /no/such/program: ")
        .hasMessageContaining("No such file");
  }
}
