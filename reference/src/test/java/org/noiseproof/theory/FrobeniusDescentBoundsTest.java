package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;

class FrobeniusDescentBoundsTest {
  private static final double FOUR_DIGITS = 0.5e-4;
  private static final double GAMMA = 1.36953779091;
  private static final FrobeniusDescentBounds BOUNDS =
      new FrobeniusDescentBounds(24, Math.sqrt(54), GAMMA);

  @ParameterizedTest
  @CsvSource({"100, 0.915, 1.06", "1000, 0.0915, 0.106", "10000, 0.00915, 0.0106"})
  void gaps_are_as_predicted(long steps, double normalized, double plain) {
    double step = BOUNDS.longestStep();
    assertThat(step).isCloseTo(0.0254, within(FOUR_DIGITS));
    assertThat(BOUNDS.stepGap(step, steps) / GAMMA).isCloseTo(normalized, within(normalized / 500));
    assertThat(BOUNDS.rateGap(steps) / GAMMA).isCloseTo(plain, within(plain / 200));
  }

  @Test
  void the_dual_norm_falls_to_the_margin() {
    assertThat(BOUNDS.squaredDual(1L << 60))
        .isCloseTo(GAMMA * GAMMA, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void what_is_lost_is_the_mean_of_both_ends() {
    assertThat(FrobeniusDescentBounds.decrease(0.5, 2, 2)).isEqualTo(2);
  }
}
