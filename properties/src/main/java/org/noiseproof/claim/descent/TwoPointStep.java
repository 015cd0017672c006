package org.noiseproof.claim.descent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What is expected of one step on the line under a law of two values: both steps are taken. Given
 * the past, that is all there is to an induction along a run.
 */
record TwoPointStep(Optimizer optimizer, double unitRoundoff) {

  /** The backend's, if it has it. */
  static Optional<TwoPointStep> of(Trial trial, OptimizerSpec spec) {
    double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
    return trial
        .backend()
        .optimizer(spec)
        .map(optimizer -> new TwoPointStep(optimizer, unitRoundoff));
  }

  /**
   * E f(x_k), x_k one step from x.
   *
   * @param k the number of the step, from 1
   * @param gradient at x, to which the noise is added
   */
  double expectation(
      double x, long k, double gradient, CentredTwoPoint law, DoubleUnaryOperator f) {
    double q = law.probability();
    return q * f.applyAsDouble(next(x, k, gradient + law.upper()))
        + (1 - q) * f.applyAsDouble(next(x, k, gradient + law.lower()));
  }

  /** Where step k leads to. */
  double next(double x, long k, double estimate) {
    OptimizerState start = optimizer.start(new double[] {x});
    Map<String, double[]> buffers = new HashMap<>();
    start.buffers().forEach(name -> buffers.put(name, start.buffer(name)));
    OptimizerState before = OptimizerState.of(k - 1, new double[] {x}, buffers);
    return optimizer.step(before, new double[] {estimate}).parameters()[0];
  }

  /** γ of a step and the arithmetic around it. */
  double roundoff() {
    return Tolerance.gamma(optimizer.depth(1) + 64L, unitRoundoff);
  }
}
