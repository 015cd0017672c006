package org.noiseproof.fast.cpu;

import org.noiseproof.exact.ExactSum;
import org.noiseproof.exact.Tolerance;

/**
 * The sign of Σ_k x_k, coordinate by coordinate, always the right one: beside the sum goes Σ_k
 * |x_k|, which bounds the sum's rounding error; where that could change the sign, the sum is taken
 * exactly. NaN where an entry is not finite or a sum overflows.
 */
final class MeanSign {
  private MeanSign() {}

  static <A> A of(Format<A> format, Reduction reduction, A x, int n, int d) {
    double[] sum =
        format.widened(
            reduction.sum(format, n, d, (from, to) -> ScaledSum.plain(format, x, d, from, to)));
    double[] gauge =
        format.widened(
            reduction.sum(
                format,
                n,
                d,
                (from, to) -> {
                  A absolute = format.zeros(d);
                  for (int row = from; row < to; row++) {
                    format.addAbsolute(absolute, x, row * d);
                  }
                  return absolute;
                }));
    // Twice the bound, since the gauge is itself a computed sum.
    double error = 2 * Tolerance.gamma(Reduction.depth(n, d), format.precision().unitRoundoff());
    double[] sign = new double[d];
    for (int j = 0; j < d; j++) {
      if (!Double.isFinite(gauge[j])) {
        sign[j] = Double.NaN;
      } else if (Math.abs(sum[j]) <= error * gauge[j]) {
        sign[j] = exact(format, x, n, d, j);
      } else {
        sign[j] = Math.signum(sum[j]);
      }
    }
    return format.narrowed(sign);
  }

  private static <A> int exact(Format<A> format, A x, int n, int d, int column) {
    ExactSum sum = new ExactSum();
    for (int row = 0; row < n; row++) {
      sum.add(format.get(x, row * d + column));
    }
    return sum.value().signum();
  }
}
