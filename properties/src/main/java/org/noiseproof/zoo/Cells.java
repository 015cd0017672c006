package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.spec.OptimizerSpec;

/**
 * Wrong ways of an optimizer that moves each coordinate by itself, in plain doubles.
 *
 * @param type in the specimens' names: {@code rmsprop}
 * @param kind what they pretend to be
 * @param buffers how many numbers are remembered of a coordinate, each from 0
 */
record Cells<S extends OptimizerSpec>(String type, Class<S> kind, int buffers) {

  /** One step of one coordinate. */
  interface Move<S> {
    /**
     * By how much θ becomes smaller.
     *
     * @param t from 1
     * @param memory of this coordinate; what is written there is remembered
     */
    double by(S spec, long t, double theta, double g, double[] memory);
  }

  Specimen specimen(String name, String wrong, Move<S> move) {
    return WrongOptimizer.specimen(
        type + "-" + name,
        wrong,
        kind,
        (spec, state, gradient) -> step(spec, state, state.requireGradient(gradient), move));
  }

  private OptimizerState step(S spec, OptimizerState state, double[] gradient, Move<S> move) {
    double[] theta = state.parameters();
    Map<String, double[]> memory = new TreeMap<>();
    for (int i = 0; i < buffers; i++) {
      memory.put("buffer_" + i, Steps.buffer(state, "buffer_" + i));
    }
    double[][] all = memory.values().toArray(double[][]::new);
    for (int j = 0; j < theta.length; j++) {
      int coordinate = j;
      double[] own = Arrays.stream(all).mapToDouble(buffer -> buffer[coordinate]).toArray();
      theta[j] -= move.by(spec, state.steps() + 1, theta[j], gradient[j], own);
      for (int i = 0; i < buffers; i++) {
        all[i][j] = own[i];
      }
    }
    return state.next(theta, memory);
  }

  /** βa + (1−β)x. */
  static double average(double beta, double a, double x) {
    return beta * a + (1 - beta) * x;
  }
}
