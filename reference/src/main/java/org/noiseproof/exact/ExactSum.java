package org.noiseproof.exact;

import java.math.BigInteger;

/**
 * An exact accumulator (Kulisch) for sums and dot products of any finite doubles, subnormals and
 * intermediate overflow included; rounded once, when asked.
 *
 * <p>A fixed-point number of 32-bit digits, each in a long, so that 2³⁰ terms are added before a
 * carry has to be propagated. It reaches from below 2⁻²¹⁴⁸, the last bit of a product of
 * subnormals, to beyond 2⁶³ products of the largest doubles. Not safe for use by several threads.
 */
public final class ExactSum {
  /** The exponent of the first digit's unit. */
  private static final int BASE = -2176;

  private static final int DIGITS = 138;
  private static final long DIGIT = 0xffffffffL;
  private static final int TERMS_BEFORE_CARRY = 1 << 30;

  private final long[] digits = new long[DIGITS];
  private int terms;

  /**
   * Adds x.
   *
   * @throws IllegalArgumentException where it is not finite
   */
  public ExactSum add(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = exponent(bits, x);
    addShifted(0, significand(bits), exponent - 1075, bits >> 63);
    return this;
  }

  /**
   * Adds x · y.
   *
   * @throws IllegalArgumentException where one is not finite
   */
  public ExactSum addProduct(double x, double y) {
    long xBits = Double.doubleToRawLongBits(x);
    long yBits = Double.doubleToRawLongBits(y);
    int exponent = exponent(xBits, x) + exponent(yBits, y) - 2150;
    long xSignificand = significand(xBits);
    long ySignificand = significand(yBits);
    addShifted(
        Math.multiplyHigh(xSignificand, ySignificand),
        xSignificand * ySignificand,
        exponent,
        (xBits ^ yBits) >> 63);
    return this;
  }

  /** Adds ±(high · 2⁶⁴ + low) · 2^exponent, the sign in all bits of {@code negative}. */
  private void addShifted(long high, long low, int exponent, long negative) {
    int position = exponent - BASE;
    int shift = position & 31;
    int digit = position >>> 5;
    // x >>> 1 >>> (63 - s) is x >>> (64 - s), for s = 0 too.
    long word0 = low << shift;
    long word1 = (high << shift) | (low >>> 1 >>> (63 - shift));
    long word2 = high >>> 1 >>> (63 - shift);
    digits[digit] += ((word0 & DIGIT) ^ negative) - negative;
    digits[digit + 1] += ((word0 >>> 32) ^ negative) - negative;
    digits[digit + 2] += ((word1 & DIGIT) ^ negative) - negative;
    digits[digit + 3] += ((word1 >>> 32) ^ negative) - negative;
    digits[digit + 4] += (word2 ^ negative) - negative;
    if (++terms == TERMS_BEFORE_CARRY) {
      carry();
    }
  }

  /** The biased exponent, which is 1 for subnormal numbers too. */
  private static int exponent(long bits, double value) {
    int exponent = (int) (bits >>> 52) & 0x7ff;
    if (exponent == 0x7ff) {
      throw new IllegalArgumentException("term = " + value + ", expected a finite number");
    }
    return Math.max(exponent, 1);
  }

  private static long significand(long bits) {
    long fraction = bits & 0xfffffffffffffL;
    return (bits & 0x7ff0000000000000L) == 0 ? fraction : fraction | (1L << 52);
  }

  /** Brings every digit but the last, which carries the sign, into 0 … 2³² − 1. */
  private void carry() {
    for (int i = 0; i < DIGITS - 1; i++) {
      digits[i + 1] += digits[i] >> 32;
      digits[i] &= DIGIT;
    }
    terms = 0;
  }

  /** The exact sum so far. */
  public Dyadic value() {
    carry();
    int lowest = 0;
    while (lowest < DIGITS && digits[lowest] == 0) {
      lowest++;
    }
    if (lowest == DIGITS) {
      return Dyadic.ZERO;
    }
    long signDigit = (digits[DIGITS - 1] >> 32) & DIGIT;
    int highest = DIGITS - 1;
    while (highest > lowest && (digits[highest] & DIGIT) == signDigit) {
      highest--;
    }
    // Big-endian two's complement, with one digit of sign in front.
    int length = highest - lowest + 2;
    byte[] bytes = new byte[4 * length];
    for (int i = 0; i < length; i++) {
      long digit = lowest + i > highest ? signDigit : digits[lowest + i];
      for (int b = 0; b < 4; b++) {
        bytes[bytes.length - 1 - 4 * i - b] = (byte) (digit >>> (8 * b));
      }
    }
    return new Dyadic(new BigInteger(bytes), BASE + 32 * lowest);
  }

  /** The sum rounded to the nearest double, ties to even; ±∞ beyond the largest. */
  public double round() {
    return value().toDouble();
  }
}
