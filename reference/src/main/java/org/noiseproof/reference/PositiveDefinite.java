package org.noiseproof.reference;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.exact.Dyadic;

/** A symmetric positive definite matrix as L D Lᵀ, in arithmetic of some number of bits. */
final class PositiveDefinite {
  private final Dyadic[][] lower;
  private final Dyadic[] pivots;
  private final int bits;

  private PositiveDefinite(Dyadic[][] lower, Dyadic[] pivots, int bits) {
    this.lower = lower;
    this.pivots = pivots;
    this.bits = bits;
  }

  /**
   * The factors, or empty where a pivot is not positive: singular, or too nearly so for these bits.
   */
  static Optional<PositiveDefinite> factor(Dyadic[][] matrix, int bits) {
    int d = matrix.length;
    Dyadic[][] lower = new Dyadic[d][d];
    Dyadic[][] scaled = new Dyadic[d][d];
    Dyadic[] pivots = new Dyadic[d];
    for (int j = 0; j < d; j++) {
      for (int i = 0; i < j; i++) {
        scaled[j][i] = matrix[j][i].minus(dot(scaled[j], lower[i], 0, i)).round(bits);
        lower[j][i] = scaled[j][i].divide(pivots[i], bits);
      }
      pivots[j] = matrix[j][j].minus(dot(scaled[j], lower[j], 0, j)).round(bits);
      if (pivots[j].signum() <= 0
          || pivots[j].binaryExponent() < matrix[j][j].binaryExponent() - bits / 2) {
        return Optional.empty();
      }
    }
    return Optional.of(new PositiveDefinite(lower, pivots, bits));
  }

  /** The solution x of L D Lᵀ x = b. */
  Dyadic[] solve(Dyadic[] b) {
    int d = pivots.length;
    Dyadic[] x = new Dyadic[d];
    for (int i = 0; i < d; i++) {
      x[i] = b[i].minus(dot(lower[i], x, 0, i)).round(bits);
    }
    for (int i = 0; i < d; i++) {
      x[i] = x[i].divide(pivots[i], bits);
    }
    for (int i = d - 1; i >= 0; i--) {
      Dyadic sum = x[i];
      for (int k = i + 1; k < d; k++) {
        sum = sum.minus(lower[k][i].times(x[k]));
      }
      x[i] = sum.round(bits);
    }
    return x;
  }

  /** The inverse. */
  Dyadic[][] inverse() {
    Dyadic[][] columns = new Dyadic[pivots.length][];
    for (int j = 0; j < columns.length; j++) {
      Dyadic[] unit = new Dyadic[columns.length];
      Arrays.fill(unit, Dyadic.ZERO);
      unit[j] = Dyadic.ONE;
      columns[j] = solve(unit);
    }
    return columns;
  }

  private static Dyadic dot(Dyadic[] a, Dyadic[] b, int from, int to) {
    Dyadic sum = Dyadic.ZERO;
    for (int k = from; k < to; k++) {
      sum = sum.plus(a[k].times(b[k]));
    }
    return sum;
  }
}
