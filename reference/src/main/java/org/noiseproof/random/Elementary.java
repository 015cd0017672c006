package org.noiseproof.random;

/**
 * Elementary functions as fixed sequences of IEEE operations: sums, products, quotients, fused
 * multiplications and additions, minima and bit patterns. The same operations lane by lane in a
 * vector, or thread by thread on a GPU, give the same bits. ({@link StrictMath} promises bits, too,
 * but has branches and tables that lanes cannot follow.)
 *
 * <p>Errors stay below one unit in the last place, and below the spacing of the subnormal numbers
 * where results are subnormal. Arguments that a function does not name are not looked for.
 */
public final class Elementary {
  /** The first 42 bits of ln 2: its products with exponents are exact. */
  public static final double LN2_HIGH = 0x1.62e42fefa38p-1;

  /** ln 2 − {@link #LN2_HIGH}. */
  public static final double LN2_LOW = 0x1.ef35793c7673p-45;

  /** log₂ e. */
  public static final double LOG2_E = 0x1.71547652b82fep0;

  /** ⅔, rounded. */
  public static final double TWO_THIRDS = 2.0 / 3;

  /** ⅔ − {@link #TWO_THIRDS}. */
  public static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;

  /** π − {@link Math#PI}. */
  public static final double PI_LOW = 0x1.1a62633145c07p-53;

  /** 1.5 · 2⁵², whose sum with a small number has the nearest integer in its lowest bits. */
  public static final double SHIFT = 0x1.8p52;

  /** The bits of √½. */
  public static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;

  /** Above the magnitude of any exponent of a double; makes exponents positive to be shifted. */
  public static final int BIAS = 1536;

  /** e to ±this is ∞ or 0. */
  public static final double LARGEST_EXPONENT = 800;

  /** To ±this power every x ≠ 1 is ∞ or 0, since |ln x| ≥ 2⁻⁵³. */
  public static final double LARGEST_POWER = 0x1p70;

  private static final int SIGNIFICAND = 52;
  private static final int EXPONENT_OF_ONE = 1023;

  private Elementary() {}

  /** A number to twice the precision, as the sum of two. */
  private record Pair(double high, double low) {}

  /** ln x of a positive normal number. */
  public static double log(double x) {
    return logarithm(x).high;
  }

  /** ln(1 + x), 0 ≤ x ≤ 2¹⁰⁰⁰: that of u = 1 + x rounded, and what rounding took, over u. */
  public static double log1p(double x) {
    double u = 1 + x;
    Pair log = logarithm(u);
    return log.high + (log.low + lostBy(x, u) / u);
  }

  /** 1 + x − u, where u is 1 + x rounded. */
  private static double lostBy(double x, double u) {
    double kept = u - 1;
    return (x - kept) + (1 - (u - kept));
  }

  /** xʸ of a positive normal number, y any number. */
  public static double pow(double x, double y) {
    Pair log = logarithm(x);
    double power = Math.clamp(y, -LARGEST_POWER, LARGEST_POWER);
    double product = power * log.high;
    return exp(product, Math.fma(power, log.high, -product) + power * log.low);
  }

  /** eˣ. */
  public static double exp(double x) {
    return exp(x, 0);
  }

  /**
   * x = 2ᵏm with √½ ≤ m &lt; √2, s = (m − 1)/(m + 1), ln x = k ln 2 + 2 atanh s; s, s², the first
   * two terms of the series and the sums to twice the precision.
   */
  private static Pair logarithm(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long k = ((bits - ROOT_HALF + ((long) BIAS << SIGNIFICAND)) >>> SIGNIFICAND) - BIAS;
    double m = Double.longBitsToDouble(bits - (k << SIGNIFICAND));
    double f = m - 1;
    double sum = m + 1;
    double sumLow = f - (sum - 2);
    double inverse = 1 / sum;
    double s = f * inverse;
    double sLow = inverse * (Math.fma(-s, sum, f) - s * sumLow);
    double z = s * s;
    double zLow = Math.fma(s, s, -z) + 2 * s * sLow;
    double tail = z * Series.ATANH.at(z);
    double a = TWO_THIRDS + tail;
    double aLow = (TWO_THIRDS - a) + tail + TWO_THIRDS_LOW;
    double c = z * a;
    double cLow = Math.fma(z, a, -c) + z * aLow + zLow * a;
    double b = 2 + c;
    double bLow = (2 - b) + c + cLow;
    double l = s * b;
    double lLow = Math.fma(s, b, -l) + s * bLow + sLow * b;
    double whole = (double) k * LN2_HIGH;
    double high = whole + l;
    double low = (whole - high) + l + Math.fma((double) k, LN2_LOW, lLow);
    double rounded = high + low;
    return new Pair(rounded, (high - rounded) + low);
  }

  /** e to x + low: x = k ln 2 + r, |r| ≤ ½ ln 2, eʳ by its series; 2ᵏ in two factors. */
  private static double exp(double x, double low) {
    double t = Math.clamp(x, -LARGEST_EXPONENT, LARGEST_EXPONENT);
    double shifted = Math.fma(t, LOG2_E, SHIFT);
    double n = shifted - SHIFT;
    long k = Double.doubleToRawLongBits(shifted) - Double.doubleToRawLongBits(SHIFT);
    double first = Math.fma(-n, LN2_HIGH, t);
    double second = Math.fma(-n, LN2_LOW, low);
    double r = first + second;
    double rLow = (first - r) + second;
    double e = 1 + (r + Math.fma(r * r, Series.EXP.at(r), rLow));
    long half = ((k + BIAS) >>> 1) - BIAS / 2;
    return e * powerOfTwo(half) * powerOfTwo(k - half);
  }

  private static double powerOfTwo(long k) {
    return Double.longBitsToDouble((k + EXPONENT_OF_ONE) << SIGNIFICAND);
  }

  /** sin πx, |x| ≤ 1: by its series up to ¼, by that of the cosine beyond. */
  public static double sinPi(double x) {
    double a = Math.abs(x);
    double folded = Math.min(a, 1 - a);
    boolean near = folded <= 0.25;
    double b = near ? folded : 0.5 - folded;
    double z = b * b;
    double sine = Math.fma(b, Math.PI, b * Math.fma(z, Series.SINE.at(z), PI_LOW));
    double cosine = Math.fma(z, Series.COSINE.at(z), 1);
    return Math.copySign(near ? sine : cosine, x);
  }

  /** cos πx, |x| ≤ 1. */
  public static double cosPi(double x) {
    return sinPi(0.5 - Math.abs(x));
  }
}
