package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import org.noiseproof.ensemble.Observable;

/**
 * One observable of all lanes, gathered step by step as {@link Observable} describes. Where a step
 * is not asked for, nothing is measured.
 */
final class LaneObservable {
  private final Observable observable;
  private final LaneQuantity looked;
  private final double[] quantity;
  private final double[] seen;

  LaneObservable(Observable observable, LaneOracle oracle, int lanes) {
    this.observable = observable;
    looked = LaneQuantity.of(observable.quantity(), oracle, lanes);
    quantity = new double[lanes];
    seen = new double[lanes];
    Arrays.fill(seen, observable instanceof Observable.Largest ? Double.NEGATIVE_INFINITY : 0);
  }

  /** Looks at x_t, which the oracle was shown, and at the estimate of the gradient there. */
  void at(long t, double[][] x, double[][] estimate) {
    switch (observable) {
      case Observable.Average average -> {
        if (t >= average.from()) {
          looked.measure(x, estimate, quantity);
          for (int l = 0; l < seen.length; l++) {
            seen[l] += quantity[l];
          }
        }
      }
      case Observable.Largest _ -> {
        looked.measure(x, estimate, quantity);
        for (int l = 0; l < seen.length; l++) {
          seen[l] = Math.max(seen[l], quantity[l]);
        }
      }
      case Observable.At at -> {
        if (t == at.step()) {
          looked.measure(x, estimate, seen);
        }
      }
      case Observable.Last _ -> {}
    }
  }

  /** Looks at x_T, which the oracle was shown. */
  void end(double[][] x, long steps) {
    switch (observable) {
      case Observable.Average average -> {
        double divisor = steps - average.from();
        for (int l = 0; l < seen.length; l++) {
          seen[l] /= divisor;
        }
      }
      case Observable.Largest _, Observable.At _ -> {}
      // A last point has no estimate, and what is observed there needs none.
      case Observable.Last _ -> looked.measure(x, x, seen);
    }
  }

  /** What was seen of a lane. */
  double of(int lane) {
    return seen[lane];
  }
}
