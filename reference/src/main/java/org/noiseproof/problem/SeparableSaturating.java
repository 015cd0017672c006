package org.noiseproof.problem;

/**
 * F1s: F(x) = Σ_j x_j²/(1 + x_j²). Not convex; L = 2; each partial derivative is at most 3√3/8 in
 * magnitude, so that G = √d 3√3/8.
 *
 * @param dimension d ≥ 1
 */
public record SeparableSaturating(int dimension) implements Problem {
  /** sup |∂F/∂x_j| = 3√3/8. */
  static final double PARTIAL_BOUND = 3 * Math.sqrt(3) / 8;

  public SeparableSaturating {
    Point.requireDimension(dimension);
  }

  @Override
  public double value(double[] x) {
    Point.require("x", x, dimension);
    double sum = 0;
    for (double coordinate : x) {
      sum += Saturating.saturation(coordinate * coordinate);
    }
    return sum;
  }

  /** ∂F/∂x_j = 2x_j/(1 + x_j²)². */
  @Override
  public double[] gradient(double[] x) {
    Point.require("x", x, dimension);
    double[] gradient = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      double base = 1 + x[j] * x[j];
      gradient[j] = 2 * x[j] / base / base;
    }
    return gradient;
  }

  @Override
  public double smoothness() {
    return 2;
  }

  @Override
  public double gradientBound() {
    return Math.sqrt(dimension) * PARTIAL_BOUND;
  }

  @Override
  public double[] minimizer() {
    return new double[dimension];
  }
}
