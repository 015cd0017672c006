package org.noiseproof.claim.symmetry;

import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;

/**
 * A run of a backend's optimizer on the means of batches, taken a step at a time, for identities
 * that hold on every path. Ensembles run the same, many at a time.
 */
final class SgdPath {
  private final SampledGradient oracle;
  private final int batch;
  private final GradientEstimator mean;
  private final Optimizer optimizer;
  private final RandomStream random;
  private OptimizerState state;

  /**
   * One step.
   *
   * @param before the state with θ_t
   * @param gradient ĝ_t, the mean over the batch, as the backend has it
   * @param after the state with θ_{t+1}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step(OptimizerState before, double[] gradient, OptimizerState after) {}

  /**
   * At its start.
   *
   * @param batch S, samples a step
   */
  SgdPath(
      Backend backend,
      SampledGradient oracle,
      int batch,
      OptimizerSpec spec,
      double[] start,
      RandomStream random) {
    this.oracle = oracle;
    this.batch = batch;
    this.mean = backend.estimator(new Mean()).orElseThrow();
    this.optimizer = backend.optimizer(spec).orElseThrow();
    this.random = random;
    state = optimizer.start(start);
  }

  /** The next step. */
  Step step() {
    OptimizerState before = state;
    double[] theta = before.parameters();
    double[] rows = oracle.sample(theta, batch, random);
    double[] gradient = mean.estimate(Batch.of(batch, theta.length, rows));
    state = optimizer.step(before, gradient);
    return new Step(before, gradient, state);
  }

  /** That many steps more; the last of them. */
  Step steps(long count) {
    Step last = step();
    for (long i = 1; i < count; i++) {
      last = step();
    }
    return last;
  }

  /** θ now. */
  double[] point() {
    return state.parameters();
  }
}
