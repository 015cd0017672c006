package org.noiseproof.reference;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.singular.FixedMatrix;

/**
 * The leading singular pair of a matrix m ≠ 0, tracked: p ← (m mᵀ)^q p, u = p/‖p‖, v = mᵀu/‖mᵀu‖.
 * The powers are exact, and normalized once, in the end: the numbers grow by the length of those in
 * m with each of the 2q + 1 products.
 *
 * <p>The gauge (derived). Let m be off by at most γ‖G‖_F, G its gauges; roundings of inner
 * products, relative to |m| |p|, are no worse. After j products with m or mᵀ that gave a vector of
 * length ℓ, it is off by at most ((1 + γ)ʲ − 1)‖G‖ʲ‖p‖ ≤ γκℓ, κ = 2j‖G‖ʲ‖p‖/ℓ for γj ≤ 1.
 * Normalized, that is γκ/(1 − γκ), and 2 at most: the gauge is κ over the former's denominator,
 * with a γ of {@link Tolerance#LARGEST_GAMMA}, as long as that is at least ½, and 4κ beyond. Where
 * p starts as the longest column it is one product more, and where another column may be taken for
 * the longest, by γ 2‖G‖ ≥ the difference of their lengths, everything may change by 2. The gauge
 * is infinite where mᵀp cancels to 0 for a p ≠ 0, which rounding may not see.
 *
 * @param left u
 * @param right v
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PowerIteration(Term[] left, Term[] right) {

  /** From p; from the longest column of m, the first of several, where mᵀp = 0. */
  static PowerIteration of(int rows, int columns, Term[] m, double[] p, int iterations) {
    FixedMatrix matrix =
        FixedMatrix.exact(rows, columns, Arrays.stream(m).map(Term::value).toArray(Dyadic[]::new));
    FixedMatrix transposed = matrix.transpose();
    FixedMatrix left =
        FixedMatrix.exact(rows, 1, Arrays.stream(p).mapToObj(Dyadic::of).toArray(Dyadic[]::new));
    double norm = PairGauge.norm(m);
    Growth growth = new Growth(norm, length(left), 0, 0);
    if (transposed.times(left).isZero()) {
      double cancelled = left.isZero() ? 0 : Double.POSITIVE_INFINITY;
      int longest = longestColumn(matrix);
      double doubt = cancelled + doubt(matrix, longest, norm);
      growth = new Growth(norm, Dyadic.ONE, 0, doubt).after(1);
      left = matrix.column(longest);
    }
    for (int i = 0; i < iterations; i++) {
      left = matrix.times(transposed.times(left));
      growth = growth.after(2);
    }
    FixedMatrix right = transposed.times(left);
    return new PowerIteration(growth.normalized(left), growth.after(1).normalized(right));
  }

  /** The pair's matrix u vᵀ, row by row. */
  Term[] direction() {
    Term[] direction = new Term[left.length * right.length];
    for (int e = 0; e < direction.length; e++) {
      Term u = left[e / right.length];
      Term v = right[e % right.length];
      direction[e] = new Term(u.value().times(v.value()), u.gauge() + v.gauge());
    }
    return direction;
  }

  private static Dyadic length(FixedMatrix column) {
    return column.squaredNorm().sqrt(ExactEstimator.BITS);
  }

  private static int longestColumn(FixedMatrix matrix) {
    int longest = 0;
    Dyadic most = Dyadic.ZERO;
    for (int j = 0; j < matrix.columns(); j++) {
      Dyadic square = matrix.column(j).squaredNorm();
      if (square.compareTo(most) > 0) {
        longest = j;
        most = square;
      }
    }
    return longest;
  }

  /** The gauge of a choice that may fall on another column. */
  private static double doubt(FixedMatrix matrix, int longest, double norm) {
    double doubt = 0;
    Dyadic most = length(matrix.column(longest));
    for (int j = 0; j < matrix.columns(); j++) {
      if (j != longest) {
        double lead = most.minus(length(matrix.column(j))).toDouble();
        doubt = Math.max(doubt, 4 * norm / lead);
      }
    }
    return doubt;
  }

  /**
   * What is known of a vector's error after some products.
   *
   * @param norm ‖G‖
   * @param bound ‖G‖ʲ‖p‖
   * @param products j
   * @param doubt the gauge of how p was chosen
   */
  private record Growth(double norm, Dyadic bound, int products, double doubt) {
    Growth after(int more) {
      Dyadic grown = bound;
      for (int i = 0; i < more && Double.isFinite(norm); i++) {
        grown = grown.times(Dyadic.of(norm)).round(ExactEstimator.BITS);
      }
      return new Growth(norm, grown, products + more, doubt);
    }

    Term[] normalized(FixedMatrix column) {
      Dyadic length = length(column);
      double gauge = doubt + gauge(length);
      return Arrays.stream(column.entries())
          .map(x -> new Term(x.divide(length, ExactEstimator.BITS), gauge))
          .toArray(Term[]::new);
    }

    private double gauge(Dyadic length) {
      if (!Double.isFinite(norm)) {
        return Double.POSITIVE_INFINITY;
      }
      Dyadic share = bound.divide(length, ExactEstimator.BITS);
      double kappa = Math.max(1, 2 * products * share.toDouble());
      double determined = 1 - Tolerance.LARGEST_GAMMA * kappa;
      return determined >= 0.5 ? kappa / determined : 4 * kappa;
    }
  }
}
