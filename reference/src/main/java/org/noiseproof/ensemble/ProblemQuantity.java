package org.noiseproof.ensemble;

import org.noiseproof.problem.Problem;

/** A number that a run on a {@link Problem} shows at each step. */
public enum ProblemQuantity implements Quantity {
  /** F(x). */
  VALUE,
  /** ‖∇F(x)‖². */
  SQUARED_GRADIENT,
  /** ‖∇F(x)‖. */
  GRADIENT_NORM,
  /** ‖x − x*‖². */
  SQUARED_DISTANCE,
  /** x_1, signed: for runs on a line. */
  COORDINATE,
  /** ‖g − ∇F(x)‖² of the estimate g that the step uses. */
  SQUARED_ERROR,
  /** ‖g − ∇F(x)‖ of the estimate g that the step uses. */
  ERROR_NORM;

  @Override
  public boolean needsEstimate() {
    return this == SQUARED_ERROR || this == ERROR_NORM;
  }

  /**
   * Its value; sums of squares run from the first coordinate to the last, each product and each sum
   * rounded.
   *
   * @param x the point
   * @param estimate of the gradient there; not looked at unless {@link #needsEstimate()}
   */
  public double of(Problem problem, double[] x, double[] estimate) {
    return switch (this) {
      case VALUE -> problem.value(x);
      case SQUARED_GRADIENT -> squares(problem.gradient(x));
      case GRADIENT_NORM -> Math.sqrt(squares(problem.gradient(x)));
      case SQUARED_DISTANCE -> squares(difference(x, problem.minimizer()));
      case COORDINATE -> x[0];
      case SQUARED_ERROR -> squares(difference(estimate, problem.gradient(x)));
      case ERROR_NORM -> Math.sqrt(squares(difference(estimate, problem.gradient(x))));
    };
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      difference[j] = a[j] - b[j];
    }
    return difference;
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
