package org.noiseproof.backend;

import org.noiseproof.matrix.Matrix;

/** A norm that runs; see {@link org.noiseproof.spec.NormSpec}. */
public interface Norm {

  /**
   * ‖W‖.
   *
   * @throws IllegalArgumentException where an entry is not finite; the message names it
   */
  double of(Matrix w);

  /**
   * A direction in which ⟨gradient, ·⟩ is steepest, and how steep. Where it is not unique, any.
   *
   * @throws IllegalArgumentException where an entry is not finite; the message names it
   */
  Direction direction(Matrix gradient);

  /** The longest chain of roundings in an answer; see {@link GradientEstimator#depth}. */
  int depth(int rows, int columns);

  /**
   * What a direction is.
   *
   * @param matrix D, ‖D‖ = 1, or 0 where the gradient is
   * @param dualNorm ‖gradient‖_* = ⟨gradient, D⟩
   */
  record Direction(Matrix matrix, double dualNorm) {}
}
