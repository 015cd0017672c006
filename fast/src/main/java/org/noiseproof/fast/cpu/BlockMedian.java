package org.noiseproof.fast.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The coordinate-wise median of the means of consecutive blocks. */
final class BlockMedian {
  private BlockMedian() {}

  /**
   * The median, NaN where a block's mean is not finite.
   *
   * @throws IllegalArgumentException where there are more blocks than rows
   */
  static <A> A of(Format<A> format, Reduction reduction, A x, int n, int d, int blocks) {
    if (blocks > n) {
      throw new IllegalArgumentException(
          "blocks = %d is out of range: 1 ≤ blocks ≤ %d, the number of samples"
              .formatted(blocks, n));
    }
    List<A> means = new ArrayList<>(blocks);
    int from = 0;
    for (int b = 0; b < blocks; b++) {
      int start = from;
      int rows = n / blocks + (b < n % blocks ? 1 : 0);
      A mean =
          reduction.sum(
              format,
              rows,
              d,
              (first, last) -> ScaledSum.plain(format, x, d, start + first, start + last));
      format.divide(mean, rows);
      means.add(mean);
      from += rows;
    }
    double[] median = new double[d];
    double[] column = new double[blocks];
    for (int j = 0; j < d; j++) {
      boolean finite = true;
      for (int b = 0; b < blocks; b++) {
        column[b] = format.get(means.get(b), j);
        finite &= Double.isFinite(column[b]);
      }
      Arrays.sort(column);
      median[j] = finite ? middle(column) : Double.NaN;
    }
    return format.narrowed(median);
  }

  private static double middle(double[] sorted) {
    double low = sorted[(sorted.length - 1) / 2];
    double high = sorted[sorted.length / 2];
    double sum = low + high;
    return Double.isInfinite(sum) ? low / 2 + high / 2 : sum / 2;
  }
}
