package org.noiseproof.exact;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A dyadic rational m · 2ᵉ, exact. Every finite double is one, and sums, differences and products of
 * them are; roots and quotients are rounded to as many bits as asked for.
 *
 * @param mantissa m
 * @param exponent e
 */
public record Dyadic(BigInteger mantissa, int exponent) implements Comparable<Dyadic> {
  /** 0. */
  public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

  /** 1. */
  public static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

  /**
   * The exact value of a double.
   *
   * @throws IllegalArgumentException where it is not finite
   */
  public static Dyadic of(double value) {
    throw new UnsupportedOperationException();
  }

  /** This + that, exactly. */
  public Dyadic plus(Dyadic that) {
    throw new UnsupportedOperationException();
  }

  /** This − that, exactly. */
  public Dyadic minus(Dyadic that) {
    throw new UnsupportedOperationException();
  }

  /** This · that, exactly. */
  public Dyadic times(Dyadic that) {
    throw new UnsupportedOperationException();
  }

  /** −this. */
  public Dyadic negate() {
    throw new UnsupportedOperationException();
  }

  /** |this|. */
  public Dyadic abs() {
    throw new UnsupportedOperationException();
  }

  /** −1, 0 or 1. */
  public int signum() {
    return mantissa.signum();
  }

  /** This / that with a relative error of at most 2⁻ᵇⁱᵗˢ. */
  public Dyadic divide(Dyadic that, int bits) {
    throw new UnsupportedOperationException();
  }

  /** √this with a relative error of at most 2⁻ᵇⁱᵗˢ. */
  public Dyadic sqrt(int bits) {
    throw new UnsupportedOperationException();
  }

  /** The nearest double, ties to even; ±∞ beyond the largest. */
  public double toDouble() {
    throw new UnsupportedOperationException();
  }

  /** The exact decimal value. */
  public BigDecimal toBigDecimal() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Dyadic that) {
    throw new UnsupportedOperationException();
  }
}
