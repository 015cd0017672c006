package org.noiseproof.reference;

import org.noiseproof.exact.Dyadic;

/** Powers of real numbers. */
final class Powers {
  /** To how many bits βᵗ is taken: 1 − βᵗ ≥ 2⁻⁵³ still has 150 right ones after 2⁴⁰ steps. */
  private static final int POWER_BITS = 256;

  /** A βᵗ below 2 to this is 0 beside 1. */
  private static final int NEGLIGIBLE = -4096;

  private Powers() {}

  /** xᵗ, exact for small t, else to {@link #POWER_BITS} less the bits of t. */
  static Dyadic of(Dyadic x, long t) {
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
