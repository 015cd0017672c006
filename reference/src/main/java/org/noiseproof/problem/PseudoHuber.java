package org.noiseproof.problem;

/**
 * PH: F(x) = Σ_j (√(1 + x_j²) − 1). Convex; L = 1; each partial derivative is below 1 in magnitude,
 * so that G = √d, not reached. Its gradient does not vanish far out, so that it shows divergence
 * where F1 cannot.
 *
 * @param dimension d ≥ 1
 */
public record PseudoHuber(int dimension) implements Problem {
  /** From here on x/√(1 + x²) rounds to ±1, so that a larger x is taken for this one. */
  public static final double FAR = 0x1p500;

  public PseudoHuber {
    Point.requireDimension(dimension);
  }

  @Override
  public double value(double[] x) {
    Point.require("x", x, dimension);
    double sum = 0;
    for (double coordinate : x) {
      double c = Math.clamp(coordinate, -FAR, FAR);
      sum += coordinate * (c / (1 + Math.sqrt(1 + c * c)));
    }
    return sum;
  }

  /** ∂F/∂x_j = x_j/√(1 + x_j²). */
  @Override
  public double[] gradient(double[] x) {
    Point.require("x", x, dimension);
    double[] gradient = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      double c = Math.clamp(x[j], -FAR, FAR);
      gradient[j] = c / Math.sqrt(1 + c * c);
    }
    return gradient;
  }

  @Override
  public double smoothness() {
    return 1;
  }

  @Override
  public double gradientBound() {
    return Math.sqrt(dimension);
  }

  @Override
  public double[] minimizer() {
    return new double[dimension];
  }
}
