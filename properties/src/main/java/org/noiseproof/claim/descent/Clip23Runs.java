package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.FiniteLaw;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.problem.Saturating;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.theory.ClippedMomentumBounds;

/** What CLIP-23 is measured by. */
final class Clip23Runs {
  private Clip23Runs() {}

  private static final double P = 1.5;
  private static final int LENGTH = 8;
  private static final double[] DELTAS = {1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-9};

  /** Clipping at t, for every sample. */
  static EstimatorSpec clip(double threshold) {
    return new PerSampleClip(threshold, Double.POSITIVE_INFINITY);
  }

  /** The method's optimizer: the buffer starts at 0. */
  static OptimizerSpec optimizer(double step, double open) {
    return new NormalizedSgd(step, 1 - open, false);
  }

  /** How the estimator is made from t. */
  interface Rule {
    EstimatorSpec at(double threshold);
  }

  /**
   * The buffer after eight steps that move nothing (η = 0), over all 2⁸ runs of extremal laws with
   * E|X|ᵖ = 1: P(|m − EX| &gt; βᵀ|EX| + r(δ)) ≤ δ, for the hits of which one alone carries an
   * average without a clip beyond r(δ), and for others.
   */
  static Finding buffer(Trial trial, Rule rule, double factor) {
    List<Comparison> comparisons = new ArrayList<>();
    for (double open : new double[] {0.5, 0.1, 0.01}) {
      ClippedMomentumBounds bounds = new ClippedMomentumBounds(P, 1, open);
      var estimator = trial.backend().estimator(rule.at(bounds.threshold()));
      var optimizer = trial.backend().optimizer(optimizer(0, open));
      if (estimator.isEmpty() || optimizer.isEmpty()) {
        return Finding.notApplicable(trial.backend().name() + " cannot take such steps");
      }
      for (double delta : DELTAS) {
        double radius = factor * bounds.deviation(delta);
        for (double height : List.of(1.1 * radius / open, bounds.threshold())) {
          TwoPoint law = new TwoPoint(Math.min(1, StrictMath.pow(height, -P)), height);
          double start = StrictMath.pow(1 - open, LENGTH) * law.mean();
          double failure =
              law(estimator.get(), optimizer.get(), law)
                  .probability(m -> Math.abs(m - law.mean()) > start + radius);
          comparisons.add(
              Comparison.atMost(
                  "P(|m − EX| > r(%s)), o = %s, A = %.4g".formatted(delta, open, height),
                  failure,
                  delta,
                  Tolerance.CLOSED_FORM * delta));
        }
      }
    }
    return Finding.of(comparisons);
  }

  private static FiniteLaw law(GradientEstimator estimator, Optimizer optimizer, TwoPoint sample) {
    double miss = estimator.estimate(Batch.of(1, 1, new double[] {0}))[0];
    double hit = estimator.estimate(Batch.of(1, 1, new double[] {sample.height()}))[0];
    FiniteLaw estimates = FiniteLaw.twoPoint(miss, hit, sample.probability());
    return new EveryRun(
            optimizer, estimates, (x, estimate) -> estimate, state -> state.buffer("momentum")[0])
        .law(LENGTH);
  }

  /**
   * The bound's decay: with p known, o = T^{−p/(3p−2)} and η = T^{−(2p−1)/(3p−2)}, ten times the
   * steps shrink it by 10^{−(p−1)/(3p−2)}, but for a power of ln(2T/δ).
   *
   * @param power of the logarithms' ratio that is granted
   */
  static Finding decay(double power) {
    double delta = 1e-6;
    List<Comparison> comparisons = new ArrayList<>();
    for (double p : new double[] {1.25, P, 2}) {
      double rate = StrictMath.pow(10, -(p - 1) / (3 * p - 2));
      for (long steps = 1_000; steps <= 10_000_000; steps *= 10) {
        double logs = StrictMath.log(20 * (steps / delta)) / StrictMath.log(2 * (steps / delta));
        double ratio = bound(p, 10 * steps, delta) / bound(p, steps, delta);
        double claimed = rate * StrictMath.pow(logs, power);
        comparisons.add(
            Comparison.atMost(
                "bound(10T)/bound(T), p = %s, T = %,d".formatted(p, steps),
                ratio,
                claimed,
                Tolerance.CLOSED_FORM * claimed));
      }
    }
    return Finding.of(comparisons);
  }

  private static double bound(double p, long steps, double delta) {
    double open = StrictMath.pow((double) steps, -p / (3 * p - 2));
    double step = StrictMath.pow((double) steps, -(2 * p - 1) / (3 * p - 2));
    return new ClippedMomentumBounds(p, 1, open).highProbability(1, 1, 1, step, steps, delta);
  }

  /**
   * P((1/T) Σ‖∇F‖ &gt; radius(10⁻³)) ≤ 10⁻³: on F1 for T = 100, where the radius says nothing;
   * deep, where it says something, on x²/2 from −1 for T = 2²⁰ under noise of variance 2, mean 0
   * and median 1.
   */
  static Finding single(Trial trial) {
    return trial.scale() == Scale.DEEP ? informative(trial) : vacuous(trial);
  }

  private static Finding vacuous(Trial trial) {
    Problem problem = new Saturating(2);
    double[] start = {1, 0};
    double moment = problem.gradientBound() + 1;
    ShiftedPareto unit = new ShiftedPareto(1.6, 1);
    ShiftedPareto noise = new ShiftedPareto(1.6, StrictMath.pow(unit.centralMoment(P), -1 / P));
    long steps = 100;
    double open = StrictMath.pow((double) steps, -P / (3 * P - 2));
    double step = StrictMath.pow((double) steps, -(2 * P - 1) / (3 * P - 2));
    return run(
        trial,
        NoisyGradient.along(problem, noise, 0.6, 0.8),
        new ClippedMomentumBounds(P, moment, open),
        start,
        step,
        steps,
        0.2);
  }

  private static Finding informative(Trial trial) {
    Problem problem = Quadratic.towards(0);
    double[] start = {-1};
    long steps = 1 << 20;
    double open = 0x1p-14;
    double step = Math.sqrt(0.25 * open / steps);
    // E g² = x² + 2 ≤ 1.8² up to |x| = 1.11, which no run from −1 towards 0 comes near
    return run(
        trial,
        new NoisyGradient.PerCoordinate(problem, new CentredTwoPoint(2 / 3.0, 3)),
        new ClippedMomentumBounds(2, 1.8, open),
        start,
        step,
        steps,
        0.9);
  }

  private static Finding run(
      Trial trial,
      NoisyGradient oracle,
      ClippedMomentumBounds bounds,
      double[] start,
      double step,
      long steps,
      double effect) {
    Problem problem = oracle.problem();
    EnsembleSpec spec =
        EnsembleSpec.of(
            oracle,
            1,
            clip(bounds.threshold()),
            optimizer(step, bounds.open()),
            start,
            steps,
            new Observable.Average(ProblemQuantity.GRADIENT_NORM));
    double first = Vectors.norm(problem.gradient(start));
    return Runs.tail(
        trial,
        "(1/T) Σ‖∇F‖",
        spec,
        delta ->
            bounds.highProbability(
                problem.smoothness(), problem.gap(start), first, step, steps, delta),
        1e-3,
        effect);
  }
}
