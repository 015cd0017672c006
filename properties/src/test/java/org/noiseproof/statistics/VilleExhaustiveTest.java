package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.Hypothesis.ProbabilityAtMost;

/** P(∃t ≤ n: e_t ≥ 1/α) ≤ α, summed over all 2ⁿ paths with their exact probabilities. */
class VilleExhaustiveTest {
  private static final int HORIZON = 20;
  private static final double[] ALPHAS = {0.5, 0.25, 0.1, 0.01, 0.001};

  @ParameterizedTest
  @ValueSource(doubles = {0.0625, 0.25, 0.5})
  void a_true_bound_from_above_is_rejected_with_probability_at_most_alpha(double mean) {
    long[][] rejected = rejectedPaths(Gambler.againstAtMost(mean, (1 - mean) / 3));
    assertBounded(rejected, mean);
    assertBounded(rejected, mean / 2);
    assertThat(probability(rejected[2], mean)).as("paths are rejected at all").isPositive();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9375})
  void a_true_bound_from_below_is_rejected_with_probability_at_most_alpha(double mean) {
    long[][] rejected = rejectedPaths(Gambler.againstAtLeast(mean, mean / 3));
    assertBounded(rejected, mean);
    assertBounded(rejected, (1 + mean) / 2);
  }

  @Test
  void a_true_value_is_rejected_with_probability_at_most_alpha() {
    assertBounded(rejectedPaths(Gambler.againstEqual(0.375, 0.125)), 0.375);
  }

  /**
   * On events the band knows only how many happened, so paths can be counted by dynamic
   * programming.
   */
  @Test
  void the_ends_of_the_band_ever_pass_the_mean_with_probability_at_most_the_error() {
    double[] fractions = Capital.againstAtMost(0.5, 0, 1, 0.25).fractions();
    for (double error : ALPHAS) {
      double[][] lower = new double[HORIZON + 1][HORIZON + 1];
      double[][] upper = new double[HORIZON + 1][HORIZON + 1];
      for (int n = 1; n <= HORIZON; n++) {
        for (int ones = 0; ones <= n; ones++) {
          MeanBand band = band(fractions, n, ones);
          lower[n][ones] = band.lower(error);
          upper[n][ones] = band.upper(error);
        }
      }
      for (double mean : new double[] {0.0625, 0.25, 0.5, 0.875}) {
        BigDecimal low = probability(everPassed((n, ones) -> lower[n][ones] > mean), mean);
        BigDecimal high = probability(everPassed((n, ones) -> upper[n][ones] < mean), mean);
        assertThat(low).isLessThanOrEqualTo(new BigDecimal(error));
        assertThat(high).isLessThanOrEqualTo(new BigDecimal(error));
        assertThat(low.add(high)).isPositive();
      }
    }
  }

  private static MeanBand band(double[] fractions, int n, int ones) {
    MeanBand band = new MeanBand(fractions, fractions);
    for (int i = 0; i < n; i++) {
      band.observe(i < ones ? 1 : 0);
    }
    return band;
  }

  private interface Passed {
    boolean at(int n, int ones);
  }

  /** How many paths of each number of ones pass at some time. */
  private static long[] everPassed(Passed passed) {
    long[] all = {1};
    long[] inside = {1};
    for (int n = 1; n <= HORIZON; n++) {
      all = step(all);
      inside = step(inside);
      for (int ones = 0; ones <= n; ones++) {
        if (passed.at(n, ones)) {
          inside[ones] = 0;
        }
      }
    }
    for (int ones = 0; ones <= HORIZON; ones++) {
      all[ones] -= inside[ones];
    }
    return all;
  }

  private static long[] step(long[] paths) {
    long[] next = new long[paths.length + 1];
    for (int ones = 0; ones < paths.length; ones++) {
      next[ones] += paths[ones];
      next[ones + 1] += paths[ones];
    }
    return next;
  }

  @Test
  void the_best_of_several_bets_is_caught() {
    Supplier<Gambler> best =
        () -> {
          List<Capital> both =
              List.of(
                  Capital.againstAtMost(0.5, 0, 1, 0.25), Capital.againstAtLeast(0.5, 0, 1, 0.25));
          return new Gambler() {
            @Override
            public void observe(double z) {
              both.forEach(capital -> capital.observe(z));
            }

            @Override
            public double value() {
              return Math.max(both.get(0).value(), both.get(1).value());
            }
          };
        };
    long[][] rejected = rejectedPaths(best);
    assertThat(probability(rejected[0], 0.5)).isGreaterThan(new BigDecimal(ALPHAS[0]));
  }

  @Test
  void a_whole_test_of_a_probability_errs_with_probability_at_most_alpha_and_beta() {
    ErrorBudget budget = new ErrorBudget(0.05, 0.1);
    ProbabilityAtMost statement = new ProbabilityAtMost(0.25, 0.5);
    Verdicts paths = verdicts(() -> MeanCourse.of(statement, budget, HORIZON));
    long[] violated = paths.violated;
    long[] holds = paths.holds;
    for (double p : new double[] {0.25, 0.125}) {
      assertThat(probability(violated, p)).isLessThanOrEqualTo(new BigDecimal(budget.alpha()));
    }
    for (double p : new double[] {0.75, 0.875}) {
      assertThat(probability(holds, p)).isLessThanOrEqualTo(new BigDecimal(budget.beta()));
    }
    assertThat(probability(violated, 0.75)).isGreaterThan(new BigDecimal(0.5));
    assertThat(probability(holds, 0.25)).isGreaterThan(new BigDecimal(0.5));
  }

  @Test
  void a_whole_test_of_a_value_errs_with_probability_at_most_alpha_and_beta() {
    ErrorBudget budget = new ErrorBudget(0.1, 0.2);
    MeanEquals statement = new MeanEquals(0.5, 0, 1, 0.4375);
    Verdicts paths = verdicts(() -> MeanCourse.of(statement, budget, HORIZON));
    long[] violated = paths.violated;
    long[] holds = paths.holds;
    assertThat(probability(violated, 0.5)).isLessThanOrEqualTo(new BigDecimal(budget.alpha()));
    for (double p : new double[] {0.03125, 0.0625, 0.9375, 0.96875}) {
      assertThat(probability(holds, p)).isLessThanOrEqualTo(new BigDecimal(budget.beta()));
    }
    assertThat(probability(violated, 0.9375)).isGreaterThan(new BigDecimal(0.5));
    assertThat(probability(holds, 0.5)).isGreaterThan(new BigDecimal(0.5));
  }

  @Test
  void a_whole_test_of_a_value_up_to_an_allowance_errs_with_probability_at_most_alpha_and_beta() {
    ErrorBudget budget = new ErrorBudget(0.1, 0.2);
    BigDecimal alpha = new BigDecimal(budget.alpha());
    BigDecimal beta = new BigDecimal(budget.beta());
    Verdicts paths = verdicts(() -> MeanCourse.of(within(0.125), budget, HORIZON));
    for (double p : new double[] {0.375, 0.5, 0.625}) {
      assertThat(probability(paths.violated, p)).isLessThanOrEqualTo(alpha);
    }
    for (double p : new double[] {0.03125, 0.0625, 0.9375, 0.96875}) {
      assertThat(probability(paths.holds, p)).isLessThanOrEqualTo(beta);
    }
    assertThat(probability(paths.violated, 0.96875)).isGreaterThan(new BigDecimal(0.5));
    assertThat(probability(paths.holds, 0.5)).isGreaterThan(new BigDecimal(0.5));

    Verdicts forgetful = verdicts(() -> MeanCourse.of(within(0), budget, HORIZON));
    assertThat(probability(forgetful.violated, 0.625))
        .as("VIOLATED where the allowance allows it")
        .isGreaterThan(probability(paths.violated, 0.625));
    Verdicts generous = verdicts(() -> MeanCourse.of(within(0.1796875), budget, HORIZON));
    assertThat(probability(generous.holds, 0.9375)).as("HOLDS though off by Δ").isGreaterThan(beta);
  }

  private static MeanEquals within(double allowance) {
    return new MeanEquals(0.5, allowance, 0, 1, 0.3125);
  }

  /** How many paths of each number of ones end with each verdict. */
  private static final class Verdicts {
    private final long[] violated = new long[HORIZON + 1];
    private final long[] holds = new long[HORIZON + 1];
  }

  private static Verdicts verdicts(Supplier<MeanCourse> course) {
    Verdicts paths = new Verdicts();
    for (int path = 0; path < 1 << HORIZON; path++) {
      MeanCourse fresh = course.get();
      Verdict verdict = Verdict.UNDECIDED;
      for (int i = 0; i < HORIZON && verdict == Verdict.UNDECIDED; i++) {
        verdict = fresh.observe(path >> i & 1);
      }
      if (verdict == Verdict.VIOLATED) {
        paths.violated[Integer.bitCount(path)]++;
      } else if (verdict == Verdict.HOLDS) {
        paths.holds[Integer.bitCount(path)]++;
      }
    }
    return paths;
  }

  /** For each α, how many paths of each number of ones reach 1/α. */
  private static long[][] rejectedPaths(Supplier<Gambler> gambler) {
    long[][] rejected = new long[ALPHAS.length][HORIZON + 1];
    for (int path = 0; path < 1 << HORIZON; path++) {
      Gambler fresh = gambler.get();
      double highest = fresh.value();
      for (int i = 0; i < HORIZON; i++) {
        fresh.observe(path >> i & 1);
        highest = Math.max(highest, fresh.value());
      }
      for (int a = 0; a < ALPHAS.length; a++) {
        if (highest >= 1 / ALPHAS[a]) {
          rejected[a][Integer.bitCount(path)]++;
        }
      }
    }
    return rejected;
  }

  private static void assertBounded(long[][] rejected, double p) {
    for (int a = 0; a < ALPHAS.length; a++) {
      assertThat(probability(rejected[a], p))
          .as("P(sup e ≥ 1/%s) at p = %s", ALPHAS[a], p)
          .isLessThanOrEqualTo(new BigDecimal(ALPHAS[a]));
    }
  }

  private static BigDecimal probability(long[] pathsByOnes, double p) {
    BigDecimal one = new BigDecimal(p);
    BigDecimal zero = BigDecimal.ONE.subtract(one);
    BigDecimal sum = BigDecimal.ZERO;
    for (int ones = 0; ones < pathsByOnes.length; ones++) {
      sum =
          sum.add(
              one.pow(ones)
                  .multiply(zero.pow(HORIZON - ones))
                  .multiply(BigDecimal.valueOf(pathsByOnes[ones])));
    }
    return sum;
  }
}
