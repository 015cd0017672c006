package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.ensemble.Box;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Power;
import org.noiseproof.theory.StronglyConvexBounds;

/** The steps and the runs of CLIP-20: Q with its minimum at 0.3, on [−1, 1]; μ = 1. */
final class Clip20Steps {
  private Clip20Steps() {}

  private static final double P = 1.5;
  private static final double TARGET = 0.3;
  private static final Box DOMAIN = new Box(-1, 1);
  private static final double LARGEST_GRADIENT = 1 + TARGET;
  private static final double[] POINTS = {
    -1, -0.5, 0, 0.25, 0.29, 0.3, 0.301, 0.304, 0.31, 0.35, 0.7, 1
  };

  /** How the method is set up for samples with a moment G. */
  @FunctionalInterface
  interface Method {
    OptimizerSpec of(double moment);

    /** η_k = 2/(k+1), t_k = G k^{1/p}. */
    Method CLAIMED = moment -> scheduled(2, moment, new Power(1 / P, 0));

    /** Wrong: 1/(k+1). */
    Method SHORT_STEPS = moment -> scheduled(1, moment, new Power(1 / P, 0));

    /** Wrong: this threshold at every step. */
    static Method constantThreshold(double threshold) {
      return moment -> scheduled(2, threshold, new Constant());
    }

    /** Wrong for exponents other than 1/p. */
    static Method growing(double exponent) {
      return moment -> scheduled(2, moment, new Power(exponent, 0));
    }

    private static OptimizerSpec scheduled(double rate, double threshold, ScheduleSpec growth) {
      return new Scheduled(new ClippedSgd(rate, threshold, 0), new Power(-1, 1), growth);
    }
  }

  private static Setting setting(CentredTwoPoint law) {
    return new Setting(Quadratic.towards(TARGET), List.of(-1.0), law, List.of(1.0), P);
  }

  private static StronglyConvexBounds bounds(CentredTwoPoint law) {
    return new StronglyConvexBounds(P, setting(law).moment(LARGEST_GRADIENT), 1);
  }

  /** The skewed law, and hits near G k^{1/p}, beyond it, and beyond G k^{1/5}. */
  private static Stream<CentredTwoPoint> laws(long k) {
    LongToDoubleFunction threshold = step -> 2.3 * StrictMath.pow((double) step, 1 / P);
    return Stream.concat(
        Stream.of(Setting.skewed(P, 1)),
        Stream.of(
                threshold.applyAsDouble(k),
                3 * threshold.applyAsDouble(k),
                6 * StrictMath.pow((double) k, 0.2))
            .map(height -> Setting.rare(P, 1, Math.max(2, height))));
  }

  /**
   * E‖x_{k+1} − x*‖² given x_k, over both values of the noise and after the projection, against
   * what step k is claimed to leave.
   */
  static Finding step(Trial trial, Method method, double factor) {
    if (Clip18Steps.coarse(trial)) {
      return Finding.notApplicable(Clip18Steps.SHORT_STEPS);
    }
    Tightest tightest = new Tightest();
    for (long k : new long[] {1, 2, 10, 1_000, 1_000_000, 1_000_000_000}) {
      for (CentredTwoPoint law : laws(k).toList()) {
        StronglyConvexBounds bounds = bounds(law);
        OptimizerSpec spec = method.of(bounds.moment());
        Optional<TwoPointStep> step = TwoPointStep.of(trial, spec);
        if (step.isEmpty()) {
          return Clip18Steps.missing(trial, spec);
        }
        for (double x : POINTS) {
          double expected =
              step.get()
                  .expectation(
                      x, k, x - TARGET, law, next -> square(DOMAIN.nearest(next) - TARGET));
          double allowed = bounds.step(square(x - TARGET), k);
          tightest.offer(
              Comparison.atMost(
                  "E‖x − x*‖² after step %.0e".formatted((double) k),
                  expected,
                  factor * (allowed - carried(x, k)) + carried(x, k),
                  step.get().roundoff() * (Math.abs(x - TARGET) + expected)),
              law + ", x = " + x);
        }
      }
    }
    return Finding.of(tightest.comparisons());
  }

  /** (1 − 2/(k+1)) ‖x − x*‖², the part of the bound that is no constant's. */
  private static double carried(double x, long k) {
    return (1 - 2 / (k + 1.0)) * square(x - TARGET);
  }

  private static double square(double x) {
    return x * x;
  }

  /** E‖x_{K+1} − x*‖² of runs from the far end under the skewed law, against its bound. */
  static Finding runs(Trial trial, Method method, double factor, long... lengths) {
    return runs(trial, method, factor, Setting.skewed(P, 1), lengths);
  }

  /** The same under about one hit a run, q = 1/K for the longest. */
  static Finding rareRuns(Trial trial, Method method, long... lengths) {
    double height = StrictMath.pow((double) lengths[lengths.length - 1], 1 / P);
    return runs(trial, method, 1, Setting.rare(P, 1, height), lengths);
  }

  private static Finding runs(
      Trial trial, Method method, double factor, CentredTwoPoint law, long... lengths) {
    Setting setting = setting(law);
    StronglyConvexBounds bounds = bounds(law);
    List<Runs.Point> points = new ArrayList<>();
    for (long steps : lengths) {
      double bound = bounds.squaredDistance(steps);
      points.add(
          Runs.Point.of(
              (double) steps,
              setting
                  .run(
                      1,
                      new Mean(),
                      method.of(bounds.moment()),
                      steps,
                      new Observable.Last(ProblemQuantity.SQUARED_DISTANCE))
                  .within(DOMAIN),
              factor * bound,
              square(LARGEST_GRADIENT)));
    }
    return Runs.expectations(trial, "E‖x − x*‖²", "K", points);
  }

  /** Lengths of runs, the longest only deep. */
  static long[] lengths(Trial trial) {
    return trial.scale() == Scale.DEEP
        ? new long[] {100, 1_000, 10_000}
        : new long[] {100, 300, 1_000};
  }
}
