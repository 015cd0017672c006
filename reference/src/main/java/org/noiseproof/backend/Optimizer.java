package org.noiseproof.backend;

/**
 * An optimizer that runs, pure in shape: all its memory is the {@link OptimizerState}, so a state
 * can be copied, written down and resumed to the bit.
 */
public interface Optimizer {

  /** The state before the first step: these parameters, every buffer 0. */
  OptimizerState start(double[] parameters);

  /**
   * One step. Neither argument is changed.
   *
   * @throws IllegalArgumentException where the gradient's length is not the parameters', or an
   *     entry is not finite (the message names the coordinate)
   */
  OptimizerState step(OptimizerState state, double[] gradient);

  /** The longest chain of roundings in one step for d parameters; see {@link GradientEstimator}. */
  default int depth(int dimension) {
    return 16 + dimension;
  }
}
