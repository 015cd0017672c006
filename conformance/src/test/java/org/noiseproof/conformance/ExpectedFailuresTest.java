package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.check.Implementation;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.Verdict;

class ExpectedFailuresTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final String ISSUE = "https://example.org/issues/1";

  /** Steps of plain SGD, so many times too long. */
  private static Implementation longer(double factor) {
    return Implementation.named("mine")
        .optimizer(
            Sgd.class,
            sgd ->
                start -> {
                  double[] position = start.clone();
                  return gradient -> {
                    for (int j = 0; j < position.length; j++) {
                      position[j] -= factor * sgd.learningRate() * gradient[j];
                    }
                    return position.clone();
                  };
                },
            "learning_rate");
  }

  private static ConformanceRun run(Implementation subject) {
    return Conformance.run(
        new Examination(
            subject, Checks.select(List.of("vector/sgd")), 1, 5, Prerequisites.FIRST_STEP),
        Conformance.Listener.silent());
  }

  private static ExpectedFailures pinned() {
    return ExpectedFailures.pinned(run(longer(2)), ISSUE, TODAY.plusDays(1));
  }

  @Test
  void pinned_failures_are_read_back_and_met() {
    ExpectedFailures read = ExpectedFailuresJson.read(ExpectedFailuresJson.write(pinned()));
    ConformanceRun run = read.judge(longer(2), run(longer(2)), TODAY);
    assertThat(run.count(Verdict.VIOLATED)).isEqualTo(1);
    assertThat(run.failures()).isEmpty();
    assertThat(run.expectations()).singleElement().matches(Expectation::isMet);
    assertThat(run.verdict()).isEqualTo(Verdict.HOLDS);
    run.requireConformance();
  }

  @Test
  void a_mended_implementation_fails_until_the_entry_is_taken_out() {
    ConformanceRun run = pinned().judge(longer(1), run(longer(1)), TODAY);
    assertThat(run.disappointments())
        .singleElement()
        .extracting(Expectation::problem)
        .isEqualTo("holds now, and its pinned counterexample no longer fails: take the entry out");
    assertThat(run.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(run.verdicts()).contains(Verdict.VIOLATED);
    assertThatThrownBy(run::requireConformance)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("vector/sgd/first-step is expected to fail");
  }

  @Test
  void an_expired_entry_fails_from_the_day_after() {
    assertThat(pinned().judge(longer(2), run(longer(2)), TODAY.plusDays(1)).disappointments())
        .isEmpty();
    assertThat(pinned().judge(longer(2), run(longer(2)), TODAY.plusDays(2)).disappointments())
        .extracting(Expectation::problem)
        .allMatch(problem -> problem.startsWith("expired on 2026-06-02"));
  }

  @Test
  void a_misspelt_check_or_subject_does_not_go_unnoticed() {
    String misspelt =
        ExpectedFailuresJson.write(pinned())
            .replace("vector/sgd/first-step", "vector/sgd/fist-step");
    ConformanceRun run =
        ExpectedFailuresJson.read(misspelt).judge(longer(1), run(longer(1)), TODAY);
    assertThat(run.disappointments())
        .extracting(Expectation::problem)
        .containsExactly("there is no check of this id: did you mean \"vector/sgd/first-step\"?");
    assertThatThrownBy(() -> pinned().of(Implementation.named("yours")))
        .hasMessage("no failure is expected of \"yours\", only of mine");
  }

  @Test
  void without_expectations_a_failure_is_explained() {
    assertThatThrownBy(() -> run(longer(2)).requireConformance())
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "mine fails 1 of", "vector/sgd/first-step VIOLATED", "observed:", "replay:");
  }

  @Test
  void a_file_that_says_too_little_is_refused_by_entry() {
    String content = ExpectedFailuresJson.write(pinned());
    assertThatThrownBy(() -> ExpectedFailuresJson.read(content.replace(ISSUE, "soon")))
        .hasMessage("entry 1: issue = \"soon\": expected a URL, or a page of docs/");
    assertThatThrownBy(() -> ExpectedFailuresJson.read(content.replace("2026-06-02", "June")))
        .hasMessage("entry 1: expires = \"June\": expected a date as 2026-12-31");
    assertThatThrownBy(() -> ExpectedFailuresJson.read(content.replace("\"reason\"", "\"why\"")))
        .hasMessageStartingWith("entry 1: expected subject, check, reason");
    assertThatThrownBy(() -> ExpectedFailuresJson.read("[]")).hasMessageStartingWith("expected {");
    assertThatThrownBy(() -> ExpectedFailuresJson.read("{")).hasMessageStartingWith("no JSON");
  }
}
