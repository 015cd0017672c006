package org.noiseproof.fast.cpu;

/**
 * ‖x‖ = mantissa · 2^exponent of a row whose squares leave the range of the format: taken of the
 * row scaled by the power of two that brings its largest entry to [1, 2), in doubles.
 *
 * @param mantissa 0 for a zero row, NaN where an entry is not finite, and else ≥ 1
 */
record RowNorm(double mantissa, int exponent) {

  static <A> RowNorm of(Format<A> format, A x, int from, int d) {
    double largest = 0;
    for (int j = 0; j < d; j++) {
      largest = Math.max(largest, Math.abs(format.get(x, from + j)));
    }
    if (!Double.isFinite(largest)) {
      return new RowNorm(Double.NaN, 0);
    }
    if (largest == 0) {
      return new RowNorm(0, 0);
    }
    int exponent = exponent(largest);
    double[] partial = new double[ScalarRows64.LANES];
    for (int j = 0; j < d; j++) {
      double entry = Math.scalb(format.get(x, from + j), -exponent);
      partial[j % partial.length] = Math.fma(entry, entry, partial[j % partial.length]);
    }
    for (int half = partial.length / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        partial[l] += partial[l + half];
      }
    }
    return new RowNorm(Math.sqrt(partial[0]), exponent);
  }

  /** e of 2ᵉ ≤ x &lt; 2ᵉ⁺¹, x &gt; 0, subnormal or not. */
  static int exponent(double x) {
    return x < Double.MIN_NORMAL ? Math.getExponent(x * 0x1p60) - 60 : Math.getExponent(x);
  }
}
