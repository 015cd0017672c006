package org.noiseproof.fast.cpu;

import java.util.Arrays;

/**
 * Σ_k f(‖x_k‖) x_k over rows in ONE pass over memory: a band of a few rows is read for its norms
 * and, while it is still in the first- or second-level cache, added up. Four rows of more than a
 * quarter of the second-level cache each (d = 2¹⁵ where it has 1 MiB) come from the third the
 * second time, and rows that fit no cache from memory: the norm must be known before the first
 * entry is scaled.
 */
final class ScaledSum {
  /** Entries of a band. Small enough that the hardware reads the next one ahead meanwhile. */
  private static final int BAND = 512;

  /** Sums up to this length stay in the first-level cache, and rows are best read one by one. */
  private static final int RESIDENT = 1024;

  private ScaledSum() {}

  /** The sum of rows from … to − 1, sample k being row k − 1. Not finite where an entry is not. */
  static <A> A of(Factor factor, Format<A> format, A x, int d, int from, int to) {
    A sum = format.zeros(d);
    int band = Math.max(4, BAND / d);
    double[] factors = new double[Math.min(band, to - from)];
    for (int row = from; row < to; row += band) {
      int rows = Math.min(band, to - row);
      format.rows().sumsOfSquares(x, row * d, d, rows, factors);
      boolean decided = factor.quick(format, d, row + 1, rows, factors);
      if (decided) {
        format.rows().accumulate(sum, x, row * d, d, rows, factors);
      } else {
        addCarefully(factor, format, x, d, row, factors, rows, sum);
      }
    }
    return sum;
  }

  /** sum ← sum + f(‖x‖) x for one row, an array of its own. */
  static <A> void add(A sum, Factor factor, Format<A> format, A x, int d) {
    double[] one = new double[1];
    format.rows().sumsOfSquares(x, 0, d, 1, one);
    factor.quick(format, d, 1, 1, one);
    addCarefully(factor, format, x, d, 0, one, 1, sum);
  }

  /** Σ_k x_k of rows from … to − 1. */
  static <A> A plain(Format<A> format, A x, int d, int from, int to) {
    A sum = format.zeros(d);
    int band = BAND / d > 4 ? BAND / d : d <= RESIDENT ? 1 : 4;
    double[] ones = new double[Math.min(band, to - from)];
    Arrays.fill(ones, 1);
    for (int row = from; row < to; row += band) {
      format.rows().accumulate(sum, x, row * d, d, Math.min(band, to - row), ones);
    }
    return sum;
  }

  /** Row by row in the same order: the same bits as the band's wherever those are decided. */
  private static <A> void addCarefully(
      Factor factor, Format<A> format, A x, int d, int row, double[] factors, int rows, A sum) {
    for (int r = 0; r < rows; r++) {
      int start = (row + r) * d;
      if (Double.isNaN(factors[r])) {
        Factor.Careful.of(factor, row + r + 1, format, x, start, d).addTo(sum, format, x, start, d);
      } else {
        format.rows().accumulate(sum, x, start, d, 1, new double[] {factors[r]});
      }
    }
  }
}
