package org.noiseproof.reference;

import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Tolerance;

/** Spares most rows the costly question whether they are the geometric median, in doubles. */
final class RowFilter {
  private RowFilter() {}

  /** Whether row k surely is not the geometric median. */
  static boolean excludes(Batch batch, int k) {
    int d = batch.dimension();
    double[] sum = new double[d];
    double[] difference = new double[d];
    int coincident = 0;
    for (int i = 0; i < batch.samples(); i++) {
      double largest = 0;
      for (int j = 0; j < d; j++) {
        difference[j] = batch.at(i, j) - batch.at(k, j);
        largest = Math.max(largest, Math.abs(difference[j]));
      }
      if (largest == 0) {
        coincident++;
        continue;
      }
      double squares = 0;
      for (int j = 0; j < d; j++) {
        squares += (difference[j] / largest) * (difference[j] / largest);
      }
      for (int j = 0; j < d; j++) {
        sum[j] += difference[j] / largest / Math.sqrt(squares);
      }
    }
    double squares = 0;
    for (double s : sum) {
      squares += s * s;
    }
    // Not a number where a difference overflows: then nothing is sure.
    return Math.sqrt(squares) > coincident + Tolerance.UNIT_VECTORS * batch.samples() * d;
  }
}
