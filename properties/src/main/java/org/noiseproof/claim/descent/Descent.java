package org.noiseproof.claim.descent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.problem.Saturating;
import org.noiseproof.problem.SeparableSaturating;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.theory.DescentBounds;

/**
 * (P1), the inequality of one inexact gradient step, and its sum along a path: for every
 * realisation, whatever the errors are.
 */
final class Descent {
  private Descent() {}

  private static final List<Problem> PROBLEMS =
      List.of(
          new Saturating(3),
          new SeparableSaturating(2),
          new PseudoHuber(2),
          Quadratic.towards(0.5, -1));

  /** F(x − ηg) in terms of F(x), ‖∇F(x)‖², ‖e‖² and η. */
  @FunctionalInterface
  interface StepBound {
    double of(double value, double squaredGradient, double squaredError, double learningRate);
  }

  /** (1/T) Σ‖∇F‖² in terms of Δ, η, T and (1/T) Σ‖e‖². */
  @FunctionalInterface
  interface PathBound {
    double of(double gap, double learningRate, long steps, double squaredError);
  }

  /**
   * One step from random points, with random errors and the worst ones: none, against the gradient,
   * far out.
   *
   * @param speed ηL
   */
  static Finding step(Trial trial, double speed, StepBound bound) {
    int rounds = trial.scale() == Scale.DEEP ? 5000 : 100;
    Tightest tightest = new Tightest();
    for (int i = 0; i < rounds * PROBLEMS.size(); i++) {
      Problem problem = PROBLEMS.get(i % PROBLEMS.size());
      RandomStream random = trial.streams().replicate(i);
      double[] x =
          Vectors.gaussian(problem.dimension(), Math.scalb(1.0, random.nextInt(13) - 8), random);
      double learningRate = speed * (i % 3 == 0 ? 1 : random.nextUniform()) / problem.smoothness();
      OptimizerSpec spec = new Sgd(learningRate, 0, 0, false, 0);
      Optimizer optimizer = trial.backend().optimizer(spec).orElse(null);
      if (optimizer == null) {
        return Finding.notApplicable(
            trial.backend().name() + " does not implement " + SpecJson.write(spec));
      }
      double[] error = error(i / PROBLEMS.size() % 5, problem.gradient(x), random);
      compare(trial, tightest, problem, x, error, learningRate, optimizer, bound);
    }
    return Finding.of(tightest.comparisons());
  }

  private static double[] error(int kind, double[] gradient, RandomStream random) {
    return switch (kind) {
      case 0 -> new double[gradient.length];
      case 1 -> Vectors.times(-2 * random.nextUniform(), gradient);
      case 2 -> Vectors.times(4 * random.nextUniform(), gradient);
      case 3 -> Vectors.gaussian(gradient.length, Math.scalb(1.0, random.nextInt(9) - 6), random);
      default -> cauchy(gradient.length, random);
    };
  }

  private static double[] cauchy(int dimension, RandomStream random) {
    Cauchy law = new Cauchy(1);
    return IntStream.range(0, dimension).mapToDouble(j -> law.sample(random)).toArray();
  }

  private static void compare(
      Trial trial,
      Tightest tightest,
      Problem problem,
      double[] x,
      double[] noise,
      double learningRate,
      Optimizer optimizer,
      StepBound bound) {
    double[] exact = problem.gradient(x);
    double[] gradient = Vectors.plus(exact, noise);
    double[] error = Vectors.minus(gradient, exact);
    double[] next = optimizer.step(optimizer.start(x), gradient).parameters();
    double squaredGradient = Vectors.dot(exact, exact);
    double squaredError = Vectors.dot(error, error);
    double before = problem.value(x);
    double after = problem.value(next);
    double scale =
        before
            + after
            + learningRate * (squaredGradient + squaredError)
            + Vectors.norm(problem.gradient(next)) * (Vectors.norm(x) + Vectors.norm(next));
    double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
    tightest.offer(
        Comparison.atMost(
            "F(x − ηg), " + problem,
            after,
            bound.of(before, squaredGradient, squaredError, learningRate),
            Tolerance.gamma(optimizer.depth(x.length) + 32L, unitRoundoff) * scale),
        "x = %s, e = %s, η = %s"
            .formatted(Arrays.toString(x), Arrays.toString(error), learningRate));
  }

  /**
   * Runs of mini-batch and PS-Clip SGD with η = 1/L under noise with and without a mean, or nearly
   * none, each run by itself.
   */
  static Finding path(Trial trial, PathBound bound) {
    int replicas = trial.scale() == Scale.DEEP ? 1000 : 20;
    int n = 4;
    long steps = 20;
    Tightest tightest = new Tightest();
    for (NoiseLaw law :
        List.of(new Cauchy(1), new ShiftedPareto(1.6, 1), new SymmetricPareto(1.1, 0x1p-20))) {
      for (Setting setting : settings(law)) {
        double learningRate = 1 / setting.problem().smoothness();
        Sgd sgd = new Sgd(learningRate, 0, 0, false, 0);
        for (var estimator : List.of(new Mean(), new PerSampleClip(2, 1.5))) {
          EnsembleSpec run =
              setting.run(
                  n,
                  estimator,
                  sgd,
                  steps,
                  new Observable.Average(ProblemQuantity.SQUARED_GRADIENT),
                  new Observable.Average(ProblemQuantity.SQUARED_ERROR));
          Finding missing =
              Runs.with(
                  trial,
                  run,
                  ensemble -> {
                    double[][] seen =
                        ensemble.run(trial.streams().within(run.toString()), 0, replicas);
                    for (double[] replica : seen) {
                      tightest.offer(
                          Comparison.atMost(
                              "(1/T) Σ‖∇F‖², " + setting.problem(),
                              replica[0],
                              bound.of(setting.gap(), learningRate, steps, replica[1]),
                              slack(trial, n, steps, replica)),
                          law + ", " + SpecJson.write(estimator));
                    }
                    return Finding.of(tightest.comparisons());
                  });
          if (missing.comparisons().isEmpty()) {
            return missing;
          }
        }
      }
    }
    return Finding.of(tightest.comparisons());
  }

  private static List<Setting> settings(NoiseLaw law) {
    return Stream.of(
            Setting.plane(law, 1.5),
            Setting.line(1, law, 1.5),
            new Setting(Quadratic.towards(0), List.of(2.0), law, List.of(1.0), 1.5))
        .toList();
  }

  private static double slack(Trial trial, int n, long steps, double[] replica) {
    double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
    return Tolerance.gamma(4 * (n + steps) + 64, unitRoundoff) * (1 + replica[0] + replica[1]);
  }

  /** (P1). */
  static final StepBound STEP = DescentBounds::gradientStep;

  /** Its sum along a path. */
  static final PathBound PATH = DescentBounds::average;
}
