package org.noiseproof.claim.descent;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.clipping.FiniteLaw;

/**
 * The exact law of what short runs on the line show, from 0: every run there is, weighted with its
 * probability.
 *
 * @param optimizer that takes the steps
 * @param noise of each step
 * @param gradient from the point and the noise
 * @param shown of the state at the end
 */
record EveryRun(
    Optimizer optimizer, FiniteLaw noise, Oracle gradient, ToDoubleFunction<OptimizerState> shown) {

  /** The noisy gradient that a step is given. */
  @FunctionalInterface
  interface Oracle {
    double at(double x, double noise);
  }

  /** The law after so many steps. */
  FiniteLaw law(int steps) {
    SortedMap<Double, Double> atoms = new TreeMap<>();
    follow(optimizer.start(new double[] {0}), steps, 1, atoms);
    return new FiniteLaw(atoms);
  }

  private void follow(
      OptimizerState state, int left, double probability, SortedMap<Double, Double> atoms) {
    if (left == 0) {
      atoms.merge(shown.applyAsDouble(state), probability, Double::sum);
      return;
    }
    double x = state.parameters()[0];
    noise
        .atoms()
        .forEach(
            (xi, q) ->
                follow(
                    optimizer.step(state, new double[] {gradient.at(x, xi)}),
                    left - 1,
                    probability * q,
                    atoms));
  }
}
