package org.noiseproof.fast.ensemble;

import org.noiseproof.ensemble.ProblemQuantity;

/** The operations of {@link ProblemQuantity#of}. */
record LaneProblemQuantity(ProblemQuantity quantity, LaneNoisyGradient oracle)
    implements LaneQuantity {

  @Override
  public void measure(double[][] x, double[][] estimate, double[] into) {
    double[][] gradient = oracle.gradient();
    switch (quantity) {
      case VALUE -> LaneProblem.value(oracle.problem(), x, into);
      case SQUARED_GRADIENT -> LaneSquares.sum(gradient, into);
      case GRADIENT_NORM -> {
        LaneSquares.sum(gradient, into);
        LaneSquares.root(into);
      }
      case SQUARED_DISTANCE -> {
        double[] minimizer = oracle.problem().minimizer();
        LaneSquares.clear(into);
        for (int j = 0; j < x.length; j++) {
          LaneSquares.addSquaredDifference(x[j], minimizer[j], into);
        }
      }
      case COORDINATE -> System.arraycopy(x[0], 0, into, 0, into.length);
      case SQUARED_ERROR -> squaredError(estimate, gradient, into);
      case ERROR_NORM -> {
        squaredError(estimate, gradient, into);
        LaneSquares.root(into);
      }
    }
  }

  private static void squaredError(double[][] estimate, double[][] gradient, double[] into) {
    LaneSquares.clear(into);
    for (int j = 0; j < estimate.length; j++) {
      LaneSquares.addSquaredDifference(estimate[j], gradient[j], into);
    }
  }
}
