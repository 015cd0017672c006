package org.noiseproof.fast.cpu;

import java.util.Arrays;

/** The trimmed mean of each column, in doubles whatever the format. */
final class TrimmedColumns {
  private TrimmedColumns() {}

  /**
   * The estimate, not finite where an entry is not or a sum overflows.
   *
   * @throws IllegalArgumentException where nothing would be left
   */
  static <A> A of(Format<A> format, A x, int n, int d, int trim) {
    if (2L * trim >= n) {
      throw new IllegalArgumentException(
          "trim = %d for a batch of %d samples, expected 2 trim < n".formatted(trim, n));
    }
    double[] means = new double[d];
    double[] column = new double[n];
    for (int j = 0; j < d; j++) {
      for (int k = 0; k < n; k++) {
        column[k] = format.get(x, k * d + j);
      }
      Arrays.sort(column);
      boolean finite = Double.isFinite(column[0]) && Double.isFinite(column[n - 1]);
      means[j] = finite ? sum(column, trim) / (n - 2 * trim) : Double.NaN;
    }
    return format.narrowed(means);
  }

  /** From both ends inwards, so that the negated samples have the negated sum. */
  private static double sum(double[] sorted, int trim) {
    double sum = 0;
    int low = trim;
    int high = sorted.length - 1 - trim;
    for (; low < high; low++, high--) {
      sum += sorted[low] + sorted[high];
    }
    return low == high ? sum + sorted[low] : sum;
  }

  static int depth(int n, int trim) {
    return Math.max(0, n - 2 * trim) / 2 + 3;
  }
}
