package org.noiseproof.symmetry;

/**
 * Where on an orbit {e^{λA}θ} a convex function of λ is least, that is: where what falls and what
 * rises along the orbit balance. Exactly one of four things is the case.
 */
public sealed interface OrbitEquilibrium {

  /**
   * At one point, and nowhere else.
   *
   * @param lambda λ*, finite
   */
  record At(double lambda) implements OrbitEquilibrium {}

  /**
   * Nowhere: it is pushed towards λ = +∞ from every point, as ‖θ‖ is under scale invariance without
   * decay.
   */
  record PlusInfinity() implements OrbitEquilibrium {}

  /** Nowhere: it is pushed towards λ = −∞ from every point. */
  record MinusInfinity() implements OrbitEquilibrium {}

  /** Everywhere: nothing pushes along this orbit. */
  record Everywhere() implements OrbitEquilibrium {}
}
