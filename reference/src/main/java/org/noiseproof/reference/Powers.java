package org.noiseproof.reference;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.noiseproof.exact.Dyadic;

/** Powers of real numbers. */
final class Powers {
  /** To how many bits βᵗ is taken: 1 − βᵗ ≥ 2⁻⁵³ still has 150 right ones after 2⁴⁰ steps. */
  private static final int POWER_BITS = 256;

  /** A βᵗ below 2 to this is 0 beside 1. */
  private static final int NEGLIGIBLE = -4096;

  /**
   * A power of two of places for powers that were asked for: coordinates of a step share theirs.
   */
  private static final int KEPT = 16;

  private static final AtomicReferenceArray<@Nullable Known> KNOWN =
      new AtomicReferenceArray<>(KEPT);

  private Powers() {}

  private record Known(Dyadic base, long exponent, Dyadic power) {}

  /** xᵗ, exact for small t, else to {@link #POWER_BITS} less the bits of t. */
  static Dyadic of(Dyadic x, long t) {
    int place = (31 * x.hashCode() + Long.hashCode(t)) & (KEPT - 1);
    Known known = KNOWN.get(place);
    if (known != null && known.exponent == t && known.base.equals(x)) {
      return known.power;
    }
    Dyadic power = power(x, t);
    KNOWN.set(place, new Known(x, t, power));
    return power;
  }

  private static Dyadic power(Dyadic x, long t) {
    Dyadic result = Dyadic.ONE;
    Dyadic square = x;
    for (long rest = t; rest > 0; rest >>= 1) {
      if (square.signum() == 0 || square.binaryExponent() < NEGLIGIBLE) {
        return Dyadic.ZERO;
      }
      if ((rest & 1) == 1) {
        result = result.times(square).round(POWER_BITS);
      }
      square = square.square().round(POWER_BITS);
    }
    return result;
  }
}
