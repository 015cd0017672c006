package org.noiseproof.claim.symmetry;

import org.noiseproof.exact.Dyadic;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.Sample;

/** ½(x‖θ‖² − y)² on the plane: rotations change nothing, and their generator is antisymmetric. */
record SquaredNormFit() implements ExactSampleLoss {
  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[] theta, Sample z) {
    double residual = z.x(0) * (theta[0] * theta[0] + theta[1] * theta[1]) - z.y(0);
    return residual * residual / 2;
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    double residual = z.x(0) * (theta[0] * theta[0] + theta[1] * theta[1]) - z.y(0);
    double h = 2 * residual * z.x(0);
    return new double[] {h * theta[0], h * theta[1]};
  }

  @Override
  public Dyadic exactValue(Dyadic[] theta, Sample z) {
    return residual(theta, z).square().scale(-1);
  }

  @Override
  public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
    return Dyadics.times(residual(theta, z).times(Dyadic.of(z.x(0))).scale(1), theta);
  }

  private static Dyadic residual(Dyadic[] theta, Sample z) {
    return Dyadic.of(z.x(0)).times(Dyadics.inner(theta, theta)).minus(Dyadic.of(z.y(0)));
  }
}
