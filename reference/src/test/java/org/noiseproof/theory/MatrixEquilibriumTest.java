package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;

class MatrixEquilibriumTest {
  private static final Matrix TARGET = Matrix.of(2, 2, 1, 0.3, -0.2, 0.8);
  private static final double[] SCALES = {1.2, 0.6};
  private static final double[] NOISE = {1, 0.4};
  private static final MatrixEquilibrium ANISOTROPIC =
      MatrixEquilibrium.of(TARGET, SCALES, NOISE, 2);
  private static final MatrixEquilibrium ISOTROPIC =
      MatrixEquilibrium.of(TARGET, SCALES, new double[] {0.8, 0.8}, 2);

  @Test
  void sharpness_and_norms_are_those_of_the_prediction() {
    Factorization equilibrium = ANISOTROPIC.equilibrium();
    Factorization flattest = ANISOTROPIC.flattest();
    is(ANISOTROPIC.sharpness().of(equilibrium.parameters()), 7.1564556696);
    is(ANISOTROPIC.sharpness().of(flattest.parameters()), 6.5713560244);
    is(ANISOTROPIC.leastSharpness(), 6.5713560244);
    is(squares(equilibrium.u()), 2.0116470433);
    is(squares(equilibrium.w()), 1.8072113111); // predicted as 1.8072081311: digits exchanged
    is(squares(flattest.u()), 1.8253766735);
    is(squares(flattest.w()), 2.1475019688);
    is(ISOTROPIC.sharpness().of(ISOTROPIC.equilibrium().parameters()), 6.5713560244);
  }

  @Test
  void noise_and_drift_along_the_orbit_are_those_of_the_prediction() {
    Factorization equilibrium = ANISOTROPIC.equilibrium();
    Factorization flattest = ANISOTROPIC.flattest();
    assertThat(ANISOTROPIC.leastNoise()).isEqualTo(4.10116955, within(0.5 / 100_000_000));
    is(ANISOTROPIC.squaredGradient().of(equilibrium.parameters()), ANISOTROPIC.leastNoise());
    assertThat(ANISOTROPIC.squaredGradient().of(flattest.parameters()))
        .isEqualTo(4.35642, within(0.5 / 100_000));
    Matrix drift = ANISOTROPIC.drift(flattest);
    assertThat(drift.at(0, 0)).isEqualTo(-0.9257, within(0.5 / 10_000));
    assertThat(Math.abs(drift.at(0, 1))).isEqualTo(0.2021, within(0.5 / 10_000));
    assertThat(drift.at(1, 1)).isEqualTo(0.3807, within(0.5 / 10_000));
    double[] lambdas = {-0.3, -0.1, 0, 0.1, 0.3};
    double[] drifts = {2.611, 0.826, 0, -0.826, -2.611};
    for (int k = 0; k < lambdas.length; k++) {
      assertThat(MatrixEquilibrium.trace(ANISOTROPIC.drift(equilibrium.scaled(lambdas[k]))))
          .isEqualTo(drifts[k], within(0.5 / 1000));
    }
  }

  @Test
  void forms_are_the_moments_over_all_atoms() {
    Population atoms = Populations.linear(TARGET, SCALES, NOISE);
    DeepLinear loss = DeepLinear.of(2, 2, 2);
    double[] theta = ANISOTROPIC.flattest().scaled(0.25).parameters();
    double noise = 0;
    double hessian = 0;
    for (Sample z : atoms.samples()) {
      noise += Arrays.stream(loss.gradient(theta, z)).map(g -> g * g).sum() / atoms.size();
      for (int j = 0; j < theta.length; j++) {
        hessian += (gradient(loss, theta, z, j, 0.5) - gradient(loss, theta, z, j, -0.5));
      }
    }
    is(ANISOTROPIC.squaredGradient().of(theta), noise);
    is(ANISOTROPIC.sharpness().of(theta), hessian / atoms.size());
  }

  /** Linear in θ_j: its difference quotient is the second derivative at any distance. */
  private static double gradient(DeepLinear loss, double[] theta, Sample z, int j, double by) {
    double[] moved = theta.clone();
    moved[j] += by;
    return loss.gradient(moved, z)[j];
  }

