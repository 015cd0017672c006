package org.noiseproof.exact;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A dyadic rational m · 2ᵉ, exact. Every finite double is one, and sums, differences and products
 * of them are.
 *
 * <p>Quotients and roots need not be: they are rounded to odd, that is, cut off, with the last kept
 * bit set to 1 where anything was lost. What is representable stays exact, and a later rounding to
 * nearest, of at least two bits less, gives what it would have given on the exact value (Boldo
 * &amp; Melquiond 2008, IEEE Trans. Comput. 57(4)). So {@code a.divide(b, 64).toDouble()} is the
 * correctly rounded quotient, and {@code a.sqrt(64).toDouble()} the correctly rounded root,
 * subnormal or not.
 *
 * @param mantissa m, odd or 0: powers of two are moved into the exponent
 * @param exponent e, 0 where m = 0
 */
public record Dyadic(BigInteger mantissa, int exponent) implements Comparable<Dyadic> {
  /** 0. */
  public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

  /** 1. */
  public static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

  /**
   * The number m · 2ᵉ, for any m.
   *
   * @throws ArithmeticException where the exponent leaves the range of an int
   */
  public Dyadic {
    int zeros = mantissa.getLowestSetBit();
    if (zeros < 0) {
      exponent = 0;
    } else if (zeros > 0) {
      mantissa = mantissa.shiftRight(zeros);
      exponent = Math.addExact(exponent, zeros);
    }
  }

