package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerSampleClipSgdBoundsTest {
  private static final double FOUR_DIGITS = 0.5e-4;

  /** T is rounded down to a whole number of steps, of which there are few for p near 1. */
  private static final double WHOLE_STEPS = 0.01;

  /** F1 in the plane from (1, 0): L = 2, Δ = 1/2, G = 3√3/8, σ = 1. */
  private static PerSampleClipSgdBounds plane(int n, long steps) {
    return new PerSampleClipSgdBounds(1.5, 1 + 3 * Math.sqrt(3) / 8, 0.5, 0.5, n, steps);
  }

  /** The pseudo-Huber function from 1: L = G = σ = 1, Δ = √2 − 1. */
  private static PerSampleClipSgdBounds line(int n) {
    return new PerSampleClipSgdBounds(1.5, 2, Math.sqrt(2) - 1, 1, n, 50);
  }

  @ParameterizedTest
  @CsvSource({"16, 200, 0.4876", "64, 100, 0.2056", "256, 50, 0.1132"})
  void bounds_in_expectation_are_as_predicted(int n, long steps, double bound) {
    assertThat(plane(n, steps).inExpectation()).isCloseTo(bound, within(FOUR_DIGITS));
  }

  @ParameterizedTest
  @CsvSource({
    "32768, 1e-3, 0.2514",
    "32768, 1e-6, 0.4473",
    "131072, 1e-3, 0.1098",
    "131072, 1e-6, 0.1875"
  })
  void bounds_with_high_probability_are_as_predicted(int n, double delta, double bound) {
    assertThat(line(n).onTheLine(delta)).isCloseTo(bound, within(FOUR_DIGITS));
    assertThat(line(n).inAnyDimension(delta)).isGreaterThan(line(n).onTheLine(delta));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.1, 1.5, 2})
  void the_best_batch_gives_the_optimal_exponent(double p) {
    double slope =
        StrictMath.log(
                PerSampleClipSgdBounds.ofBudget(p, 2, 1, 1, 1L << 34).inExpectation()
                    / PerSampleClipSgdBounds.ofBudget(p, 2, 1, 1, 1L << 24).inExpectation())
            / StrictMath.log(1 << 10);
    assertThat(slope).isCloseTo(-2 * (p - 1) / (3 * p - 2), within(WHOLE_STEPS));
  }

  @Test
  void no_other_batch_has_a_smaller_bound() {
    long budget = 1L << 20;
    PerSampleClipSgdBounds best = PerSampleClipSgdBounds.ofBudget(1.5, 2, 1, 1, budget);
    for (int n : new int[] {best.n() / 2, best.n() * 9 / 10, best.n() * 11 / 10, best.n() * 2}) {
      assertThat(new PerSampleClipSgdBounds(1.5, 2, 1, 1, n, budget / n).inExpectation())
          .isGreaterThan(best.inExpectation());
    }
  }

  @Test
  void a_run_without_steps_is_refused() {
    assertThatThrownBy(() -> plane(16, 0)).hasMessageContaining("steps = 0");
  }
}
