package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.SgdPath.Step;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.ScaleInvariantNorm;

/**
 * Paths on a scale-invariant loss, for what SYM-12 and SYM-13 say of ‖θ‖ at every step.
 *
 * @param oracle the gradients
 * @param batch S
 * @param start θ_0
 */
record NormPath(SampledGradient oracle, int batch, List<Double> start) {

  /** The icosahedron's vertices as labels: E q = 2/3 and E q² = 8/15 wherever θ points. */
  static final SampledGradient SPHERE =
      new SampledGradient(new SphereLoss(3), Populations.icosahedron());

  /** Labels ±1: q = 1, always. */
  static final SampledGradient ANGLE =
      new SampledGradient(new AngleLoss(), Populations.labels(1, -1, 1));

  /** E q and E q² of one vertex; of the angle both are 1. */
  static final double MEAN_Q = 2.0 / 3;

  static final double MEAN_SQUARE_Q = 8.0 / 15;

  /** Of the cases of a pathwise check. */
  static List<NormPath> cases() {
    Population vertices = Populations.icosahedron();
    SampledGradient without =
        new SampledGradient(new SphereLoss(3), vertices, Sampling.WITHOUT_REPLACEMENT);
    return List.of(
        new NormPath(SPHERE, 1, List.of(0.3, -0.5, 0.4)),
        new NormPath(SPHERE, 5, List.of(2.0, 0.5, -1.0)),
        new NormPath(without, 3, List.of(0.1, 0.2, 0.2)),
        new NormPath(ANGLE, 1, List.of(0.6, -0.8)),
        new NormPath(ANGLE, 2, List.of(0.25, 0.25)));
  }

  SgdPath path(Backend backend, OptimizerSpec spec, RandomStream random) {
    return new SgdPath(
        backend, oracle, batch, spec, start.stream().mapToDouble(x -> x).toArray(), random);
  }

  /** γ_d at the depth of a step: the gradient of a sample, the mean of a batch, the optimizer. */
  double gamma(Backend backend, OptimizerSpec spec) {
    int dimension = oracle.dimension();
    long depth =
        backend.estimator(new Mean()).orElseThrow().depth(batch, dimension)
            + backend.optimizer(spec).orElseThrow().depth(dimension)
            + 4L * dimension
            + 16;
    return Tolerance.gamma(depth, backend.describe().precision().unitRoundoff());
  }

  /**
   * θ·ĝ = 0, n′ = ρn + η²q/n and cos∠(θ, θ′) = (1 − ηγ)√(n/n′) at every step. No label is longer
   * than 1, so that rounding is off by γ_d/‖θ‖ in a gradient, whose parts may cancel.
   *
   * @param spec what steps; the claim is about its learning rate and decay
   */
  static Check pathwise(String name, List<NormPath> paths, OptimizerSpec spec) {
    return Check.bound(
        name,
        "θ·ĝ, ‖θ′‖² and cos∠(θ, θ′) at every step, batches of 1 to 5 with and without replacement",
        trial -> Applicable.on(trial, spec, () -> compare(trial, paths, spec)));
  }

  private static Finding compare(Trial trial, List<NormPath> paths, OptimizerSpec spec) {
    int steps = trial.scale().of(300, 2_000, 20_000);
    double decay = spec instanceof Sgd sgd ? sgd.weightDecay() : 0;
    ScaleInvariantNorm norm = new ScaleInvariantNorm(spec.learningRate(), decay);
    Tightest tightest = new Tightest();
    for (int p = 0; p < paths.size(); p++) {
      NormPath of = paths.get(p);
      double gamma = of.gamma(trial.backend(), spec);
      SgdPath path = of.path(trial.backend(), spec, trial.streams().replicate(p));
      for (int t = 0; t < steps; t++) {
        compare(path.step(), norm, gamma, tightest, "step %d of path %d".formatted(t, p + 1));
      }
    }
    return Finding.of(tightest.comparisons());
  }

  private static void compare(
      Step step, ScaleInvariantNorm norm, double gamma, Tightest tightest, String at) {
    double[] before = step.before().parameters();
    double[] after = step.after().parameters();
    double n = inner(before, before);
    double q = n * inner(step.gradient(), step.gradient());
    double next = inner(after, after);
    double rate = norm.learningRate();
    tightest.offer(Comparison.equal("θ·ĝ", inner(before, step.gradient()), 0, gamma), at);
    tightest.offer(
        Comparison.equal("n′", next, norm.next(n, q), gamma * (n + 2 * rate + rate * rate / n)),
        at);
    tightest.offer(
        Comparison.equal(
            "cos∠(θ, θ′)",
            inner(before, after) / Math.sqrt(n * next),
            norm.cosine() * Math.sqrt(n / next),
            gamma * (2 * n + 3 * rate + rate * rate / n) / Math.min(n, next)),
        at);
  }

  static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  static double squaredNorm(double[] theta) {
    return Arrays.stream(theta).map(x -> x * x).sum();
  }
}
