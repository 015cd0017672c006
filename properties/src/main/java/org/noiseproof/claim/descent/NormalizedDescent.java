package org.noiseproof.claim.descent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.Batch;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.problem.Saturating;
import org.noiseproof.problem.SeparableSaturating;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.NormalizedSgdBounds;

/** (P2), the inequality of one normalised step: for every gradient, right or wrong. */
final class NormalizedDescent {
  private NormalizedDescent() {}

  private static final List<Problem> PROBLEMS =
      List.of(
          new Saturating(2),
          new SeparableSaturating(5),
          new PseudoHuber(1),
          new PseudoHuber(5),
          Quadratic.towards(0.5, -1));

  /** How the gradient g that a step is given may be wrong. */
  private enum Mistake {
    NONE,
    ZERO_GRADIENT,
    OPPOSITE,
    HALF_AS_MUCH_AGAIN,
    SMALL,
    HEAVY_TAILED
  }

  /** What is claimed of F after a step, in terms of F(x), ‖∇F(x)‖, ‖e‖ and η. */
  @FunctionalInterface
  interface Claimed {
    double of(double smoothness, double value, double gradient, double error, double step);

    /** (P2). */
    Claimed P2 = NormalizedSgdBounds::afterStep;
  }

  /** One step from random points with every kind of error. */
  static Finding step(Trial trial, EstimatorSpec direction, Claimed claimed) {
    int rounds = trial.scale() == Scale.DEEP ? 1_000 : 50;
    int cases = rounds * PROBLEMS.size() * Mistake.values().length;
    Tightest found = new Tightest();
    for (int i = 0; i < cases; i++) {
      Problem problem = PROBLEMS.get(i % PROBLEMS.size());
      Mistake kind = Mistake.values()[i / PROBLEMS.size() % Mistake.values().length];
      RandomStream random = trial.streams().replicate(i);
      double[] x = Vectors.gaussian(problem.dimension(), scale(random), random);
      double[] gradient = wrong(kind, problem.gradient(x), random);
      double step = scale(random) / problem.smoothness();
      Optional<double[]> next = next(trial, direction, x, gradient, step);
      if (next.isEmpty()) {
        return Finding.notApplicable(trial.backend().name() + " cannot take such steps");
      }
      found.offer(
          comparison(trial, problem, x, gradient, step, next.get(), claimed),
          "%s: x = %s, g = %s, η = %s"
              .formatted(problem, Arrays.toString(x), Arrays.toString(gradient), step));
    }
    return Finding.of(found.comparisons());
  }

  private static Comparison comparison(
      Trial trial,
      Problem problem,
      double[] x,
      double[] gradient,
      double step,
      double[] next,
      Claimed claimed) {
    double[] exact = problem.gradient(x);
    double norm = Vectors.norm(exact);
    double error = Vectors.distance(gradient, exact);
    double before = problem.value(x);
    double after = problem.value(next);
    double slope = norm + Vectors.norm(problem.gradient(next)) + error;
    double gauge =
        before + after + slope * (step + Vectors.norm(x)) + problem.smoothness() * step * step;
    double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
    return Comparison.atMost(
        "F after a step",
        after,
        claimed.of(problem.smoothness(), before, norm, error, step),
        Tolerance.gamma(64, unitRoundoff) * gauge);
  }

  private static Optional<double[]> next(
      Trial trial, EstimatorSpec direction, double[] x, double[] gradient, double step) {
    OptimizerSpec sgd = new Sgd(step, 0, 0, false, 0);
    return trial
        .backend()
        .estimator(direction)
        .flatMap(
            estimator ->
                trial
                    .backend()
                    .optimizer(sgd)
                    .map(
                        optimizer -> {
                          double[] estimate = estimator.estimate(Batch.of(1, x.length, gradient));
                          return optimizer.step(optimizer.start(x), estimate).parameters();
                        }));
  }

  private static double[] wrong(Mistake kind, double[] gradient, RandomStream random) {
    return switch (kind) {
      case NONE -> gradient;
      case ZERO_GRADIENT -> new double[gradient.length];
      case OPPOSITE -> Vectors.times(-random.nextUniform(), gradient);
      case HALF_AS_MUCH_AGAIN -> Vectors.times(-0.5, gradient);
      case SMALL ->
          Vectors.plus(
              gradient,
              Vectors.gaussian(
                  gradient.length, Vectors.norm(gradient) * random.nextUniform(), random));
      case HEAVY_TAILED -> {
        double[] error = new double[gradient.length];
        Cauchy law = new Cauchy(1);
        Arrays.setAll(error, j -> law.sample(random));
        yield Vectors.plus(gradient, error);
      }
    };
  }

  /** From 2⁻⁸ to 2². */
  private static double scale(RandomStream random) {
    return Math.scalb(1.0, random.nextInt(11) - 8);
  }
}
