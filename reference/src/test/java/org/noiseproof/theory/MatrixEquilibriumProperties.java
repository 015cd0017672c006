package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.MatrixUtils;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.RandomMatrices;

class MatrixEquilibriumProperties {

  @Property(tries = 60)
  void no_charge_drifts_at_the_equilibrium(
      @ForAll @IntRange(min = 1, max = 4) int m,
      @ForAll @IntRange(min = 1, max = 4) int n,
      @ForAll @IntRange(max = 2) int silent,
      @ForAll long seed) {
    MatrixEquilibrium problem = random(m, n, silent, new SplittableRandom(seed));
    Factorization rest = problem.equilibrium();
    double scale = problem.leastNoise();
    isZero(problem.drift(rest).largest() / scale);
    isZero(rest.product().minus(problem.target()).largest() / (1 + problem.target().largest()));
    isZero(problem.squaredGradient().of(rest.parameters()) / scale - 1);
    isZero(problem.sharpness().of(problem.flattest().parameters()) / problem.leastSharpness() - 1);
  }

  @Property(tries = 60)
  void every_other_point_of_the_orbit_is_noisier_and_sharper_than_the_least(
      @ForAll @IntRange(min = 1, max = 3) int d, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MatrixEquilibrium problem = random(d, d, 0, random);
    Matrix b = new RandomMatrices(random).gaussian(d, d);
    double[] theta =
        problem
            .equilibrium()
            .moved(b, MatrixEquilibrium.matrix(MatrixUtils.inverse(MatrixEquilibrium.real(b))))
            .parameters();
    assertThat(problem.squaredGradient().of(theta))
        .isGreaterThanOrEqualTo(problem.leastNoise() * (1 - Tolerance.CLOSED_FORM));
    assertThat(problem.sharpness().of(theta))
        .isGreaterThanOrEqualTo(problem.leastSharpness() * (1 - Tolerance.CLOSED_FORM));
  }

  @Property(tries = 60)
  void under_isotropic_noise_the_equilibrium_is_the_flattest_minimum(
      @ForAll @IntRange(min = 1, max = 3) int m,
      @ForAll @IntRange(min = 1, max = 3) int n,
      @ForAll long seed) {
    MatrixEquilibrium any = random(m, n, 0, new SplittableRandom(seed));
    Matrix noise =
        MatrixEquilibrium.matrix(MatrixUtils.createRealIdentityMatrix(m))
            .times(any.noise().at(0, 0));
    MatrixEquilibrium problem =
        new MatrixEquilibrium(any.target(), any.features(), noise, any.width());
    isZero(
        problem.sharpness().of(problem.equilibrium().parameters()) / problem.leastSharpness() - 1);
  }

  @Property(tries = 60)
  void the_layers_have_equal_norms_under_isotropic_noise_and_features_between_equal_widths_alone(
      @ForAll @IntRange(min = 1, max = 3) int m,
      @ForAll @IntRange(min = 1, max = 3) int n,
      @ForAll long seed) {
    Matrix target = new RandomMatrices(new SplittableRandom(seed)).gaussian(m, n);
    MatrixEquilibrium problem =
        new MatrixEquilibrium(
            target,
            MatrixEquilibrium.matrix(MatrixUtils.createRealIdentityMatrix(n)).times(4),
            MatrixEquilibrium.matrix(MatrixUtils.createRealIdentityMatrix(m)).times(0.25),
            Math.min(m, n));
    Factorization rest = problem.equilibrium();
    isZero(rest.u().inner(rest.u()) / rest.w().inner(rest.w()) * n / m - 1);
  }

  @Property(tries = 30)
  void charges_drift_along_the_flow_as_in_one_step(
      @ForAll @IntRange(min = 1, max = 3) int d, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MatrixEquilibrium problem = random(d, d, 0, random);
    Factorization at = problem.flattest().scaled(random.nextDouble(-0.3, 0.3));
    Factorization v = new MatrixFlow(problem).velocity(at);
    Matrix half = at.u().transpose().times(v.u()).minus(v.w().times(at.w().transpose()));
    Matrix drift = problem.drift(at);
    isZero(half.plus(half.transpose()).minus(drift).largest() / problem.leastNoise());
    isZero(at.u().times(v.w()).plus(v.u().times(at.w())).largest() / problem.leastNoise());
  }

  /** Of full rank, its width by so much above it; covariances between ½ and some ten. */
  private static MatrixEquilibrium random(int m, int n, int silent, SplittableRandom random) {
    RandomMatrices matrices = new RandomMatrices(random);
    return new MatrixEquilibrium(
        matrices.gaussian(m, n),
        covariance(matrices.gaussian(n, n)),
        covariance(matrices.gaussian(m, m)),
        Math.min(m, n) + silent);
  }

  private static Matrix covariance(Matrix root) {
    Matrix half =
        MatrixEquilibrium.matrix(MatrixUtils.createRealIdentityMatrix(root.rows())).times(0.5);
    Matrix square = root.times(root.transpose());
    return square.plus(square.transpose()).times(0.5).plus(half);
  }

  private static void isZero(double value) {
    assertThat(value).isEqualTo(0, within(1000 * Tolerance.CLOSED_FORM));
  }
}
