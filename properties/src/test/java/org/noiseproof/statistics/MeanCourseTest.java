package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.statistics.Decision.Evidence;
import org.noiseproof.statistics.Hypothesis.MeanAtMost;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.Hypothesis.ProbabilityAtMost;

class MeanCourseTest {
  private static final ErrorBudget BUDGET = new ErrorBudget(1e-4, 1e-2);

  /** Observes a constant until decided, at most n times. */
  private static Decision constant(MeanCourse course, double z, int n) {
    for (int i = 0; i < n; i++) {
      if (course.observe(z) != Verdict.UNDECIDED) {
        break;
      }
    }
    return course.decision();
  }

  @Test
  void a_bound_is_violated_at_the_first_sample_whose_e_value_reaches_one_over_alpha() {
    Decision decision =
        constant(MeanCourse.of(new MeanAtMost(0.5, 0, 1, 0.25), BUDGET, 1000), 1, 1000);
    Capital capital = Capital.againstAtMost(0.5, 0, 1, 0.25);
    int expected = 0;
    while (capital.value() < 1e4) {
      capital.observe(1);
      expected++;
    }
    assertThat(decision.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(decision.samples()).isEqualTo(expected);
    assertThat(decision.path().getLast().against()).isEqualTo(StrictMath.log(capital.value()));
    assertThat(decision.estimate()).isEqualTo(1);
    assertThat(decision.budget()).isEqualTo(BUDGET);
  }

  @Test
  void a_bound_holds_at_the_first_sample_whose_e_value_reaches_one_over_beta() {
    Decision decision =
        constant(MeanCourse.of(new MeanAtMost(0.5, 0, 1, 0.25), BUDGET, 1000), 0, 1000);
    Capital capital = Capital.againstAtLeast(0.75, 0, 1, 0.25);
    int expected = 0;
    while (capital.value() < 1e2) {
      capital.observe(0);
      expected++;
    }
    assertThat(decision.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(decision.samples()).isEqualTo(expected);
    assertThat(decision.path().getLast().inFavour()).isEqualTo(StrictMath.log(capital.value()));
  }

  @Test
  void e_values_that_hit_the_thresholds_to_the_bit_decide() {
    // One bet of 15/16, in cash and bet halves: a profit of 16/15 gives (1 + 2)/2, of 2 · 16/15 2.
    MeanAtMost statement = new MeanAtMost(15, 0, 47, 31.5);
    Capital capital = Capital.againstAtMost(15, 0, 47, 31.5);
    capital.observe(47);
    assertThat(capital.value()).isEqualTo(2);
    assertThat(MeanCourse.of(statement, new ErrorBudget(0.5, 0.1), 10).observe(47))
        .isEqualTo(Verdict.VIOLATED);
    assertThat(MeanCourse.of(statement, new ErrorBudget(Math.nextDown(0.5), 0.1), 10).observe(47))
        .isEqualTo(Verdict.UNDECIDED);
    MeanAtMost mirrored = new MeanAtMost(0.5, 0, 47, 31.5);
    Capital favour = Capital.againstAtLeast(32, 0, 47, 31.5);
    favour.observe(0);
    assertThat(favour.value()).isEqualTo(2);
    assertThat(MeanCourse.of(mirrored, new ErrorBudget(0.1, 0.5), 10).observe(0))
        .isEqualTo(Verdict.HOLDS);
    assertThat(MeanCourse.of(mirrored, new ErrorBudget(0.1, Math.nextDown(0.5)), 10).observe(0))
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void a_value_holds_only_once_it_is_away_from_neither_side() {
    MeanEquals statement = new MeanEquals(0.5, 0, 1, 0.25);
    MeanCourse course = MeanCourse.of(statement, BUDGET, 1000);
    Capital up = Capital.againstAtMost(0.25, 0, 1, 0.25);
    Capital down = Capital.againstAtLeast(0.75, 0, 1, 0.25);
    Verdict verdict = Verdict.UNDECIDED;
    int n = 0;
    boolean rejectedUp = false;
    boolean rejectedDown = false;
    while (verdict == Verdict.UNDECIDED) {
      double z = n++ % 3 == 0 ? 0.375 : 0.5625;
      verdict = course.observe(z);
      up.observe(z);
      down.observe(z);
      rejectedUp |= up.value() >= 1e2;
      rejectedDown |= down.value() >= 1e2;
      assertThat(verdict == Verdict.HOLDS).isEqualTo(rejectedUp && rejectedDown);
    }
    assertThat(n).isGreaterThan(5);
  }

  @Test
  void a_value_is_violated_on_either_side_by_half_of_the_evidence() {
    MeanEquals statement = new MeanEquals(0.5, 0, 1, 0.25);
    Decision above = constant(MeanCourse.of(statement, BUDGET, 1000), 1, 1000);
    Decision below = constant(MeanCourse.of(statement, BUDGET, 1000), 0, 1000);
    assertThat(above.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(below.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(above.samples()).isEqualTo(below.samples());
    Capital up = Capital.againstAtMost(0.5, 0, 1, 0.25);
    Capital down = Capital.againstAtLeast(0.5, 0, 1, 0.25);
    for (int i = 0; i < above.samples(); i++) {
      up.observe(1);
      down.observe(1);
    }
    assertThat(above.path().getLast().against())
        .isEqualTo(StrictMath.log((up.value() + down.value()) / 2));
  }

  @Test
  void an_allowance_moves_the_bets_of_either_side_outwards() {
    MeanCourse course = MeanCourse.of(new MeanEquals(0.5, 0.125, 0, 1, 0.25), BUDGET, 10);
    List<Capital> against =
        List.of(
            Capital.againstAtMost(0.625, 0, 1, 0.25), Capital.againstAtLeast(0.375, 0, 1, 0.25));
    List<Capital> inFavour =
        List.of(
            Capital.againstAtMost(0.125, 0, 1, 0.25), Capital.againstAtLeast(0.875, 0, 1, 0.25));
    for (double z : new double[] {1, 0.25, 0.75}) {
      course.observe(z);
      against.forEach(capital -> capital.observe(z));
      inFavour.forEach(capital -> capital.observe(z));
    }
    Evidence evidence = course.decision().path().getLast();
    assertThat(evidence.against())
        .isEqualTo(
            StrictMath.log(against.stream().mapToDouble(Capital::value).average().orElseThrow()));
    assertThat(evidence.inFavour())
        .isEqualTo(
            StrictMath.log(inFavour.stream().mapToDouble(Capital::value).min().orElseThrow()));
  }

  @Test
  void evidence_in_favour_of_a_value_is_that_of_its_weaker_side() {
    MeanCourse course = MeanCourse.of(new MeanEquals(0.5, 0, 1, 0.25), BUDGET, 10);
    course.observe(1);
    Capital down = Capital.againstAtLeast(0.75, 0, 1, 0.25);
    down.observe(1);
    assertThat(course.decision().path().getLast().inFavour())
        .isEqualTo(StrictMath.log(down.value()));
  }

  @Test
  void a_gambler_who_has_won_leaves_the_table() {
    MeanEquals statement = new MeanEquals(0.5, 0, 1, 0.25);
    MeanCourse course = MeanCourse.of(statement, new ErrorBudget(1e-300, 1e-2), 1000);
    Capital up = Capital.againstAtMost(0.25, 0, 1, 0.25);
    while (up.value() < 1e2) {
      up.observe(1);
      course.observe(1);
    }
    for (int i = 0; i < 10; i++) {
      course.observe(0);
    }
    // Still at the table, the winner would have lost by now.
    Verdict verdict = Verdict.UNDECIDED;
    int zeros = 0;
    while (verdict == Verdict.UNDECIDED && zeros++ < 200) {
      verdict = course.observe(0);
    }
    assertThat(verdict).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void estimate_and_band_are_in_the_units_of_z() {
    MeanCourse unit = MeanCourse.of(new MeanAtMost(0.5, 0, 1, 0.25), BUDGET, 1000);
    MeanCourse other = MeanCourse.of(new MeanAtMost(6, 2, 10, 2), BUDGET, 1000);
    for (int i = 0; i < 20; i++) {
      double x = i % 5 / 8.0;
      unit.observe(x);
      other.observe(2 + 8 * x);
    }
    Decision one = unit.decision();
    Decision two = other.decision();
    assertThat(one.estimate()).isCloseTo(0.25, within(Tolerance.CLOSED_FORM));
    assertThat(two.estimate()).isCloseTo(2 + 8 * one.estimate(), within(Tolerance.CLOSED_FORM));
    assertThat(two.lower()).isCloseTo(2 + 8 * one.lower(), within(Tolerance.CLOSED_FORM));
    assertThat(two.upper()).isCloseTo(2 + 8 * one.upper(), within(Tolerance.CLOSED_FORM));
    assertThat(one.lower()).isPositive().isLessThan(one.estimate());
    assertThat(one.upper()).isGreaterThan(one.estimate()).isLessThan(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.0625, 0.01})
  void the_band_of_events_agrees_with_the_verdict(double bound) {
    ProbabilityAtMost statement = new ProbabilityAtMost(bound, bound);
    Decision holds = constant(MeanCourse.of(statement, BUDGET, 100_000), 0, 100_000);
    assertThat(holds.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(holds.upper()).isLessThan(2 * bound * (1 + Tolerance.CLOSED_FORM));
    Decision violated = constant(MeanCourse.of(statement, BUDGET, 100_000), 1, 100_000);
    assertThat(violated.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(violated.lower()).isGreaterThan(bound);
  }

  @Test
  void the_path_is_dense_at_first_then_thin_and_ends_at_the_stop() {
    MeanCourse course = MeanCourse.of(new MeanAtMost(0.5, 0, 1, 0.001), BUDGET, 100_000);
    for (int i = 0; i < 50_000; i++) {
      course.observe(i % 2 + (i % 2 == 0 ? 0.0005 : -0.0005));
    }
    Decision decision = course.decision();
    assertThat(decision.verdict()).isEqualTo(Verdict.UNDECIDED);
    List<Long> times = decision.path().stream().map(Evidence::samples).toList();
    assertThat(times.subList(0, 9)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(times).isSorted().doesNotHaveDuplicates().hasSizeBetween(80, 95);
    assertThat(times.getLast()).isEqualTo(50_000);
    assertThat(times.get(times.size() - 2) / (double) times.get(times.size() - 3))
        .isBetween(1.1, 1.12);
  }

  @Test
  void a_stop_at_a_plotted_sample_is_plotted_once() {
    MeanCourse course = MeanCourse.of(new MeanAtMost(0.5, 0, 1, 0.25), BUDGET, 100);
    course.observe(0.5);
    course.observe(0.5);
    assertThat(course.decision().path()).hasSize(2);
  }

  @Test
  void the_ends_of_the_range_are_in_range() {
    MeanCourse course = MeanCourse.of(new MeanAtMost(0.5, -1, 2, 0.25), BUDGET, 77);
    assertThat(course.observe(-1)).isEqualTo(Verdict.UNDECIDED);
    assertThat(course.observe(2)).isEqualTo(Verdict.UNDECIDED);
    assertThat(course.horizon()).isEqualTo(77);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.0000000000000002, 2.0000000000000004, Double.NaN, 1.0 / 0})
  void a_sample_out_of_range_is_refused_with_its_replicate(double z) {
    MeanCourse course = MeanCourse.of(new MeanAtMost(0.5, -1, 2, 0.25), BUDGET, 10);
    course.observe(0);
    course.observe(0);
    assertThatThrownBy(() -> course.observe(z))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Z = " + z + " of replicate 2 is out of range: -1.0 ≤ Z ≤ 2.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, -1, 2, Double.NaN})
  void an_event_happens_or_not(double z) {
    MeanCourse course = MeanCourse.of(new ProbabilityAtMost(0.5, 0.25), BUDGET, 10);
    course.observe(1);
    course.observe(0);
    assertThatThrownBy(() -> course.observe(z))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Z = " + z + " of replicate 2 is out of range: Z = 0 or Z = 1");
  }
}
