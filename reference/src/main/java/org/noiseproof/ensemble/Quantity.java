package org.noiseproof.ensemble;

/** A number that a run shows at each step. */
public sealed interface Quantity permits ProblemQuantity, PointQuantity {

  /** Whether it needs the step's estimate, which the last point has none of. */
  default boolean needsEstimate() {
    return false;
  }
}
