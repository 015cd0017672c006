package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
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
import org.noiseproof.problem.SeparableSaturating;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.NormalizedMomentumBounds.Schedule;

/**
 * Runs with a normalised momentum under noise without a mean, or with hardly any, each beside what
 * its own noise allows it.
 */
final class MomentumPaths {
  private MomentumPaths() {}

  private static final int STEPS = 60;
  private static final List<Problem> PROBLEMS =
      List.of(new SeparableSaturating(3), new PseudoHuber(1), Quadratic.towards(0.5, -1));

  /** How gradients become steps. */
  interface Method {
    EstimatorSpec estimator();

    OptimizerSpec optimizer(Schedule schedule);
  }

  /**
   * What is claimed of (1/T) Σ‖∇F‖.
   *
   * @see #of
   */
  @FunctionalInterface
  interface Claimed {
    /**
     * The claimed bound.
     *
     * @param gap Δ
     * @param first ‖∇F(x_0)‖
     * @param noise the average norm of the moving average of the estimates' errors
     */
    double of(
        Problem problem, double gap, double first, Schedule schedule, int steps, double noise);
  }

  /** Random runs; the moving average of the errors starts at the first error, or at 0. */
  static Finding of(Trial trial, Method method, boolean warmStart, Claimed claimed) {
    int runs = trial.scale() == Scale.DEEP ? 2_000 : 60;
    double[] momenta = {0, 0.5, 0.9, 0.98};
    List<Comparison> all = new ArrayList<>();
    Tightest found = new Tightest();
    for (int i = 0; i < runs; i++) {
      Problem problem = PROBLEMS.get(i % PROBLEMS.size());
      RandomStream random = trial.streams().replicate(i);
      double open = 1 - momenta[i / PROBLEMS.size() % momenta.length];
      Schedule schedule = new Schedule(open, Math.scalb(1.0, -random.nextInt(8)));
      double noise = i % 5 == 0 ? 0 : Math.scalb(1.0, random.nextInt(14) - 10);
      var estimator = trial.backend().estimator(method.estimator());
      var optimizer = trial.backend().optimizer(method.optimizer(schedule));
      if (estimator.isEmpty() || optimizer.isEmpty()) {
        return Finding.notApplicable(trial.backend().name() + " cannot take such steps");
      }
      Path path = new Path(problem, estimator.get(), optimizer.get(), schedule, warmStart);
      found.offer(
          path.comparison(trial, noise, random, claimed),
          "run %d on %s, η = %s, β = %s".formatted(i, problem, schedule.step(), 1 - open));
    }
    all.addAll(found.comparisons());
    return Finding.of(all);
  }

  private record Path(
      Problem problem,
      GradientEstimator estimator,
      Optimizer optimizer,
      Schedule schedule,
      boolean warmStart) {

    Comparison comparison(Trial trial, double scale, RandomStream random, Claimed claimed) {
      int d = problem.dimension();
      Cauchy law = new Cauchy(1);
      double[] x = new double[d];
      Arrays.setAll(x, j -> random.nextNormal());
      OptimizerState state = optimizer.start(x);
      double[] average = new double[d];
      double gap = problem.gap(x);
      double first = Vectors.norm(problem.gradient(x));
      double gradients = 0;
      double errors = 0;
      double largest = 0;
      for (int t = 0; t < STEPS; t++) {
        double[] exact = problem.gradient(state.parameters());
        double[] sample = new double[d];
        Arrays.setAll(sample, j -> exact[j] + scale * law.sample(random));
        double[] estimate = estimator.estimate(Batch.of(1, d, sample));
        double[] error = Vectors.minus(estimate, exact);
        double share = t == 0 && warmStart ? 1 : schedule.open();
        average = Vectors.plus(Vectors.times(1 - share, average), Vectors.times(share, error));
        gradients += Vectors.norm(exact);
        errors += Vectors.norm(average);
        largest = Math.max(largest, Vectors.norm(estimate) + Vectors.norm(exact));
        state = optimizer.step(state, estimate);
      }
      double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
      double gauge = (gap + 1) / schedule.step() + largest;
      return Comparison.atMost(
          "(1/T) Σ‖∇F‖",
          gradients / STEPS,
          claimed.of(problem, gap, first, schedule, STEPS, errors / STEPS),
          Tolerance.gamma(STEPS * (optimizer.depth(d) + 16L), unitRoundoff) * gauge);
    }
  }
}
