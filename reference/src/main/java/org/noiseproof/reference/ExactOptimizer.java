package org.noiseproof.reference;

import java.util.SortedMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.spec.OptimizerSpec;

/** One step of every optimizer as its definition reads, on real numbers. */
public final class ExactOptimizer {
  private ExactOptimizer() {}

  /** A state before rounding. */
  public record ExactState(
      long steps, ExactVector parameters, SortedMap<String, ExactVector> buffers) {}

  /**
   * The step from a (rounded) state.
   *
   * @throws IllegalArgumentException as {@link org.noiseproof.backend.Optimizer#step} says
   */
  public static ExactState step(OptimizerSpec spec, OptimizerState state, double[] gradient) {
    throw new UnsupportedOperationException();
  }
}
