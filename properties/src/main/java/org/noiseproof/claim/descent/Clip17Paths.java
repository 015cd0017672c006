package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
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
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.theory.MomentumBounds;

/**
 * Runs of the averaged-gradient method with errors chosen by hand: none, one wrong first gradient,
 * Cauchy noise, gradients turned round, errors of alternating and of lasting direction.
 */
final class Clip17Paths {
  private Clip17Paths() {}

  private static final List<Problem> PROBLEMS =
      List.of(
          new SeparableSaturating(3),
          new Saturating(2),
          new PseudoHuber(2),
          Quadratic.towards(0, 1));

  private static final int STEPS = 40;

  /** The right side of the claim, the arguments as in {@link MomentumBounds#average}. */
  @FunctionalInterface
  interface Bound {
    double of(
        double gap,
        double momentum,
        double learningRate,
        long steps,
        double initialError,
        double squaredError);
  }

  /** ε_t, given t and ∇F(x_t). */
  @FunctionalInterface
  private interface Errors {
    double[] at(int t, double[] gradient);
  }

  /** x_t, ∇F(x_t), ε_t for t &lt; T, and the m_t that moved x_t. */
  private record Path(
      Problem problem,
      Sgd spec,
      Optimizer optimizer,
      List<double[]> points,
      List<double[]> gradients,
      List<double[]> errors,
      List<double[]> averages) {

    static Path run(
        Problem problem, Sgd spec, Optimizer optimizer, double[] start, int steps, Errors errors) {
      Path path =
          new Path(
              problem,
              spec,
              optimizer,
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>());
      OptimizerState state = optimizer.start(start);
      for (int t = 0; t < steps; t++) {
        double[] x = state.parameters();
        double[] exact = problem.gradient(x);
        double[] estimate = Vectors.plus(exact, errors.at(t, exact));
        state = optimizer.step(state, estimate);
        path.points.add(x);
        path.gradients.add(exact);
        path.errors.add(Vectors.minus(estimate, exact));
        path.averages.add(
            Vectors.times(1 / spec.learningRate(), Vectors.minus(x, state.parameters())));
      }
      return path;
    }

    @Override
    public String toString() {
      return "μ = %s, η = %s on %s from %s"
          .formatted(
              spec.momentum(), spec.learningRate(), problem, Arrays.toString(points.getFirst()));
    }

    static double average(List<double[]> vectors) {
      return vectors.stream().mapToDouble(v -> Vectors.dot(v, v)).sum() / vectors.size();
    }

    /** γ of a run of this length. */
    double roundoff(Trial trial) {
      double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
      int d = points.getFirst().length;
      return Tolerance.gamma((optimizer.depth(d) + 16L) * points.size(), unitRoundoff);
    }

    /** How far x_t − x_{t+1}, divided by η, may be from m_t by rounding. */
    double blur(Trial trial, int t) {
      double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
      double size =
          Vectors.norm(points.get(t)) + spec.learningRate() * Vectors.norm(averages.get(t));
      int d = points.getFirst().length;
      return Tolerance.gamma(optimizer.depth(d) + 16L, unitRoundoff)
          * (size / spec.learningRate()
              + Vectors.norm(gradients.get(t))
              + Vectors.norm(errors.get(t)));
    }
  }

  /**
   * The average along the whole path.
   *
   * @param speed η in units of (1−μ)/(4L)
   */
  static Finding average(Trial trial, double speed, Bound bound) {
    return paths(
        trial,
        speed,
        path -> {
          double squaredGradient = Path.average(path.gradients);
          double squaredError = Path.average(path.errors);
          double[] first = path.errors.getFirst();
          double allowed =
              bound.of(
                  path.problem.gap(path.points.getFirst()),
                  path.spec.momentum(),
                  path.spec.learningRate(),
                  path.points.size(),
                  Vectors.dot(first, first),
                  squaredError);
          return List.of(
              Comparison.atMost(
                  "(1/T) Σ‖∇F‖²",
                  squaredGradient,
                  allowed,
                  path.roundoff(trial) * (squaredGradient + squaredError + allowed)));
        });
  }