  @Test
  void one_output_is_flattest_in_equilibrium_with_the_norms_of_the_vector_case() {
    Matrix target = Matrix.of(1, 4, 1, 0.5, -0.5, 0.2);
    MatrixEquilibrium problem =
        MatrixEquilibrium.of(target, new double[] {1, 1, 1, 1}, new double[] {1}, 1);
    Factorization rest = problem.equilibrium();
    is(problem.sharpness().of(rest.parameters()), problem.leastSharpness());
    is(squares(rest.u()), Math.sqrt(squares(target)) / 2); // u² = |V|/√n
    is(squares(rest.w()), 4 * squares(rest.u()));
  }

  @Test
  void hidden_units_beyond_the_rank_are_silent() {
    MatrixEquilibrium problem = MatrixEquilibrium.of(TARGET, SCALES, NOISE, 3);
    Factorization rest = problem.equilibrium();
    is(problem.imbalance(rest).largest() + 1, 1);
    is(rest.product().minus(TARGET).largest() + 1, 1);
    assertThat(rest.w().row(2)).containsOnly(0);
    is(squares(rest.u()), squares(ANISOTROPIC.equilibrium().u()));
  }

  @Test
  void what_has_no_equilibrium_is_refused_with_the_reason() {
    assertThatThrownBy(() -> MatrixEquilibrium.of(TARGET, SCALES, new double[] {1, 0}, 2))
        .hasMessageContaining("noise = ")
        .hasMessageContaining("U grows without end");
    assertThatThrownBy(() -> MatrixEquilibrium.of(TARGET, new double[] {1, 0}, NOISE, 2))
        .hasMessageContaining("features = ");
    assertThatThrownBy(() -> MatrixEquilibrium.of(TARGET, SCALES, NOISE, 1))
        .hasMessageContaining("width = 1");
    assertThatThrownBy(() -> MatrixEquilibrium.of(TARGET, new double[] {1}, NOISE, 2))
        .hasMessageContaining("features 1 × 1");
    assertThatThrownBy(() -> new MatrixEquilibrium(TARGET, TARGET, ANISOTROPIC.noise(), 2))
        .hasMessageContaining("symmetric");
  }

  @Test
  void what_is_not_finite_empty_or_outside_is_refused_by_name() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> MatrixEquilibrium.of(TARGET.times(bad), SCALES, NOISE, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("target = [[")
          .hasMessageEndingWith("out of range: finite");
      assertThatThrownBy(() -> MatrixEquilibrium.of(TARGET, SCALES, new double[] {1, bad}, 2))
          .hasMessage("noise = [1.0, %s] is out of range: at least one, of finite squares", bad);
    }
    assertThatThrownBy(() -> MatrixEquilibrium.of(TARGET, new double[0], NOISE, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scales = [] is out of range: at least one, of finite squares");
    assertThatThrownBy(() -> ANISOTROPIC.imbalance(5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("i = 5 is out of range: 0 ≤ i < 2, the width");
    assertThatThrownBy(() -> ANISOTROPIC.imbalance(0, -1)).hasMessageStartingWith("j = -1");
  }

  @Test
  void forms_agree_with_their_matrices() {
    Factorization point = ANISOTROPIC.flattest().scaled(0.1);
    double[] theta = point.parameters();
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        QuadraticForm form = ANISOTROPIC.imbalance(i, j);
        is(form.of(theta) + 1, ANISOTROPIC.imbalance(point).at(i, j) + 1);
      }
    }
    is(
        ANISOTROPIC.representation().of(ANISOTROPIC.equilibrium().parameters()) / 1.8,
        Arrays.stream(ANISOTROPIC.spectrum()).sum());
    assertThat(Factorization.of(theta, 2, 2, 2)).isEqualTo(point);
  }

  private static double squares(Matrix matrix) {
    return matrix.inner(matrix);
  }

  private static void is(double actual, double expected) {
    assertThat(actual).isEqualTo(expected, within(Tolerance.CLOSED_FORM));
  }
}
