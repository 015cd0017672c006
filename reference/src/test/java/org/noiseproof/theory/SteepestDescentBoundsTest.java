package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;

class SteepestDescentBoundsTest {
  private static final double THREE_DIGITS = 0.5e-3;

  @ParameterizedTest
  @CsvSource({
    "7.348469228, 1.36953779091, 0.247",
    "16, 4.757575758, 0.155",
    "5, 0.460714286, 0.500",
    "7.348469228, 2.15388513010, 0.157",
    "7.348469228, 0.89686023157, 0.377"
  })
  void the_best_constant_step_of_3000_has_the_gap_predicted(
      double radius, double margin, double share) {
    double gap = new SteepestDescentBounds(24, radius).bestGap(3_000);
    assertThat(gap / margin).isCloseTo(share, within(THREE_DIGITS));
  }

  @Test
  void no_other_constant_step_has_a_smaller_bound() {
    SteepestDescentBounds bounds = new SteepestDescentBounds(24, 16);
    double best = bounds.bestStep(1_000);
    for (double factor : new double[] {0.5, 0.9, 1.1, 2}) {
      double step = factor * best;
      assertThat(bounds.gap(1_000 * step, 1_000 * step * step, 0))
          .isGreaterThan(bounds.bestGap(1_000));
    }
  }

  @Test
  void the_square_root_schedule_has_its_logarithm() {
    SteepestDescentBounds bounds = new SteepestDescentBounds(24, 2);
    double expected =
        (Math.log(24) + 4 * 0.25 * (1 + Math.log(100)) / 2) / (2 * 0.5 * (Math.sqrt(101) - 1));
    assertThat(bounds.powerGap(0.5, 0.5, 100)).isCloseTo(expected, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void a_constant_step_ends_at_its_floor() {
    SteepestDescentBounds bounds = new SteepestDescentBounds(24, 2);
    assertThat(bounds.powerGap(0.5, 0, 1L << 50))
        .isCloseTo(bounds.floor(0.5), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void exponents_beyond_one_are_refused() {
    assertThatThrownBy(() -> new SteepestDescentBounds(24, 2).powerGap(1, 1.5, 10))
        .hasMessageContaining("exponent = 1.5 is out of range: 0 ≤ exponent ≤ 1");
  }
}
