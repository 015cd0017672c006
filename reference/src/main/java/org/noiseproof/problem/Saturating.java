package org.noiseproof.problem;

/**
 * F1: F(x) = ‖x‖²/(1 + ‖x‖²). Not convex; L = 2, since the eigenvalues of its Hessian fill [−½, 2];
 * G = 3√3/8, reached at ‖x‖ = 1/√3; flat far out.
 *
 * @param dimension d ≥ 1
 */
public record Saturating(int dimension) implements Problem {
  public Saturating {
    Point.requireDimension(dimension);
  }

  @Override
  public double value(double[] x) {
    return saturation(squaredNorm(x));
  }

  /** ∇F(x) = 2x/(1 + ‖x‖²)². */
  @Override
  public double[] gradient(double[] x) {
    double base = 1 + squaredNorm(x);
    double[] gradient = new double[dimension];
    for (int j = 0; j < dimension; j++) {
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
    return SeparableSaturating.PARTIAL_BOUND;
  }

  @Override
  public double[] minimizer() {
    return new double[dimension];
  }

  /** s/(1 + s), 1 at infinity. */
  static double saturation(double s) {
    return s > 1 ? 1 / (1 + 1 / s) : s / (1 + s);
  }

  private double squaredNorm(double[] x) {
    Point.require("x", x, dimension);
    double sum = 0;
    for (double coordinate : x) {
      sum += coordinate * coordinate;
    }
    return sum;
  }
}
