package org.noiseproof.backend;

import org.noiseproof.matrix.Matrix;

/**
 * An optimizer that runs, pure in shape: all its memory is the {@link OptimizerState}, so a state
 * can be copied, written down and resumed to the bit.
 */
public interface Optimizer {

  /** The state before the first step: these parameters, every buffer 0. */
  OptimizerState start(double[] parameters);

  /**
   * The state before the first step, of parameters that are a matrix: their entries, row by row,
   * which is the order of gradients and buffers, too.
   */
  default OptimizerState start(Matrix parameters) {
    return start(parameters.entries()).shaped(parameters.rows(), parameters.columns());
  }

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
