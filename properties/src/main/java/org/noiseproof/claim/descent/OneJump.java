package org.noiseproof.claim.descent;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.problem.Problem;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * Runs on the line under noise that is 0 but for rare hits of ±A: one without a hit, and one for
 * every time and sign of a single hit. They are deterministic, so the probability that an average
 * exceeds a radius is known but for runs of two hits or more.
 *
 * @param problem on the line
 * @param estimator of batches of n samples; of equal samples it sees one
 * @param optimizer that steps with the estimates
 * @param noise of each sample
 * @param samples n
 * @param steps T
 */
record OneJump(
    Problem problem,
    GradientEstimator estimator,
    Optimizer optimizer,
    ThreePoint noise,
    int samples,
    int steps) {

  /** Empty where the backend lacks a part. */
  static Optional<OneJump> of(
      Backend backend,
      Problem problem,
      EstimatorSpec estimator,
      OptimizerSpec optimizer,
      ThreePoint noise,
      int samples,
      int steps) {
    return backend
        .estimator(estimator)
        .flatMap(
            e ->
                backend
                    .optimizer(optimizer)
                    .map(o -> new OneJump(problem, e, o, noise, samples, steps)));
  }

  /**
   * How probable a failure is.
   *
   * @param atLeast of runs without a hit or with one
   * @param atMost with all runs of more hits
   */
  record Failure(double atLeast, double atMost) {}

  /** P((1/T) Σ|F′(x_t)| &gt; radius) from x_0. */
  Failure failure(double start, double radius) {
    double hits = (double) samples * steps;
    double none = StrictMath.exp(hits * StrictMath.log1p(-noise.probability()));
    double one = none * noise.probability() / (1 - noise.probability());
    double reach = radius * steps;
    OptimizerState state = optimizer.start(new double[] {start});
    double sum = 0;
    long failing = 0;
    for (int t = 0; t < steps; t++) {
      sum += gradient(state);
      for (int sign = -1; sign <= 1; sign += 2) {
        OptimizerState hit = stepped(state, sign * noise.height());
        failing += sum + remaining(hit, steps - t - 1) > reach ? 1 : 0;
      }
      state = stepped(state, 0);
    }
    double unhit = sum > reach ? none : 0;
    double atLeast = unhit + failing * samples * one / 2;
    double more = -StrictMath.expm1(hits * StrictMath.log1p(-noise.probability())) - hits * one;
    return new Failure(atLeast, atLeast + Math.max(0, more));
  }

  private double remaining(OptimizerState from, int left) {
    OptimizerState state = from;
    double sum = 0;
    for (int t = 0; t < left; t++) {
      sum += gradient(state);
      state = stepped(state, 0);
    }
    return sum;
  }

  private double gradient(OptimizerState state) {
    return Math.abs(problem.gradient(state.parameters())[0]);
  }

  /** A step whose first sample has this noise, and the others none. */
  private OptimizerState stepped(OptimizerState state, double first) {
    double gradient = problem.gradient(state.parameters())[0];
    double[] rows = new double[first == 0 ? 1 : samples];
    Arrays.fill(rows, gradient);
    rows[0] += first;
    return optimizer.step(state, estimator.estimate(Batch.of(rows.length, 1, rows)));
  }
}
