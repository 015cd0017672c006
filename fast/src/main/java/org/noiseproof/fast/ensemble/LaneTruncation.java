package org.noiseproof.fast.ensemble;

import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.reference.Threshold;

/**
 * Rows of norm at most α k^{1/β} added to a sum, the others left out. The comparison is exact: no
 * rounding excuses a row too many or too few. On a line it is one with the largest double within
 * the threshold; elsewhere lanes whose rounded norm cannot decide are decided exactly.
 */
final class LaneTruncation {
  private final Threshold[] thresholds;
  private final double[] largest;
  private final double[] kept;

  /** The thresholds of samples 1 … n. */
  LaneTruncation(double alpha, double beta, int n, int lanes) {
    thresholds = new Threshold[n];
    largest = new double[n];
    kept = new double[lanes];
    for (int k = 1; k <= n; k++) {
      thresholds[k - 1] = Threshold.growing(alpha, beta, k);
      largest[k - 1] = Thresholds.largestWithin(thresholds[k - 1]);
    }
  }

  /** Whether each threshold is so far from the ends of the range that squares are accurate. */
  boolean reaches() {
    for (double threshold : largest) {
      if (!Thresholds.reaches(threshold)) {
        return false;
      }
    }
    return true;
  }

  /** sum ← sum + 1{‖row‖ ≤ τ_k} row, k from 1. */
  void add(double[][] row, int k, double[][] sum) {
    double threshold = largest[k - 1];
    if (threshold == Double.POSITIVE_INFINITY) {
      LaneRescaling.add(row, sum);
      return;
    }
    if (row.length == 1) {
      double[] entry = row[0];
      for (int l = 0; l < kept.length; l++) {
        kept[l] = Math.abs(entry[l]) <= threshold ? 1 : 0;
      }
    } else {
      LaneSquares.sum(row, kept);
      double square = threshold * threshold;
      double slack = square * (row.length + 4) * Math.ulp(1.0);
      for (int l = 0; l < kept.length; l++) {
        double squares = kept[l];
        kept[l] = squares <= square ? 1 : 0;
        if (Math.abs(squares - square) <= slack) {
          kept[l] = thresholds[k - 1].leaves(squaredNorm(row, l)) ? 1 : 0;
        }
      }
    }
    LaneRescaling.addScaled(row, kept, sum);
  }

  private static Dyadic squaredNorm(double[][] row, int lane) {
    ExactSum squares = new ExactSum();
    for (double[] coordinate : row) {
      squares.addProduct(coordinate[lane], coordinate[lane]);
    }
    return squares.value();
  }
}
