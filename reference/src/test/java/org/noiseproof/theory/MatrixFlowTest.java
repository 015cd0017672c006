package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.matrix.Matrix;

class MatrixFlowTest {
  private static final Matrix TARGET = Matrix.of(2, 2, 1, 0.3, -0.2, 0.8);
  private static final double[] SCALES = {1.2, 0.6};
  private static final double[] NOISE = {1, 0.4};
  private static final MatrixEquilibrium PROBLEM = MatrixEquilibrium.of(TARGET, SCALES, NOISE, 2);
  private static final MatrixFlow FLOW = new MatrixFlow(PROBLEM);

  /** The mean of one noisy step and the fall that follows it, over all atoms and over η². */
  @Test
  void the_velocity_is_where_one_noisy_step_and_gradient_flow_lead_in_the_mean() {
    double eta = 1.0 / 64;
    Factorization start = PROBLEM.equilibrium();
    Factorization sum = start.plus(-1, start);
    for (Sample z : Populations.linear(TARGET, SCALES, NOISE).samples()) {
      double[] g = DeepLinear.of(2, 2, 2).gradient(start.parameters(), z);
      Factorization fallen = fall(start.plus(-eta, Factorization.of(g, 2, 2, 2)));
      sum = sum.plus(1 / 16.0, fallen.plus(-1, start));
    }
    Factorization mean = sum.plus(1 / (eta * eta) - 1, sum);
    Factorization velocity = FLOW.velocity(start);
    // The terms of order η³ cancel, since the noise is symmetric; what is left is η² itself.
    assertThat(mean.plus(-1, velocity).u().largest()).isLessThan(eta * eta);
    assertThat(velocity.u().largest()).isGreaterThan(50 * eta * eta);
  }

  /** Gradient flow on ½ Tr (UW − V)Σ_x(UW − V)ᵀ, by midpoint steps until nothing moves. */
  private static Factorization fall(Factorization from) {
    Factorization point = from;
    for (int i = 0; i < 2000; i++) {
      Factorization middle = point.plus(-1.0 / 64, slope(point));
      point = point.plus(-1.0 / 32, slope(middle));
    }
    return point;
  }

  private static Factorization slope(Factorization at) {
    Matrix error = at.product().minus(TARGET).times(PROBLEM.features());
    return new Factorization(error.times(at.w().transpose()), at.u().transpose().times(error));
  }

  @Test
  void the_flow_rests_up_to_turning_where_the_charges_still_drift() {
    Factorization start = PROBLEM.equilibrium();
    Factorization rest = FLOW.after(60, start);
    assertThat(sharpness(rest)).isEqualTo(7.139226, within(1.0 / 1_000_000));
    assertThat(sharpness(FLOW.after(10, rest)))
        .isEqualTo(sharpness(rest), within(100 * Tolerance.CLOSED_FORM));
    Matrix imbalance = PROBLEM.imbalance(rest);
    assertThat(Math.sqrt(imbalance.inner(imbalance))).isEqualTo(0.00584, within(0.5 / 10_000));
    assertThat(FLOW.after(5, rest).u().minus(rest.u()).largest()).isGreaterThan(0.02);
  }

  @Test
  void without_turning_the_equilibrium_of_the_charges_is_at_rest() {
    MatrixEquilibrium isotropic = MatrixEquilibrium.of(TARGET, SCALES, new double[] {0.8, 0.8}, 2);
    MatrixEquilibrium diagonal =
        MatrixEquilibrium.of(Matrix.of(2, 2, 1, 0, 0, 0.5), SCALES, NOISE, 2);
    MatrixEquilibrium narrow =
        MatrixEquilibrium.of(Matrix.of(2, 2, 1, 0.5, -2, -1), SCALES, NOISE, 1);
    for (MatrixEquilibrium problem : new MatrixEquilibrium[] {isotropic, diagonal, narrow}) {
      Factorization velocity = new MatrixFlow(problem).velocity(problem.equilibrium());
      assertThat(velocity.u().largest()).isLessThan(Tolerance.CLOSED_FORM);
      assertThat(velocity.w().largest()).isLessThan(Tolerance.CLOSED_FORM);
    }
  }

  private static double sharpness(Factorization point) {
    return PROBLEM.sharpness().of(point.parameters());
  }
}
