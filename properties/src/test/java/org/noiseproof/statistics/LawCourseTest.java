package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.statistics.Decision.Evidence;
import org.noiseproof.statistics.Hypothesis.LawEquals;
import org.noiseproof.statistics.LawCourse.Checkpoint;

class LawCourseTest {
  private static final ErrorBudget BUDGET = new ErrorBudget(1e-3, 1e-2);

  private static double uniform(double x) {
    return Math.clamp(x, 0.0, 1.0);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.1", "0.03125", "0.01"})
  void checking_times_rise_and_their_shares_sum_to_at_most_one(double effect) {
    List<Checkpoint> checks = LawCourse.schedule(effect, BUDGET, Long.MAX_VALUE);
    double sum = 0;
    int before = 0;
    for (Checkpoint check : checks) {
      assertThat(check.samples()).isGreaterThan(before);
      before = check.samples();
      sum += check.share();
    }
    assertThat(sum).isLessThan(1);
    assertThat(checks.getLast().share()).isEqualTo(0.25);
    Checkpoint second = checks.get(checks.size() - 2);
    assertThat(second.share()).isEqualTo(0.1875);
    assertThat(second.samples()).isEqualTo(3 * checks.getLast().samples() / 4);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.1", "0.03125", "0.01"})
  void the_last_check_decides_and_a_sample_less_might_not(double effect) {
    Checkpoint last = LawCourse.schedule(effect, BUDGET, Long.MAX_VALUE).getLast();
    Checkpoint less = new Checkpoint(last.samples() - 1, last.share());
    assertThat(last.margin(BUDGET.alpha()) + last.margin(BUDGET.beta()))
        .isLessThanOrEqualTo(effect);
    assertThat(less.margin(BUDGET.alpha()) + less.margin(BUDGET.beta())).isGreaterThan(effect);
  }

  @Test
  void the_first_check_is_the_first_that_can_decide_anything() {
    Checkpoint first = LawCourse.schedule(0.01, BUDGET, Long.MAX_VALUE).getFirst();
    assertThat(first.margin(BUDGET.alpha())).isLessThanOrEqualTo(1);
    assertThat(
            new Checkpoint((int) (0.75 * first.samples()), 0.75 * first.share())
                .margin(BUDGET.alpha()))
        .isGreaterThan(1);
    // With a large effect, HOLDS can come before VIOLATED can.
    ErrorBudget lopsided = new ErrorBudget(1e-300, 0.5);
    Checkpoint early = LawCourse.schedule(0.9, lopsided, Long.MAX_VALUE).getFirst();
    assertThat(early.margin(lopsided.alpha())).isGreaterThan(1);
    assertThat(early.margin(lopsided.beta())).isLessThanOrEqualTo(0.9);
  }

  @Test
  void a_small_budget_of_samples_moves_the_last_check() {
    assertThat(LawCourse.schedule(0.01, BUDGET, 100).getLast())
        .isEqualTo(new Checkpoint(100, 0.25));
    assertThat(LawCourse.schedule(0.01, BUDGET, 1)).containsExactly(new Checkpoint(1, 0.25));
    assertThat(new LawCourse(new LawEquals(LawCourseTest::uniform, 0.01), BUDGET, 100).horizon())
        .isEqualTo(100);
  }

  @Test
  void an_effect_that_needs_more_samples_than_fit_is_refused() {
    assertThatThrownBy(() -> LawCourse.schedule(1e-5, BUDGET, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("effect = 1.0E-5 needs")
        .hasMessageContaining("at most 268435456");
    assertThat(LawCourse.schedule(1e-5, BUDGET, 1L << 28).getLast().samples()).isEqualTo(1 << 28);
  }

  /** An independent route: the exact law of D_n (Marsaglia, Tsang and Wang 2003). */
  @Test
  void by_the_exact_law_of_the_distance_the_bands_fail_with_probability_at_most_the_error() {
    KolmogorovSmirnovTest exact = new KolmogorovSmirnovTest();
    ErrorBudget budget = new ErrorBudget(0.1, 0.2);
    for (double error : new double[] {budget.alpha(), budget.beta()}) {
      double sum = 0;
      for (Checkpoint check : LawCourse.schedule(0.2, budget, Long.MAX_VALUE)) {
        double margin = check.margin(error);
        double fails = margin < 1 ? 1 - exact.cdf(margin, check.samples()) : 0;
        assertThat(fails).isLessThanOrEqualTo(error * check.share());
        sum += fails;
      }
      assertThat(sum).isLessThanOrEqualTo(error).isGreaterThan(error / 3);
    }
  }

  @Test
  void the_distance_is_taken_on_both_sides_of_each_jump() {
    double[] sorted = {0.25, 0.25, 0.75, 1};
    assertThat(LawCourse.distance(sorted, 4, LawCourseTest::uniform)).isEqualTo(0.25);
    assertThat(LawCourse.distance(new double[] {0.875}, 1, LawCourseTest::uniform))
        .isEqualTo(0.875);
    assertThat(LawCourse.distance(new double[] {0.125}, 1, LawCourseTest::uniform))
        .isEqualTo(0.875);
    assertThat(LawCourse.distance(new double[] {0.125, 7, 7}, 1, LawCourseTest::uniform))
        .isEqualTo(0.875);
    assertThat(LawCourse.distance(new double[] {0.25, 1}, 2, LawCourseTest::uniform))
        .isEqualTo(0.5);
    assertThat(LawCourse.distance(new double[] {0.25, 0.75}, 2, LawCourseTest::uniform))
        .isEqualTo(0.25);
  }

  @Test
  void a_cdf_that_is_none_is_refused() {
    double[] sorted = {0.25, 0.5};
    for (DoubleUnaryOperator cdf :
        List.<DoubleUnaryOperator>of(x -> -x, x -> 1 - x, x -> 4 * x, x -> Double.NaN)) {
      assertThatThrownBy(() -> LawCourse.distance(sorted, 2, cdf))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cdf(");
    }
    assertThat(LawCourse.distance(sorted, 2, x -> 0)).isEqualTo(1);
    assertThat(LawCourse.distance(sorted, 2, x -> 1)).isEqualTo(1);
  }

  /** Samples i + ½ of n, shuffled by a stride: as close to uniform as can be. */
  private static double even(int i, int n) {
    return (i * 7919L % n + 0.5) / n;
  }

  @Test
  void evidence_at_each_check_is_that_of_its_band() {
    LawCourse course =
        new LawCourse(new LawEquals(LawCourseTest::uniform, 0.0625), BUDGET, Long.MAX_VALUE);
    List<Checkpoint> checks = LawCourse.schedule(0.0625, BUDGET, Long.MAX_VALUE);
    Verdict verdict = Verdict.UNDECIDED;
    int n = 0;
    while (verdict == Verdict.UNDECIDED) {
      verdict = course.observe(even(n++, 10_007));
    }
    Decision decision = course.decision();
    assertThat(verdict).isEqualTo(Verdict.HOLDS);
    assertThat(decision.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(decision.samples()).isEqualTo(n);
    assertThat(decision.budget()).isEqualTo(BUDGET);
    assertThat(decision.path().stream().map(Evidence::samples).toList())
        .isEqualTo(
            checks.stream()
                .map(check -> (long) check.samples())
                .filter(time -> time <= decision.samples())
                .toList());
    Evidence last = decision.path().getLast();
    Checkpoint check = checks.get(decision.path().size() - 1);
    double prior = StrictMath.log(check.share() / 2);
    double room = 0.0625 - decision.estimate();
    assertThat(last.inFavour())
        .isCloseTo(2.0 * n * room * room + prior, within(Tolerance.CLOSED_FORM));
    assertThat(last.inFavour()).isGreaterThanOrEqualTo(-StrictMath.log(BUDGET.beta()));
    assertThat(last.against())
        .isCloseTo(
            2.0 * n * decision.estimate() * decision.estimate() + prior,
            within(Tolerance.CLOSED_FORM));
    // Not decided at the check before.
    assertThat(decision.path().get(decision.path().size() - 2).inFavour())
        .isLessThan(-StrictMath.log(BUDGET.beta()));
    double margin = check.margin(BUDGET.beta());
    assertThat(decision.lower()).isEqualTo(Math.max(0, decision.estimate() - margin));
    assertThat(decision.upper())
        .isEqualTo(decision.estimate() + margin)
        .isLessThanOrEqualTo(0.0625);
  }

  @Test
  void a_constant_is_violated_at_the_first_check_that_can() {
    LawCourse course =
        new LawCourse(new LawEquals(LawCourseTest::uniform, 0.0625), BUDGET, Long.MAX_VALUE);
    int n = 1;
    while (course.observe(1) == Verdict.UNDECIDED) {
      n++;
    }
    Decision decision = course.decision();
    assertThat(decision.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(decision.samples()).isEqualTo(n);
    assertThat(decision.path()).hasSize(1);
    assertThat(decision.estimate()).isEqualTo(1);
    assertThat(decision.upper()).isEqualTo(1);
    assertThat(decision.lower()).isPositive().isLessThan(1);
    assertThat(decision.path().getLast().against())
        .isGreaterThanOrEqualTo(-StrictMath.log(BUDGET.alpha()));
    // 1 is further than Δ from every law that HOLDS: no evidence but the prior's.
    Checkpoint first = LawCourse.schedule(0.0625, BUDGET, Long.MAX_VALUE).getFirst();
    assertThat(decision.path().getLast().inFavour()).isEqualTo(StrictMath.log(first.share() / 2));
  }

  @Test
  void too_few_samples_leave_it_undecided() {
    LawCourse course = new LawCourse(new LawEquals(LawCourseTest::uniform, 0.01), BUDGET, 200);
    for (int i = 0; i < 200; i++) {
      assertThat(course.observe(even(i, 211))).isEqualTo(Verdict.UNDECIDED);
    }
    assertThat(course.decision().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(course.decision().samples()).isEqualTo(200);
  }

  @Test
  void an_infinite_sample_is_a_sample_and_nan_is_none() {
    LawCourse course = new LawCourse(new LawEquals(LawCourseTest::uniform, 0.5), BUDGET, 10);
    assertThat(course.observe(Double.POSITIVE_INFINITY)).isEqualTo(Verdict.UNDECIDED);
    assertThat(course.observe(Double.NEGATIVE_INFINITY)).isEqualTo(Verdict.UNDECIDED);
    assertThatThrownBy(() -> course.observe(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Z = NaN of replicate 2 is out of range: -∞ ≤ Z ≤ ∞");
  }
}
