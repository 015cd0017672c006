package org.noiseproof.reference;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;

/**
 * A clipping threshold τ ∈ [0, ∞] as a real number.
 *
 * @param value τ, or close to it
 * @param exact whether the value is τ itself; else its relative error is below 2⁻ᴮᴵᵀˢ
 */
public record Threshold(Dyadic value, boolean exact) {
  /** To how many bits a threshold that is no dyadic number is known. */
  static final int BITS = 192;

  /** Stands for ∞: beyond n τ for every sum of n rows of doubles that fits in memory. */
  static final Threshold INFINITE = new Threshold(Dyadic.ONE.scale(4096), true);

  /**
   * Where log₂ k^{1/β} is above this, α k^{1/β} is above every norm, for the smallest α &gt; 0 too.
   */
  private static final double LARGEST_LOG = 8192;

  private static final int REMEMBERED = 1 << 16;
  private static final Map<Key, Threshold> POWERS = new ConcurrentHashMap<>();

  private record Key(int k, double beta) {}

  /** τ. */
  static Threshold of(double tau) {
    return tau == Double.POSITIVE_INFINITY ? INFINITE : new Threshold(Dyadic.of(tau), true);
  }

  /** √x. */
  static Threshold root(Dyadic x) {
    Dyadic root = x.sqrt(BITS);
    return new Threshold(root, root.square().equals(x));
  }

  /** α k^{1/β}, k from 1. */
  public static Threshold growing(double alpha, double beta, int k) {
    if (alpha == 0 || alpha == Double.POSITIVE_INFINITY) {
      return of(alpha);
    }
    Threshold power = power(k, beta);
    return power.equals(INFINITE)
        ? INFINITE
        : new Threshold(power.value.times(Dyadic.of(alpha)), power.exact);
  }

  /**
   * Whether a vector of this squared norm is left as it is. Where τ is not known well enough: yes.
   */
  public boolean leaves(Dyadic squaredNorm) {
    Dyadic square = value.square();
    return squaredNorm.compareTo(square) <= 0
        || (!exact && squaredNorm.compareTo(square.plus(square.scale(2 - BITS))) <= 0);
  }

  /** m τ. */
  Threshold times(int m) {
    return m == 1 ? this : new Threshold(value.times(Dyadic.of((long) m)), exact);
  }

  private static Threshold power(int k, double beta) {
    if (k == 1 || beta == Double.POSITIVE_INFINITY) {
      return new Threshold(Dyadic.ONE, true);
    }
    if (StrictMath.log(k) / beta > LARGEST_LOG) {
      return INFINITE;
    }
    Key key = new Key(k, beta);
    Threshold known = POWERS.get(key);
    if (known == null) {
      known = computePower(k, Dyadic.of(beta));
      if (POWERS.size() >= REMEMBERED) {
        POWERS.clear();
      }
      POWERS.put(key, known);
    }
    return known;
  }

  /** With β = p/q the power is rational only where it is an integer m with mᵖ = k^q. */
  private static Threshold computePower(int k, Dyadic beta) {
    Dyadic power = ExactMath.root(Dyadic.of((long) k), beta, BITS);
    BigInteger nearest = power.plus(Dyadic.of(0.5)).toBigDecimal().toBigInteger();
    boolean small = beta.mantissa().bitLength() <= 6 && Math.abs(beta.exponent()) <= 6;
    if (small && nearest.bitLength() < 64) {
      int p = beta.mantissa().intValueExact() << Math.max(0, beta.exponent());
      int q = 1 << Math.max(0, -beta.exponent());
      if (nearest.pow(p).equals(BigInteger.valueOf(k).pow(q))) {
        return new Threshold(new Dyadic(nearest, 0), true);
      }
    }
    return new Threshold(power, false);
  }
}
