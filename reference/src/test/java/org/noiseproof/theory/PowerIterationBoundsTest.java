package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class PowerIterationBoundsTest {

  @Test
  void from_a_cosine_of_1e_12_the_prediction_is_some_thirteen_iterations() {
    double needed = PowerIterationBounds.iterations(1 / 3.0, 1e12, 0.01 / 3);
    assertThat(needed).isBetween(12.6, 14.0);
  }

  @Test
  void the_loss_is_that_of_the_cosine_and_does_not_cancel() {
    assertThat(PowerIterationBounds.loss(2, 1))
        .isEqualTo(2 - Math.sqrt(2), within(Tolerance.CLOSED_FORM));
    double small = 0x1p-40;
    assertThat(PowerIterationBounds.loss(1, small)).isEqualTo(small * small / 2);
    assertThat(PowerIterationBounds.loss(3, Double.POSITIVE_INFINITY)).isEqualTo(3);
  }

  @Test
  void without_a_gap_an_orthogonal_start_promises_nothing() {
    assertThat(PowerIterationBounds.withoutGap(3, 0, 10)).isZero();
    assertThat(PowerIterationBounds.withoutGap(3, 1, 10)).isEqualTo(3);
    assertThat(PowerIterationBounds.withoutGap(1, 0.125, 1))
        .isEqualTo(0.5, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_fixed_point_is_one_and_attracts_from_below() {
    double kappa = 0.9;
    double phi = 0.05;
    double fixed = PowerIterationBounds.fixedPoint(kappa, phi);
    assertThat(StrictMath.tan(fixed))
        .isEqualTo(PowerIterationBounds.tracked(kappa, fixed, phi), within(Tolerance.CLOSED_FORM));
    double theta = 0;
    for (int t = 0; t < 1000; t++) {
      theta = StrictMath.atan(PowerIterationBounds.tracked(kappa, theta, phi));
      assertThat(theta).isLessThanOrEqualTo(fixed + Tolerance.CLOSED_FORM);
    }
    assertThat(theta).isEqualTo(fixed, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void what_is_out_of_range_is_refused() {
    assertThatThrownBy(() -> PowerIterationBounds.iterations(1.5, 1, 0.1))
        .hasMessageContaining("kappa = 1.5");
    assertThatThrownBy(() -> PowerIterationBounds.fixedPoint(0.9, 1))
        .hasMessageContaining("phi = 1.0");
    assertThatThrownBy(() -> PowerIterationBounds.turned(1, 0)).hasMessageContaining("gap = 0");
    assertThat(PowerIterationBounds.tracked(0.5, 1, 1)).isInfinite();
    assertThat(PowerIterationBounds.turned(1, 4)).isEqualTo(0.25);
  }
}
