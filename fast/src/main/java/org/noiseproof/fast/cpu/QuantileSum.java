package org.noiseproof.fast.cpu;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.noiseproof.exact.Dyadic;

/**
 * Σ_k min(1, τ/‖x_k‖) x_k, τ the norm of some rank among the rows'. Two passes over memory: every
 * norm must be known before the first row is clipped.
 *
 * <p>A τ that is off by rounding moves the clipped rows by no more, relatively. But rows within τ
 * are to be left as they are, to the bit; so where norms are too close to τ to be told apart, they
 * are compared exactly.
 */
final class QuantileSum {
  private QuantileSum() {}

  /** The sum; NaN where an entry is not finite, or a norm or a factor is out of range. */
  static <A> A of(Format<A> format, Reduction reduction, A x, int n, int d, int rank) {
    double[] norms = norms(format, x, n, d);
    double[] sorted = norms.clone();
    Arrays.sort(sorted);
    double tau = sorted[rank - 1];
    double[] factors = new double[n];
    Arrays.setAll(factors, k -> norms[k] <= tau ? 1 : factor(format, tau, norms[k]));
    double slack = Factor.slack(format, d);
    int[] near =
        IntStream.range(0, n).filter(k -> Math.abs(norms[k] - tau) <= slack * tau).toArray();
    if (near.length > 1) {
      int below = (int) IntStream.range(0, n).filter(k -> norms[k] < tau - slack * tau).count();
      Dyadic[] squares = new Dyadic[near.length];
      Arrays.setAll(squares, i -> Factor.Careful.squaredNorm(format, x, near[i] * d, d));
      Dyadic[] inOrder = squares.clone();
      Arrays.sort(inOrder);
      for (int i = 0; i < near.length; i++) {
        if (squares[i].compareTo(inOrder[rank - 1 - below]) <= 0) {
          factors[near[i]] = 1;
        }
      }
    }
    return reduction.sum(
        format,
        n,
        d,
        (from, to) -> {
          A sum = format.zeros(d);
          double[] these = Arrays.copyOfRange(factors, from, to);
          format.rows().accumulate(sum, x, from * d, d, to - from, these);
          return sum;
        });
  }

  private static double factor(Format<?> format, double tau, double norm) {
    double factor = tau / norm;
    boolean kept = tau == 0 ? norm > 0 : factor >= format.smallestNormal();
    return kept ? factor : Double.NaN;
  }

  private static <A> double[] norms(Format<A> format, A x, int n, int d) {
    // Below this, what the squares have lost to underflow may count.
    double smallest = Math.scalb(format.smallestNormal(), 60);
    double[] norms = new double[n];
    format.rows().sumsOfSquares(x, 0, d, n, norms);
    for (int k = 0; k < n; k++) {
      boolean safe = norms[k] >= smallest && norms[k] < Double.POSITIVE_INFINITY;
      norms[k] = safe ? Math.sqrt(norms[k]) : carefully(RowNorm.of(format, x, k * d, d));
    }
    return norms;
  }

  private static double carefully(RowNorm norm) {
    double value = Math.scalb(norm.mantissa(), norm.exponent());
    boolean normal = value >= Double.MIN_NORMAL && value < Double.POSITIVE_INFINITY;
    return norm.mantissa() == 0 || normal ? value : Double.NaN;
  }
}
