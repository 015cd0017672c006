package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;

/** Radii and scales of the truncated mean, of Catoni's estimator and of the geometric median. */
class RobustMeanBoundsTest {

  @ParameterizedTest
  @CsvSource({"0.1, 1.00623", "0.25, 1.06066", "0.4, 1.34164"})
  void the_median_moves_as_far_as_predicted(double share, String constant) {
    assertThat("%.5f".formatted(GeometricMedianBound.constant(share))).isEqualTo(constant);
  }

  @ParameterizedTest
  @CsvSource({"256, 1.048", "4096, 0.416"})
  void the_truncated_mean_has_the_predicted_radius(int n, String radius) {
    assertThat("%.3f".formatted(TruncatedMeanBounds.radius(1.5, 1, n, 0.01))).isEqualTo(radius);
  }

  /** In units of u^{1/p}, both scale with the samples. */
  @Test
  void the_truncated_mean_knows_the_unit() {
    double unit = Math.pow(3, 1.5);
    assertThat(TruncatedMeanBounds.alpha(1.5, unit, 0.1))
        .isEqualTo(3 * TruncatedMeanBounds.alpha(1.5, 1, 0.1), within(Tolerance.CLOSED_FORM));
    assertThat(TruncatedMeanBounds.alpha(1.5, 1, Math.exp(-8)))
        .isEqualTo(0.25, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void catoni_has_the_radius_and_the_scale_of_the_formula() {
    // l = 2, n = 20, v = 4: 2vl/(n − 2l) = 1, and 2l/(n(v + 1)) = 1/25
    double delta = Math.exp(-2);
    assertThat(CatoniBounds.radius(4, 20, delta)).isEqualTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(CatoniBounds.scale(4, 20, delta)).isEqualTo(0.2, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void refusals_name_the_argument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeometricMedianBound.constant(0.5))
        .withMessageContaining("share = 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CatoniBounds.radius(1, 9, 0.01))
        .withMessageContaining("n = 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TruncatedMeanBounds.alpha(1.5, 1, 0))
        .withMessageContaining("delta = 0.0");
  }
}
