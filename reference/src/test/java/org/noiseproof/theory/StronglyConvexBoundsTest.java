package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StronglyConvexBoundsTest {
  private static final double FOUR_DIGITS = 0.5e-4;
  private static final StronglyConvexBounds BOUNDS = new StronglyConvexBounds(1.5, 2.3, 1);

  @ParameterizedTest
  @CsvSource({"100, 0.7965", "1000, 0.1706", "10000, 0.0367"})
  void bounds_are_as_predicted(long steps, double bound) {
    assertThat(BOUNDS.squaredDistance(steps)).isCloseTo(bound, within(FOUR_DIGITS));
  }

  @Test
  void the_steps_stay_below_what_they_sum_to() {
    double distance = 1;
    for (long k = 1; k <= 1000; k++) {
      distance = BOUNDS.step(distance, k);
      assertThat(distance).isLessThanOrEqualTo(BOUNDS.squaredDistance(k));
    }
  }
}
