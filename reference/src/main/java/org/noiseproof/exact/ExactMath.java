package org.noiseproof.exact;

import java.math.BigInteger;

/**
 * Exponential, logarithm and powers to as many bits as asked for.
 *
 * <p>Each result has a relative error below 2⁻ᵇⁱᵗˢ. The work is done in fixed point with 96 guard
 * bits, of which fewer than 40 are used up: by ln 2 times an exponent below 2³¹, by sums of fewer
 * than 2¹² terms each cut off by less than one unit, and by 12 squarings that double what came
 * before them.
 */
public final class ExactMath {
  private static final int GUARD = 96;
  private static final int HALVINGS = 12;

  /** Beyond e^±2³⁰ an int exponent is soon too small. */
  private static final int LARGEST_EXPONENT = 30;

  private static volatile Ln2 ln2 = Ln2.to(512);

  private ExactMath() {}

  /**
   * eˣ.
   *
   * @throws ArithmeticException where |x| ≥ 2³⁰
   */
  public static Dyadic exp(Dyadic x, int bits) {
    if (x.signum() == 0 || x.binaryExponent() < -bits - 2) {
      return Dyadic.ONE;
    }
    if (x.binaryExponent() >= LARGEST_EXPONENT) {
      throw new ArithmeticException("e^x for |x| ≥ 2^30 is out of range, x = " + x.toDouble());
    }
    int scale = bits + GUARD;
    BigInteger fixed = fixed(x, scale);
    BigInteger unit = ln2(scale);
    BigInteger n = fixed.shiftLeft(1).add(unit).divide(unit.shiftLeft(1));
    BigInteger rest = fixed.subtract(n.multiply(unit)).shiftRight(HALVINGS);
    BigInteger term = BigInteger.ONE.shiftLeft(scale);
    BigInteger sum = term;
    for (int i = 1; term.signum() != 0; i++) {
      term = term.multiply(rest).shiftRight(scale).divide(BigInteger.valueOf(i));
      sum = sum.add(term);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum).shiftRight(scale);
    }
    return new Dyadic(sum, n.intValueExact() - scale).round(bits);
  }

  /**
   * The natural logarithm of x.
   *
   * @throws ArithmeticException where x ≤ 0
   */
  public static Dyadic log(Dyadic x, int bits) {
    if (x.signum() <= 0) {
      throw new ArithmeticException("log of " + x.toDouble() + ", expected a positive number");
    }
    if (x.equals(Dyadic.ONE)) {
      return Dyadic.ZERO;
    }
    // x = 2ᵉ m with 3/4 ≤ m < 3/2, so that e ln 2 and ln m do not cancel.
    int e = x.binaryExponent();
    Dyadic m = x.scale(-e);
    if (m.compareTo(Dyadic.of(1.5)) >= 0) {
      e++;
      m = m.scale(-1);
    }
    Dyadic excess = m.minus(Dyadic.ONE);
    if (excess.signum() == 0) {
      int scale = bits + GUARD;
      return new Dyadic(ln2(scale).multiply(BigInteger.valueOf(e)), -scale).round(bits);
    }
    int scale = bits + GUARD + (e == 0 ? -excess.binaryExponent() : 0);
    BigInteger z = fixed(excess.divide(m.plus(Dyadic.ONE), scale), scale);
    BigInteger sum = atanh(z, scale).shiftLeft(1).add(ln2(scale).multiply(BigInteger.valueOf(e)));
    return new Dyadic(sum, -scale).round(bits);
  }

  /**
   * xʸ.
   *
   * @throws ArithmeticException where x ≤ 0, or |y log x| ≥ 2³⁰
   */
  public static Dyadic pow(Dyadic x, Dyadic y, int bits) {
    int guarded = bits + LARGEST_EXPONENT + 4;
    return exp(log(x, guarded).times(y), bits + 2).round(bits);
  }

  /**
   * x^{1/y}.
   *
   * @throws ArithmeticException where x ≤ 0, y = 0, or |log x / y| ≥ 2³⁰
   */
  public static Dyadic root(Dyadic x, Dyadic y, int bits) {
    int guarded = bits + LARGEST_EXPONENT + 4;
    return exp(log(x, guarded).divide(y, guarded), bits + 2).round(bits);
  }

  /** ⌊x 2^scale⌋. */
  private static BigInteger fixed(Dyadic x, int scale) {
    return x.mantissa().shiftLeft(Math.addExact(x.exponent(), scale));
  }

  /** Σ z^{2i+1}/(2i+1), in fixed point; |z| ≤ 1/3. */
  private static BigInteger atanh(BigInteger z, int scale) {
    BigInteger square = z.multiply(z).shiftRight(scale);
    BigInteger power = z.abs();
    BigInteger sum = power;
    for (int i = 3; power.signum() != 0; i += 2) {
      power = power.multiply(square).shiftRight(scale);
      sum = sum.add(power.divide(BigInteger.valueOf(i)));
    }
    return z.signum() < 0 ? sum.negate() : sum;
  }

  private static BigInteger ln2(int scale) {
    Ln2 known = ln2;
    if (known.scale < scale) {
      known = Ln2.to(2 * scale);
      ln2 = known;
    }
    return known.value.shiftRight(known.scale - scale);
  }

  /** ⌊2^scale ln 2⌋ and its scale, kept since every function needs it. */
  private record Ln2(BigInteger value, int scale) {
    /** 2 artanh(1/3). */
    static Ln2 to(int scale) {
      int guarded = scale + GUARD;
      BigInteger third = BigInteger.ONE.shiftLeft(guarded).divide(BigInteger.valueOf(3));
      return new Ln2(atanh(third, guarded).shiftRight(GUARD - 1), scale);
    }
  }
}
