package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.problem.Problem;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.theory.ClippedSgdBounds;

/** The steps and the runs of CLIP-18, on the pseudo-Huber function of the line. */
final class Clip18Steps {
  private Clip18Steps() {}

  static final double P = 1.5;
  private static final double[] POINTS = {-5, -1, -0.3, -0.1, 0, 0.02, 0.05, 0.1, 0.2, 0.3, 1, 5};

  static final String SHORT_STEPS = "the steps of long runs are below the resolution of float32";

  /** How the method is set up for a run. */
  @FunctionalInterface
  interface Method {
    OptimizerSpec of(ClippedSgdBounds run);

    /** Radius and learning rate by the length of the run. */
    Method CLAIMED = run -> scheduled(run, run.moment(), 1 / (3 * P - 2));

    /** Wrong: no clipping. */
    Method UNCLIPPED = run -> scheduled(run, Double.POSITIVE_INFINITY, 0);

    /** Wrong: this radius, however long the run. */
    static Method constantRadius(double radius) {
      return run -> scheduled(run, radius, 0);
    }

    /** Wrong for other exponents than 1/(3p−2). */
    static Method growing(double exponent) {
      return run -> scheduled(run, run.moment(), exponent);
    }

    private static OptimizerSpec scheduled(ClippedSgdBounds run, double radius, double exponent) {
      return new Scheduled(
          new ClippedSgd(1 / run.smoothness(), radius, 0),
          new Horizon(ClippedSgdBounds.learningRateExponent(run.p()), run.steps()),
          exponent == 0 ? new Constant() : new Horizon(exponent, run.steps()));
    }
  }

  static ClippedSgdBounds bounds(Setting setting, long steps) {
    return new ClippedSgdBounds(
        P, setting.moment(), setting.gap(), setting.problem().smoothness(), steps);
  }

  /** The skewed law, and those that bias a clip at t most and that it leaves most of. */
  private static Stream<CentredTwoPoint> laws(long steps) {
    double radius = 2 * StrictMath.pow((double) steps, ClippedSgdBounds.radiusExponent(P));
    return Stream.concat(
        Stream.of(Setting.skewed(P, 1)),
        Stream.of(0.08, 0.7, 1.0, 3.0, 30.0).map(factor -> Setting.rare(P, 1, factor * radius)));
  }

  /**
   * E F(x_{t+1}) given x_t, over both values of the noise, against what one step is claimed to
   * leave.
   */
  static Finding step(Trial trial, Method method, UnaryOperator<ClippedSgdBounds> claimed) {
    if (coarse(trial)) {
      return Finding.notApplicable(SHORT_STEPS);
    }
    Tightest tightest = new Tightest();
    for (long steps : new long[] {100, 10_000, 1_000_000, 100_000_000}) {
      for (CentredTwoPoint law : laws(steps).toList()) {
        Setting setting = Setting.line(1, law, P);
        ClippedSgdBounds bounds = bounds(setting, steps);
        Optional<TwoPointStep> step = TwoPointStep.of(trial, method.of(bounds));
        if (step.isEmpty()) {
          return missing(trial, method.of(bounds));
        }
        for (double x : POINTS) {
          tightest.offer(
              compare(step.get(), setting, bounds, claimed.apply(bounds), x), law + ", x = " + x);
        }
      }
    }
    return Finding.of(tightest.comparisons());
  }

  private static Comparison compare(
      TwoPointStep step,
      Setting setting,
      ClippedSgdBounds bounds,
      ClippedSgdBounds claimed,
      double x) {
    Problem problem = setting.problem();
    double[] point = {x};
    double u = problem.gradient(point)[0];
    CentredTwoPoint law = (CentredTwoPoint) setting.law();
    double expected = step.expectation(x, 1, u, law, next -> problem.value(new double[] {next}));
    double scale = problem.value(point) + Math.abs(x) + bounds.learningRate() * bounds.radius();
    return Comparison.atMost(
        "E F(x − η clip(g)), T = %.0e".formatted((double) bounds.steps()),
        expected,
        claimed.step(problem.value(point), u * u),
        step.roundoff() * scale);
  }

