package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.problem.Problem;

/**
 * One observable of all lanes, gathered step by step: the operations of {@link ProblemQuantity#of}
 * and of the sums that {@link Observable} describes.
 */
final class LaneObservable {
  private final Observable observable;
  private final ProblemQuantity looked;
  private final Problem problem;
  private final double[] minimizer;
  private final double[] quantity;
  private final double[] seen;

  LaneObservable(Observable observable, Problem problem, int lanes) {
    this.observable = observable;
    this.looked = (ProblemQuantity) observable.quantity();
    this.problem = problem;
    minimizer = problem.minimizer();
    quantity = new double[lanes];
    seen = new double[lanes];
    Arrays.fill(seen, observable instanceof Observable.Largest ? Double.NEGATIVE_INFINITY : 0);
  }

  /** Whether it has lanes. */
  static boolean isPossible(Observable observable) {
    return observable.quantity() instanceof ProblemQuantity
        && switch (observable) {
          case Observable.Average average -> average.from() == 0;
          case Observable.Largest _, Observable.Last _ -> true;
          case Observable.At _ -> false;
        };
  }

  /** Looks at x_t, ∇F(x_t) and the estimate of the latter. */
  void at(double[][] x, double[][] gradient, double[][] estimate) {
    switch (observable) {
      case Observable.Average _ -> {
        measure(x, gradient, estimate, quantity);
        for (int l = 0; l < seen.length; l++) {
          seen[l] += quantity[l];
        }
      }
      case Observable.Largest _ -> {
        measure(x, gradient, estimate, quantity);
        for (int l = 0; l < seen.length; l++) {
          seen[l] = Math.max(seen[l], quantity[l]);
        }
      }
      case Observable.Last _, Observable.At _ -> {}
    }
  }

  /** Looks at x_T and ∇F(x_T). */
  void end(double[][] x, double[][] gradient, long steps) {
    switch (observable) {
      case Observable.Average _ -> {
        double divisor = steps;
        for (int l = 0; l < seen.length; l++) {
          seen[l] /= divisor;
        }
      }
      case Observable.Largest _, Observable.At _ -> {}
      case Observable.Last _ -> measure(x, gradient, gradient, seen);
    }
  }

  /** What was seen of a lane. */
  double of(int lane) {
    return seen[lane];
  }

  private void measure(double[][] x, double[][] gradient, double[][] estimate, double[] into) {
    switch (looked) {
      case VALUE -> LaneProblem.value(problem, x, into);
      case SQUARED_GRADIENT -> LaneSquares.sum(gradient, into);
      case GRADIENT_NORM -> {
        LaneSquares.sum(gradient, into);
        LaneSquares.root(into);
      }
      case SQUARED_DISTANCE -> {
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
