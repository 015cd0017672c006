package org.noiseproof.loss;

import java.util.List;

/**
 * −y θ̂·x with θ̂ = θ/‖θ‖, θ ≠ 0: linear on the sphere, scale-invariant. Its gradient is −y(x −
 * (θ̂·x)θ̂)/‖θ‖.
 *
 * <p>In doubles: s = θ·x and n = ‖θ‖² from the first coordinate on, q = s/n, f = y/√n; coordinate j
 * of the gradient is f (q θ_j − x_j).
 *
 * @param dimension of θ and x, ≥ 1
 */
public record SphereLoss(int dimension) implements SampleLoss {
  public SphereLoss {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "dimension = " + dimension + " is out of range: dimension ≥ 1");
    }
  }

  @Override
  public int parameters() {
    return dimension;
  }

  @Override
  public int inputs() {
    return dimension;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double value(double[] theta, Sample z) {
    requireFit(theta, z);
    return -(z.y(0) * inner(theta, z) / Math.sqrt(ScaleInvariance.squaredNorm(theta)));
  }

  @Override
  public double[] gradient(double[] theta, Sample z) {
    requireFit(theta, z);
    double n = ScaleInvariance.squaredNorm(theta);
    double q = inner(theta, z) / n;
    double f = z.y(0) / Math.sqrt(n);
    double[] gradient = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      gradient[j] = f * (q * theta[j] - z.x(j));
    }
    return gradient;
  }

  private double inner(double[] theta, Sample z) {
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      sum += theta[j] * z.x(j);
    }
    return sum;
  }

  /** Scale invariance, of charge ‖θ‖². */
  @Override
  public List<Symmetry> symmetries() {
    return List.of(ScaleInvariance.of(dimension));
  }
}