  /**
   * The exact value of a double.
   *
   * @throws IllegalArgumentException where it is not finite
   */
  public static Dyadic of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value = " + value + ", expected a finite number");
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & 0xfffffffffffffL;
    if (exponent == 0) {
      if (fraction == 0) {
        return ZERO;
      }
      exponent = 1;
    } else {
      fraction |= 1L << 52;
    }
    int zeros = Long.numberOfTrailingZeros(fraction);
    long odd = fraction >>> zeros;
    return new Dyadic(BigInteger.valueOf(bits < 0 ? -odd : odd), exponent - 1075 + zeros);
  }

  /** The integer k. */
  public static Dyadic of(long k) {
    return new Dyadic(BigInteger.valueOf(k), 0);
  }

  /** This + that, exactly. */
  public Dyadic plus(Dyadic that) {
    if (signum() == 0) {
      return that;
    }
    if (that.signum() == 0) {
      return this;
    }
    int shift = Math.subtractExact(exponent, that.exponent);
    return shift >= 0
        ? new Dyadic(mantissa.shiftLeft(shift).add(that.mantissa), that.exponent)
        : new Dyadic(that.mantissa.shiftLeft(-shift).add(mantissa), exponent);
  }

  /** This − that, exactly. */
  public Dyadic minus(Dyadic that) {
    return plus(that.negate());
  }

  /** This · that, exactly. */
  public Dyadic times(Dyadic that) {
    return new Dyadic(mantissa.multiply(that.mantissa), Math.addExact(exponent, that.exponent));
  }

  /** This², exactly. */
  public Dyadic square() {
    return times(this);
  }

  /** This · 2ᵏ, exactly. */
  public Dyadic scale(int k) {
    return signum() == 0 ? this : new Dyadic(mantissa, Math.addExact(exponent, k));
  }

  /** −this. */
  public Dyadic negate() {
    return new Dyadic(mantissa.negate(), exponent);
  }

  /** |this|. */
  public Dyadic abs() {
    return signum() < 0 ? negate() : this;
  }

  /** −1, 0 or 1. */
  public int signum() {
    return mantissa.signum();
  }

  /**
   * ⌊log₂ |this|⌋.
   *
   * @throws ArithmeticException where this is 0
   */
  public int binaryExponent() {
    if (signum() == 0) {
      throw new ArithmeticException("0 has no binary exponent");
    }
    return Math.addExact(mantissa.abs().bitLength() - 1, exponent);
  }

  /** This with a relative error below 2⁻ᵇⁱᵗˢ, rounded to odd. */
  public Dyadic round(int bits) {
    int excess = mantissa.abs().bitLength() - (bits + 2);
    return excess <= 0
        ? this
        : signed(
            signum(), mantissa.abs().shiftRight(excess).setBit(0), Math.addExact(exponent, excess));
  }

  /**
   * This / that with a relative error below 2⁻ᵇⁱᵗˢ, rounded to odd.
   *
   * @throws ArithmeticException where that is 0
   */
  public Dyadic divide(Dyadic that, int bits) {
    BigInteger dividend = mantissa.abs();
    BigInteger divisor = that.mantissa.abs();
    int shift = Math.max(0, bits + 2 + divisor.bitLength() - dividend.bitLength());
    BigInteger[] quotient = dividend.shiftLeft(shift).divideAndRemainder(divisor);
    return signed(
            signum() * that.signum(),
            quotient[1].signum() == 0 ? quotient[0] : quotient[0].setBit(0),
            Math.toIntExact((long) exponent - that.exponent - shift))
        .round(bits);
  }

  /**
   * √this with a relative error below 2⁻ᵇⁱᵗˢ, rounded to odd.
   *
   * @throws ArithmeticException where this is negative
   */
  public Dyadic sqrt(int bits) {
    int shift = Math.max(0, 2 * (bits + 2) - mantissa.bitLength());
    shift += Math.floorMod((long) exponent - shift, 2);
    BigInteger[] root = mantissa.shiftLeft(shift).sqrtAndRemainder();
    int half = Math.toIntExact(((long) exponent - shift) / 2);
    return new Dyadic(root[1].signum() == 0 ? root[0] : root[0].setBit(0), half).round(bits);
  }

  private static Dyadic signed(int sign, BigInteger magnitude, int exponent) {
    return new Dyadic(sign < 0 ? magnitude.negate() : magnitude, exponent);
  }

  /** The nearest double, ties to even; ±∞ beyond the largest. 0 is +0. */
  public double toDouble() {
    long lowest = lowestBit(53, -1074);
    return signum() * Math.scalb((double) nearest(lowest), clamp(lowest));
  }

  /** The nearest float, ties to even; ±∞ beyond the largest. 0 is +0. */
  public float toFloat() {
    long lowest = lowestBit(24, -149);
    return signum() * Math.scalb((float) nearest(lowest), clamp(lowest));
  }

  /**
   * The exponent of the last bit of a significand of that many bits; no bit is dropped below m's.
   */
  private long lowestBit(int precision, int smallest) {
    long top = (long) mantissa.abs().bitLength() + exponent;
    return Math.max(Math.max(top - precision, smallest), exponent);
  }

  /** |this| / 2^lowest to the nearest integer, ties to even. */
  private long nearest(long lowest) {
    long dropped = lowest - exponent;
    BigInteger magnitude = mantissa.abs();
    if (dropped == 0) {
      return magnitude.longValue();
    }
    if (dropped > magnitude.bitLength()) {
      return 0;
    }
    long kept = magnitude.shiftRight((int) dropped).longValue();
    boolean half = magnitude.testBit((int) dropped - 1);
    // m is odd: what is dropped is exactly one half only where it is a single bit.
    boolean tie = dropped == 1;
    return half && (!tie || (kept & 1) == 1) ? kept + 1 : kept;
  }

  private static int clamp(long exponent) {
    return Math.clamp(exponent, -(1 << 20), 1 << 20);
  }

  /** The exact decimal value. */
  public BigDecimal toBigDecimal() {
    return exponent >= 0
        ? new BigDecimal(mantissa.shiftLeft(exponent))
        : new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }

  @Override
  public int compareTo(Dyadic that) {
    if (signum() != that.signum() || signum() == 0) {
      return Integer.compare(signum(), that.signum());
    }
    int byMagnitude = Integer.compare(binaryExponent(), that.binaryExponent());
    return byMagnitude != 0 ? signum() * byMagnitude : minus(that).signum();
  }

  /** Which of the two is larger. */
  public Dyadic max(Dyadic that) {
    return compareTo(that) >= 0 ? this : that;
  }

  @Override
  public String toString() {
    return mantissa + "·2^" + exponent;
  }
}
