package org.noiseproof.fast.cpu;

import org.noiseproof.backend.OptimizerState;

/** Whether a step has lost bits to underflow that it needs, so that it must be taken exactly. */
final class Underflow {
  private Underflow() {}

  /**
   * Of a buffer that is divided by its norm. An entry's error of a few subnormal numbers becomes
   * one of that over the norm: nothing beside a parameter that is large enough.
   *
   * @param state before the step
   * @param buffer after it
   */
  static <A> boolean ofDirection(
      Format<A> format, double learningRate, OptimizerState state, A buffer, A gradient) {
    double small = small(format);
    double largest = 0;
    boolean suspect = false;
    for (int j = 0; j < state.dimension(); j++) {
      double entry = Math.abs(format.get(buffer, j));
      largest = Math.max(largest, entry);
      suspect |= entry < small;
    }
    if (!suspect) {
      return false;
    }
    double[] old = state.buffer(CpuOptimizer.MOMENTUM);
    double[] parameters = state.parameters();
    double needed = 8 * learningRate * (format.smallestNormal() / largest);
    for (int j = 0; j < old.length; j++) {
      boolean lost = moves(format, old, gradient, j) && Math.abs(format.get(buffer, j)) < small;
      if (lost && !(Math.abs(parameters[j]) >= needed)) {
        return true;
      }
    }
    return false;
  }

  /** Of a buffer of which every entry's sign counts. */
  static <A> boolean ofSigns(Format<A> format, OptimizerState state, A buffer, A gradient) {
    double small = small(format);
    double[] old = state.buffer(CpuOptimizer.MOMENTUM);
    for (int j = 0; j < old.length; j++) {
      if (Math.abs(format.get(buffer, j)) < small && moves(format, old, gradient, j)) {
        return true;
      }
    }
    return false;
  }

  /** Of a buffer of which only the largest entries count, as of a matrix for its leading pairs. */
  static <A> boolean ofAll(Format<A> format, OptimizerState state, A buffer, A gradient) {
    double small = small(format);
    double[] old = state.buffer(CpuOptimizer.MOMENTUM);
    boolean moves = false;
    for (int j = 0; j < old.length; j++) {
      if (Math.abs(format.get(buffer, j)) >= small) {
        return false;
      }
      moves |= moves(format, old, gradient, j);
    }
    return moves;
  }

  private static <A> boolean moves(Format<A> format, double[] old, A gradient, int j) {
    return old[j] != 0 || format.get(gradient, j) != 0;
  }

  /** Below this, what underflow costs a sum of two products may count. */
  private static double small(Format<?> format) {
    return Math.scalb(format.smallestNormal(), 60);
  }
}
