package org.noiseproof.claim.bias;

import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;

/**
 * The backend's NucGD that tracks its pair, with momentum 0 and η = 1, fed with matrices for
 * gradients: what it keeps, and where it steps.
 */
final class TrackedPair {
  private final Optimizer optimizer;
  private OptimizerState state;

  /**
   * One step.
   *
   * @param before p
   * @param after p₊, of length 1
   * @param direction D
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step(double[] before, double[] after, Matrix direction) {}

  /** From this p; 0 is the start that the spec says. */
  TrackedPair(Directions directions, int powerIterations, int columns, double... p) {
    optimizer = directions.optimizer(spec(powerIterations));
    OptimizerState start = optimizer.start(Matrix.zero(p.length, columns));
    Map<String, double[]> buffers = new TreeMap<>();
    start.buffers().forEach(name -> buffers.put(name, start.buffer(name)));
    buffers.put(Counterfeit.LEFT, p);
    state = start.with(0, start.parameters(), buffers);
  }

  static Nucgd spec(int powerIterations) {
    return new Nucgd(1, 0, powerIterations, 0);
  }

  /** The next step, from W = 0 again. */
  Step step(Matrix m) {
    double[] before = state.buffer(Counterfeit.LEFT);
    OptimizerState next = optimizer.step(state, m.entries());
    Map<String, double[]> buffers = new TreeMap<>();
    next.buffers().forEach(name -> buffers.put(name, next.buffer(name)));
    state = next.with(next.steps(), new double[next.dimension()], buffers);
    return new Step(before, state.buffer(Counterfeit.LEFT), next.matrix().times(-1));
  }
}