  /** m_0 = g_0, and each later ‖m_t − ∇F(x_t)‖² against what the averaging allows. */
  static Finding averagedError(Trial trial) {
    return paths(
        trial,
        1,
        path -> {
          List<Comparison> comparisons = new ArrayList<>();
          double[] before = new double[path.points.getFirst().length];
          for (int t = 0; t < path.points.size(); t++) {
            double[] error = Vectors.minus(path.averages.get(t), path.gradients.get(t));
            double blur = path.blur(trial, t);
            if (t == 0) {
              double[] off = Vectors.minus(error, path.errors.getFirst());
              comparisons.add(Comparison.atMost("‖m₀ − g₀‖", Vectors.norm(off), 0, blur));
            } else {
              double[] drift = Vectors.minus(path.gradients.get(t - 1), path.gradients.get(t));
              double drifted = Math.pow(Vectors.norm(Vectors.plus(before, drift)), 2);
              double fresh = Vectors.dot(path.errors.get(t), path.errors.get(t));
              double earlier = path.blur(trial, t - 1);
              double size = Vectors.norm(before) + Vectors.norm(error) + Vectors.norm(drift);
              comparisons.add(
                  Comparison.atMost(
                      "‖m − ∇F‖²",
                      Vectors.dot(error, error),
                      MomentumBounds.averagedError(path.spec.momentum(), drifted, fresh),
                      4 * (blur + earlier) * (size + blur + earlier)));
            }
            before = error;
          }
          return comparisons;
        });
  }

  private static Finding paths(Trial trial, double speed, Function<Path, List<Comparison>> look) {
    int rounds = trial.scale() == Scale.DEEP ? 2000 : 60;
    Tightest tightest = new Tightest();
    for (int i = 0; i < rounds * PROBLEMS.size(); i++) {
      Problem problem = PROBLEMS.get(i % PROBLEMS.size());
      RandomStream random = trial.streams().replicate(i);
      double momentum = i % 5 == 0 ? 0 : 0.99 * random.nextUniform();
      double[] start =
          i % 7 == 0
              ? problem.minimizer()
              : Vectors.plus(problem.minimizer(), Vectors.gaussian(problem.dimension(), 1, random));
      Errors errors = errors(i / PROBLEMS.size() % 6, problem.dimension(), random);
      Optional<Path> path = path(trial, problem, momentum, speed, start, STEPS, errors);
      if (path.isEmpty()) {
        return Finding.notApplicable(
            trial.backend().name() + " does not implement " + SpecJson.write(sgd(problem, 0, 1)));
      }
      Path seen = path.get();
      look.apply(seen).forEach(c -> tightest.offer(c, seen));
    }
    path(trial, Quadratic.towards(0), 0.99, speed, new double[1], 400, onlyFirst(new double[] {1}))
        .ifPresent(
            path ->
                look.apply(path)
                    .forEach(
                        c ->
                            tightest.offer(
                                c.of(c.quantity() + ", one wrong first gradient"), path)));
    return Finding.of(tightest.comparisons());
  }

  private static Optional<Path> path(
      Trial trial,
      Problem problem,
      double momentum,
      double speed,
      double[] start,
      int steps,
      Errors errors) {
    Sgd spec = sgd(problem, momentum, speed);
    return trial
        .backend()
        .optimizer(spec)
        .map(optimizer -> Path.run(problem, spec, optimizer, start, steps, errors));
  }

  /** b = g on the first step, then μb + (1−μ)g. */
  static Sgd sgd(Problem problem, double momentum, double speed) {
    double largest = MomentumBounds.largestLearningRate(momentum, problem.smoothness());
    return new Sgd(speed * largest, momentum, momentum, false, 0);
  }

  private static Errors errors(int kind, int dimension, RandomStream random) {
    double[] direction =
        Vectors.gaussian(dimension, Math.scalb(1.0, random.nextInt(14) - 10), random);
    Cauchy cauchy = new Cauchy(Vectors.norm(direction));
    double turned = 3 * random.nextUniform();
    return switch (kind) {
      case 0 -> (t, gradient) -> new double[dimension];
      case 1 -> onlyFirst(direction);
      case 2 ->
          (t, gradient) -> {
            double[] noise = new double[dimension];
            Arrays.setAll(noise, j -> cauchy.sample(random));
            return noise;
          };
      case 3 -> (t, gradient) -> Vectors.times(-turned, gradient);
      case 4 -> (t, gradient) -> Vectors.times(t % 2 == 0 ? 1 : -1, direction);
      default -> (t, gradient) -> direction;
    };
  }

  private static Errors onlyFirst(double[] error) {
    return (t, gradient) -> t == 0 ? error : new double[error.length];
  }
}
