package org.noiseproof.fast.matrix;

/**
 * Finite numbers, not all 0, as x · 2ᵉ with 1 ≤ max |x| &lt; 2, so that their squares and products
 * stay in range: scaling back by 2ᵉ rounds nothing but what is subnormal or overflows.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scaled(double[] x, int exponent) {

  /** A copy of the numbers, scaled. */
  static Scaled of(double[] values, double largest) {
    // Of a subnormal number this is less than its exponent: max |x| is below 1, yet above 2⁻⁵³.
    int exponent = Math.getExponent(largest);
    double unit = Math.scalb(1.0, -exponent);
    double[] x = new double[values.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = values[i] * unit;
    }
    return new Scaled(x, exponent);
  }

  /** The largest |value|. */
  static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** √Σ x². */
  double length() {
    double squares = 0;
    for (double entry : x) {
      squares = Math.fma(entry, entry, squares);
    }
    return Math.sqrt(squares);
  }

  /** x/√Σ x², in place. */
  double[] normalized() {
    double length = length();
    for (int i = 0; i < x.length; i++) {
      x[i] /= length;
    }
    return x;
  }
}