  /**
   * Where the expected step vanishes, ‖∇F‖² is at most what is claimed of the average of a long
   * run.
   */
  static Finding fixedPoint(Trial trial, Method method) {
    Setting setting = Setting.line(0, Setting.skewed(P, 1), P);
    List<Comparison> comparisons = new ArrayList<>();
    List<Double> lengths = List.of(1e3, 1e4, 1e5, 1e6, 1e8);
    for (double length : lengths) {
      ClippedSgdBounds bounds = bounds(setting, (long) length);
      Optional<TwoPointStep> step = TwoPointStep.of(trial, method.of(bounds));
      if (step.isEmpty()) {
        return missing(trial, method.of(bounds));
      }
      double u = fixedPoint(step.get(), (CentredTwoPoint) setting.law());
      double bound = bounds.inExpectation();
      comparisons.add(
          Comparison.atMost(
              "u*², T = %.0e".formatted(length),
              u * u,
              bound,
              (Tolerance.CLOSED_FORM + step.get().roundoff() / bounds.learningRate()) * bound));
    }
    return Finding.of(comparisons)
        .with(
            new Plot(
                "Where the expected step vanishes",
                "T",
                "‖∇F‖² there",
                true,
                false,
                List.of(
                    Series.of(
                        "exact",
                        Role.MEASURED,
                        lengths,
                        comparisons.stream().map(Comparison::measured).toList()),
                    Series.of(
                        "bound",
                        Role.BOUND,
                        lengths,
                        comparisons.stream().map(Comparison::predicted).toList()),
                    Series.of(
                        "radius 1",
                        Role.CONTROL,
                        lengths,
                        lengths.stream()
                            .map(_ -> Clip15Error.constantThreshold(setting, 1))
                            .toList()))));
  }

  /** The gradient u at which E(x′ − x) = 0; the step does not depend on x, which is taken as 0. */
  private static double fixedPoint(TwoPointStep step, CentredTwoPoint law) {
    return new BisectionSolver(Tolerance.UNIT_ROUNDOFF, Tolerance.UNIT_ROUNDOFF)
        .solve(200, u -> step.expectation(0, 1, u, law, next -> -next), -1, 1);
  }

  /** E (1/T) Σ‖∇F‖² of runs under the skewed law, against its bound. */
  static Finding runs(Trial trial, Method method, double factor, long... lengths) {
    return runs(trial, method, factor, Setting.skewed(P, 1), 0.3, lengths);
  }

  /** The same under the law that biases a clip at the longest run's radius most. */
  static Finding rareRuns(Trial trial, Method method, long... lengths) {
    double radius =
        2
            * StrictMath.pow(
                (double) lengths[lengths.length - 1], ClippedSgdBounds.radiusExponent(P));
    return runs(trial, method, 1, Setting.rare(P, 1, 3 * radius), 1, lengths);
  }

  private static Finding runs(
      Trial trial,
      Method method,
      double factor,
      CentredTwoPoint law,
      double start,
      long... lengths) {
    Setting setting = Setting.line(start, law, P);
    List<Runs.Point> points = new ArrayList<>();
    for (long steps : lengths) {
      ClippedSgdBounds bounds = bounds(setting, steps);
      points.add(
          Runs.Point.of(
              (double) steps,
              setting.run(
                  1,
                  new Mean(),
                  method.of(bounds),
                  steps,
                  new Observable.Average(ProblemQuantity.SQUARED_GRADIENT)),
              factor * bounds.inExpectation(),
              setting.most()));
    }
    return Runs.expectations(trial, "E (1/T) Σ‖∇F‖²", "T", points);
  }

  /** Lengths of runs, the longer ones only deep. */
  static long[] lengths(Trial trial) {
    return trial.scale() == Scale.DEEP
        ? new long[] {1_000, 10_000, 100_000}
        : new long[] {300, 1_000, 3_000};
  }

  /** Whether the steps of the longest runs drown in the rounding of the backend's format. */
  static boolean coarse(Trial trial) {
    return trial.backend().describe().precision() != Precision.FLOAT64;
  }

  static Finding missing(Trial trial, OptimizerSpec spec) {
    return Finding.notApplicable(
        "%s does not implement %s".formatted(trial.backend().name(), SpecJson.write(spec)));
  }
}
