package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;

class TwoLayerEquilibriumTest {
  private static final TwoLayerEquilibrium PREDICTED =
      TwoLayerEquilibrium.isotropic(1, 0.5, -0.5, 0.2);

  @Test
  void the_squares_are_those_of_the_prediction() {
    assertThat(Math.round(1_000_000 * PREDICTED.squaredU())).isEqualTo(620_484);
    assertThat(Math.round(1_000_000 * PREDICTED.squaredW())).isEqualTo(2_481_935);
    assertThat(PREDICTED.squaredU() / PREDICTED.squaredW())
        .isEqualTo(TwoLayerEquilibrium.ratio(4), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void at_0_the_two_noises_are_equal_also_where_features_are_correlated() {
    Matrix covariance = Matrix.of(2, 2, 2, 0.5, 0.5, 1);
    TwoLayerEquilibrium equilibrium = new TwoLayerEquilibrium(List.of(1.0, -3.0), covariance);
    double[] theta = equilibrium.at(0);
    double[] w = {theta[0], theta[1]};
    double u = theta[2];
    assertThat(QuadraticForm.of(covariance).of(w))
        .isEqualTo(3 * u * u, within(Tolerance.CLOSED_FORM));
    assertThat(u * w[1]).isEqualTo(-3, within(Tolerance.CLOSED_FORM));
    assertThat(u * u).isEqualTo(equilibrium.squaredU(), within(Tolerance.CLOSED_FORM));
    assertThat(w[0] * w[0] + w[1] * w[1])
        .isEqualTo(equilibrium.squaredW(), within(Tolerance.CLOSED_FORM));
    assertThat(equilibrium.restoring(0, 1)).isZero();
  }

  @Test
  void off_it_the_difference_of_the_noises_drives_back() {
    TwoLayerEquilibrium equilibrium =
        new TwoLayerEquilibrium(List.of(1.0, -3.0), Matrix.of(2, 2, 2, 0.5, 0.5, 1));
    for (double lambda : new double[] {-0.5, -0.01, 0.01, 0.5}) {
      double[] theta = equilibrium.at(lambda);
      double[] w = {theta[0], theta[1]};
      double difference =
          2.25 * (QuadraticForm.of(equilibrium.covariance()).of(w) - 3 * theta[2] * theta[2]);
      assertThat(equilibrium.restoring(lambda, 2.25))
          .isEqualTo(difference, within(16 * Tolerance.CLOSED_FORM));
      assertThat(equilibrium.restoring(lambda, 2.25) * lambda).isNegative();
    }
  }

  @Test
  void decay_pulls_towards_balance_and_rates_move_the_ratio_by_their_own() {
    assertThat(TwoLayerEquilibrium.ratio(4, 0.5)).isEqualTo(0.4);
    assertThat(TwoLayerEquilibrium.ratio(4, 2, 1)).isEqualTo(0.5);
    assertThat(TwoLayerEquilibrium.ratio(4, 1, 2)).isEqualTo(0.125);
    assertThat(TwoLayerEquilibrium.ratio(4, 4, 1)).isEqualTo(1);
    assertThat(TwoLayerEquilibrium.ratio(1, 3)).isEqualTo(1);
  }

  @Test
  void a_teacher_that_nobody_sees_is_refused() {
    assertThatThrownBy(
            () -> new TwoLayerEquilibrium(List.of(1.0, 0.0), Matrix.of(2, 2, 0, 0, 0, 1)))
        .hasMessageContaining("vᵀΣv = 0.0");
    assertThatThrownBy(() -> new TwoLayerEquilibrium(List.of(1.0), Matrix.zero(2, 2)))
        .hasMessageContaining("covariance's size = 2");
    assertThatThrownBy(() -> PREDICTED.on(0, 1)).hasMessageContaining("u = 0.0");
  }
}
