package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;

class ClippedSgdBoundsTest {
  private static final double FOUR_DIGITS = 0.5e-4;

  /** The pseudo-Huber function from 1: L = G = σ = 1, Δ = √2 − 1. */
  private static ClippedSgdBounds line(long steps) {
    return new ClippedSgdBounds(1.5, 2, Math.sqrt(2) - 1, 1, steps);
  }

  @ParameterizedTest
  @CsvSource({"1000, 0.3420", "10000, 0.1362", "100000, 0.0542"})
  void bounds_in_expectation_are_as_predicted(long steps, double bound) {
    assertThat(line(steps).inExpectation()).isCloseTo(bound, within(FOUR_DIGITS));
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 0.2936", "1e-6, 0.4096"})
  void bounds_with_high_probability_are_as_predicted(double delta, double bound) {
    assertThat(line(100_000).withProbability(1, delta)).isCloseTo(bound, within(FOUR_DIGITS));
  }

  /** The sum of T steps, over ηT/2, is the bound. */
  @Test
  void the_bound_is_the_sum_of_its_steps() {
    ClippedSgdBounds bounds = line(1000);
    double added = bounds.step(0, 0);
    double sum = (bounds.gap() + 1000 * added) / (bounds.learningRate() * 1000 / 2);
    assertThat(sum).isCloseTo(bounds.inExpectation(), within(Tolerance.CLOSED_FORM));
  }
}
