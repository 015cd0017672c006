package org.noiseproof.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.Verdict;

class FindingTest {

  @Test
  void holds_where_every_comparison_does_and_names_the_tightest() {
    Finding finding =
        Finding.of(
            List.of(Comparison.atMost("loose", 1, 10, 0), Comparison.atMost("tight", 9, 10, 0)));
    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(finding.summary()).isEqualTo("2 hold, the tightest: tight: 9 ≤ 10");
  }

  @Test
  void a_single_comparison_is_its_own_summary() {
    assertThat(Finding.of(List.of(Comparison.equal("x", 1, 1, 0.5))).summary())
        .isEqualTo("x: 1 = 1 (± 0.50)");
  }

  @Test
  void is_violated_where_one_comparison_fails_and_names_the_first_that_does() {
    Finding finding =
        Finding.of(
            List.of(
                Comparison.atMost("fine", 1, 10, 0),
                Comparison.atLeast("short", 2, 3, 0.5),
                Comparison.atMost("long", 20, 10, 0)));
    assertThat(finding.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(finding.summary()).isEqualTo("2 of 3 fail: short: 2 ≥ 3 (± 0.50)");
  }

  @Test
  void nothing_to_compare_is_refused() {
    assertThatThrownBy(() -> Finding.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is nothing to compare");
  }

  @ParameterizedTest
  @EnumSource(names = {"HOLDS", "VIOLATED", "UNDECIDED"})
  void a_decision_passes_its_verdict_and_numbers_on(Verdict verdict) {
    Decision decision =
        new Decision(
            new Hypothesis.ProbabilityAtMost(0.25, 0.25),
            verdict,
            12345,
            0.25,
            0.125,
            0.5,
            new ErrorBudget(0.5, 0.5),
            List.of());
    Finding finding = Finding.of("E Z", decision);
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.decision()).contains(decision);
    assertThat(finding.summary())
        .isEqualTo(
            "E Z = 0.250000 in [0.125000, 0.500000] after 12,345 samples; claimed ≤ 0.250000, Δ = 0.250");
  }

  @Test
  void an_allowance_stands_beside_what_is_claimed() {
    Decision decision =
        new Decision(
            new Hypothesis.MeanEquals(0.25, 0.0625, -1, 1, 0.5),
            Verdict.HOLDS,
            7,
            0.25,
            0.125,
            0.5,
            new ErrorBudget(0.5, 0.5),
            List.of());
    assertThat(Finding.of("E Z", decision).summary())
        .endsWith("claimed = 0.250000 ± 0.0625, Δ = 0.500");
  }

  @Test
  void an_error_says_what_broke() {
    Finding finding = Finding.error(new IllegalStateException("no memory"));
    assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(finding.summary()).isEqualTo("java.lang.IllegalStateException: no memory");
  }

  @Test
  void plots_are_added_at_the_end() {
    Plot first = new Plot("first", "x", "y", false, false, List.of());
    Plot second = new Plot("second", "x", "y", false, false, List.of());
    assertThat(Finding.notApplicable("no such spec").with(first).with(second).plots())
        .containsExactly(first, second);
  }
}
