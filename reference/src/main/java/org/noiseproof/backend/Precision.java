package org.noiseproof.backend;

/** A floating-point format, by its significand and its smallest numbers. */
public enum Precision {
  /** IEEE binary64, u = 2⁻⁵³. */
  FLOAT64(53, Double.MIN_VALUE, Double.MAX_VALUE),
  /** IEEE binary32, u = 2⁻²⁴. */
  FLOAT32(24, Float.MIN_VALUE, Float.MAX_VALUE);

  private final int significandBits;
  private final double smallestSubnormal;
  private final double largest;

  Precision(int significandBits, double smallestSubnormal, double largest) {
    this.significandBits = significandBits;
    this.smallestSubnormal = smallestSubnormal;
    this.largest = largest;
  }

  /** The nearest number of this format, ties to even. */
  public double round(double x) {
    return switch (this) {
      case FLOAT64 -> x;
      case FLOAT32 -> (float) x;
    };
  }

  /** u = 2⁻ᵖ, the largest relative error of one rounding to nearest, p the significand's bits. */
  public double unitRoundoff() {
    return Math.scalb(1.0, -significandBits);
  }

  /** The spacing of subnormal numbers, at most half of which one rounding loses near zero. */
  public double smallestSubnormal() {
    return smallestSubnormal;
  }

  /** The largest finite number. */
  public double largest() {
    return largest;
  }
}
