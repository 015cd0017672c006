package org.noiseproof.claim.descent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.clipping.FiniteLaw;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * The law of a run on F(x) = x²/2, one step after another, without sampling: for two-point noise
 * and steps that stay on a lattice of few sites, the implementation is asked once where each site
 * and each number of hits leads.
 */
final class LatticeWalk {
  private final GradientEstimator estimator;
  private final Optimizer optimizer;
  private final FiniteLaw noise;
  private final int samples;
  private final double[] weights;
  private final Map<Double, double[]> successors = new HashMap<>();

  private LatticeWalk(
      GradientEstimator estimator, Optimizer optimizer, FiniteLaw noise, int samples) {
    this.estimator = estimator;
    this.optimizer = optimizer;
    this.noise = noise;
    this.samples = samples;
    this.weights = binomial(samples, noise.probabilities()[1]);
  }

  /** SGD with this step on estimates from n samples; empty where the backend lacks a part. */
  static Optional<LatticeWalk> of(
      Backend backend, EstimatorSpec spec, double step, FiniteLaw noise, int samples) {
    return backend
        .estimator(spec)
        .flatMap(
            estimator ->
                backend
                    .optimizer(new Sgd(step, 0, 0, false, 0))
                    .map(optimizer -> new LatticeWalk(estimator, optimizer, noise, samples)));
  }

  /** E (1/T) Σ_{t&lt;T} |x_t| from x_0. */
  double averageGradient(double start, int steps) {
    Quadratic problem = Quadratic.towards(0);
    Map<Double, Double> law = Map.of(start, 1.0);
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      Map<Double, Double> next = new HashMap<>();
      for (var site : law.entrySet()) {
        double x = site.getKey();
        sum += site.getValue() * Math.abs(problem.gradient(new double[] {x})[0]);
        double[] to = successors.computeIfAbsent(x, this::successors);
        for (int hits = 0; hits <= samples; hits++) {
          next.merge(to[hits], site.getValue() * weights[hits], Double::sum);
        }
      }
      law = next;
    }
    return sum / steps;
  }

  /** Where x leads with 0 … n of the samples at the upper value, first in the batch. */
  private double[] successors(double x) {
    double[] values = noise.values();
    double[] to = new double[samples + 1];
    for (int hits = 0; hits <= samples; hits++) {
      double[] rows = new double[samples];
      for (int k = 0; k < samples; k++) {
        rows[k] = x + (k < hits ? values[1] : values[0]);
      }
      double[] estimate = estimator.estimate(Batch.of(samples, 1, rows));
      to[hits] = site(optimizer.step(optimizer.start(new double[] {x}), estimate).parameters()[0]);
    }
    return to;
  }

  /** The site on the lattice of multiples of 2⁻²⁰ that rounding has led away from. */
  private static double site(double x) {
    return Math.rint(x * 0x1p20) * 0x1p-20;
  }

  /** P(Bin(n, q) = k), k = 0 … n, by adding one trial after another. */
  private static double[] binomial(int n, double q) {
    double[] law = new double[n + 1];
    law[0] = 1;
    for (int m = 1; m <= n; m++) {
      for (int k = m; k > 0; k--) {
        law[k] = (1 - q) * law[k] + q * law[k - 1];
      }
      law[0] *= 1 - q;
    }
    return law;
  }
}
