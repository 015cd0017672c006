package org.noiseproof.fast.cpu;

import java.util.Arrays;

/**
 * Σ_k f(‖x_k‖) x_k over rows in ONE pass over memory: a band of rows that fits the first-level
 * cache is read for its norms and, while it is there, added up. Rows longer than that (d ≥ 1024) go
 * four at a time and are read again from the second level or, beyond its size, from the third: the
 * norm must be known before the first entry is scaled, so a row that fits no cache is read from
 * memory twice.
 */
final class ScaledSum {
  /** Entries of a band; a multiple of four rows, since the kernels add four at a time. */
  private static final int BAND = 2048;

  private ScaledSum() {}

  /** The sum of rows from … to − 1, sample k being row k − 1. Not finite where an entry is not. */
  static <A> A of(Factor factor, Format<A> format, A x, int d, int from, int to) {
    A sum = format.zeros(d);
    int band = Math.max(4, BAND / d / 4 * 4);
    double[] factors = new double[Math.min(band, to - from)];
    Factor.Quick quick = new Factor.Quick(factor, format, d, from + 1);
    for (int row = from; row < to; row += band) {
      int rows = Math.min(band, to - row);
      format.rows().sumsOfSquares(x, row * d, d, rows, factors);
      boolean decided = true;
      for (int r = 0; r < rows; r++) {
        factors[r] = quick.of(row + r + 1, factors[r]);
        decided &= !Double.isNaN(factors[r]);
      }
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
    one[0] = new Factor.Quick(factor, format, d, 1).of(1, one[0]);
    addCarefully(factor, format, x, d, 0, one, 1, sum);
  }

  /** Σ_k x_k of rows from … to − 1. */
  static <A> A plain(Format<A> format, A x, int d, int from, int to) {
    A sum = format.zeros(d);
    double[] ones = new double[to - from];
    Arrays.fill(ones, 1);
    format.rows().accumulate(sum, x, from * d, d, to - from, ones);
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
