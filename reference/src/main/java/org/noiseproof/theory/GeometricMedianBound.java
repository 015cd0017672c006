package org.noiseproof.theory;

/**
 * CLIP-12: the geometric median of k points, of which all but a share a &lt; ½ lie within R of z,
 * is within C_a R of z, wherever the others are. Minsker 2015, Lemma 2.1, cited from memory; that
 * C_a is the least such constant is derived: see docs/claims/clipping.md.
 */
public final class GeometricMedianBound {
  private GeometricMedianBound() {}

  /** C_a = (1 − a)/√(1 − 2a). */
  public static double constant(double share) {
    Argument.require(share >= 0 && share < 0.5, "share", share, "0 ≤ share < 1/2");
    return (1 - share) / Math.sqrt(1 - 2 * share);
  }
}
