package org.noiseproof.reference;

import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;
import org.noiseproof.exact.Interval;
import org.noiseproof.singular.SingularPairs;

/** Norms that are functions of the singular values, enclosed. */
final class SingularNorm {
  private static final int BITS = ExactEstimator.BITS;

  /** What is below 2 to this, is 0 beside 1. */
  private static final double NEGLIGIBLE = -2 * BITS;

  private SingularNorm() {}

  /** The sum of the k largest values: Ky Fan's norm; spectral for k = 1, nuclear for all. */
  static Interval leading(SingularPairs pairs, int k) {
    return pairs.norm(Interval.of(sum(pairs, k)));
  }

  /** max(σ₁, (1/k) Σ σ_i). */
  static Interval kyFanDual(SingularPairs pairs, int k) {
    Dyadic first = pairs.value(0);
    Interval mean = near(sum(pairs, pairs.count()).divide(Dyadic.of((long) k), BITS));
    return pairs.norm(new Interval(mean.lower().max(first), mean.upper().max(first)));
  }

  /** (Σ σ_iᵖ)^{1/p}. */
  static Interval schatten(SingularPairs pairs, Dyadic p) {
    Dyadic first = pairs.value(0);
    if (first.signum() == 0) {
      return pairs.norm(Interval.of(first));
    }
    Dyadic sum = Dyadic.ZERO;
    for (int i = 0; i < pairs.count(); i++) {
      sum = sum.plus(power(pairs.value(i).divide(first, BITS), p));
    }
    return pairs.norm(near(first.times(ExactMath.root(sum, p, BITS))));
  }

  /** s₁ + … + s_k. */
  static Dyadic sum(SingularPairs pairs, int k) {
    Dyadic sum = Dyadic.ZERO;
    for (int i = 0; i < Math.min(k, pairs.count()); i++) {
      sum = sum.plus(pairs.value(i));
    }
    return sum;
  }

  /** tᵖ for 0 ≤ t ≤ 1 and p &gt; 0, to 2⁻¹²⁸ of 1. */
  static Dyadic power(Dyadic t, Dyadic p) {
    if (t.signum() == 0 || t.equals(Dyadic.ONE)) {
      return t;
    }
    return p.toDouble() * log2(t) < NEGLIGIBLE ? Dyadic.ZERO : ExactMath.pow(t, p, BITS);
  }

  /** At least the binary logarithm of 0 &lt; t &lt; 1, and at most one above it. */
  private static double log2(Dyadic t) {
    int exponent = t.binaryExponent();
    return exponent < -1 ? exponent + 1 : Math.log1p(t.minus(Dyadic.ONE).toDouble()) / Math.log(2);
  }

  /** A number made of at most 2¹⁶ that are known to 2⁻¹²⁸, relative. */
  static Interval near(Dyadic number) {
    return Interval.around(number, number.abs().scale(16 - BITS));
  }
}
