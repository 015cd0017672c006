package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.LogMagnitude;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DifferenceOfSquares;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sample;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.SaddleGrowth;

/**
 * SGD on the scalar two-layer net next to its saddle, k = 1 and σ = 4, in the coordinates s = u + w
 * and d = u − w.
 */
final class Sym15Saddle {
  private Sym15Saddle() {}

  static final SaddleGrowth GROWTH = new SaddleGrowth(1, 4);
  private static final Population LABELS = Populations.labels(1, 5, -3);

  /** Powers of two, so small that v = (s² − d²)/4 is nothing beside y. */
  private static final double[] SADDLE = {0x1p-100, 0x1p-110};

  /** Steps of the tree of all paths. */
  private static final int DEPTH = 5;

  /** Within a 64th of a threshold on either side the sign is not looked at. */
  private static final double ASIDE = 1 / 64.0;

  /** What is claimed of the mean of ln|s_T/s_0|/T, over the learning rate. */
  interface Exponent extends DoubleUnaryOperator {}

  /** The backend's SGD: θ = (s, d), whose learning rate is twice that of (u, w). */
  private record Steps(GradientEstimator mean, Optimizer optimizer, double unitRoundoff) {
    static Optional<Steps> at(Trial trial, double rate) {
      return trial
          .backend()
          .estimator(new Mean())
          .flatMap(
              mean ->
                  trial
                      .backend()
                      .optimizer(new Sgd(2 * rate, 0, 0, false, 0))
                      .map(
                          optimizer ->
                              new Steps(
                                  mean,
                                  optimizer,
                                  trial.backend().describe().precision().unitRoundoff())));
    }

    /** Σ over all paths of T steps of a function of s_T/s_0, divided by their number. */
    double average(int steps, DoubleUnaryOperator function) {
      return below(optimizer.start(SADDLE), steps, function);
    }

    private double below(OptimizerState state, int steps, DoubleUnaryOperator function) {
      if (steps == 0) {
        return function.applyAsDouble(state.parameters()[0] / SADDLE[0]);
      }
      double sum = 0;
      for (Sample z : LABELS.samples()) {
        double[] row = new DifferenceOfSquares().gradient(state.parameters(), z);
        sum +=
            below(optimizer.step(state, mean.estimate(Batch.of(1, 2, row))), steps - 1, function);
      }
      return sum / LABELS.size();
    }

    /** Relative error of s_T: what 1 + ηy loses by cancellation is at most a factor 1 + η|y|. */
    double roundoff(int steps, double rate) {
      long depth = steps * (8L + mean.depth(1, 2) + optimizer.depth(2));
      double cancelled =
          LABELS.samples().stream()
              .mapToDouble(z -> (1 + rate * Math.abs(z.y(0))) / Math.abs(1 + rate * z.y(0)))
              .max()
              .orElseThrow();
      return Tolerance.CLOSED_FORM + Tolerance.gamma(depth, unitRoundoff) * cancelled;
    }
  }

  /** The mean of ln|s_T/s_0| over every path of T steps, and that of s_T/s_0. */
  static Finding paths(Trial trial, Exponent exponent) {
    List<Comparison> comparisons = new ArrayList<>();
    for (double rate : new double[] {0.1, 0.12, 0.13, 0.15, 0.3, 0.5}) {
      Optional<Steps> steps = Steps.at(trial, rate);
      if (steps.isEmpty()) {
        return Finding.notApplicable(trial.backend().name() + " has no SGD of means");
      }
      double slack = DEPTH * steps.get().roundoff(DEPTH, rate);
      comparisons.add(
          Comparison.equal(
              "E ln|s₅/s₀| at η = " + rate,
              steps.get().average(DEPTH, x -> StrictMath.log(Math.abs(x))),
              DEPTH * exponent.applyAsDouble(rate),
              slack));
      double mean = StrictMath.pow(1 + rate * GROWTH.mean(), DEPTH);
      comparisons.add(
          Comparison.equal(
              "E s₅/s₀ at η = " + rate,
              steps.get().average(DEPTH, x -> x),
              mean,
              slack * StrictMath.pow(1 + rate * 5, DEPTH)));
    }
    return Finding.of(comparisons);
  }

  /** ln|s| grows below the first threshold and above the second, and falls between them. */
  static Finding signs(Trial trial, double first, double second) {
    List<Comparison> comparisons = new ArrayList<>();
    for (double threshold : new double[] {first, second}) {
      for (double side : new double[] {-1, 1}) {
        double rate = threshold * (1 + side * ASIDE);
        Optional<Steps> steps = Steps.at(trial, rate);
        if (steps.isEmpty()) {
          return Finding.notApplicable(trial.backend().name() + " has no SGD of means");
        }
        double growth = steps.get().average(1, x -> StrictMath.log(Math.abs(x)));
        double slack = steps.get().roundoff(1, rate);
        String name = "E ln|s₁/s₀| at η = %.6g".formatted(rate);
        boolean grows = (threshold == first) == (side < 0);
        comparisons.add(
            grows
                ? Comparison.atLeast(name, growth, 0, slack)
                : Comparison.atMost(name, growth, 0, slack));
      }
    }
    return Finding.of(comparisons);
  }

  /** ln|s_T/s_0|/T over replicas, from s_0 = 10⁻³⁰. */
  static Finding runs(Trial trial, Exponent exponent) {
    double[] rates =
        trial.scale().of(new double[] {0.13}, new double[] {0.13, 0.1, 0.12, 0.15, 0.5}, ALL);
    double effect = trial.scale().of(0.006, 0.002, 0.0005);
    int steps = 100;
    List<RateScan.Point> points = new ArrayList<>();
    for (double rate : rates) {
      EnsembleSpec spec = run(rate, steps, 0x1p-100, new Observable.Last(LOG_S));
      points.add(
          new RateScan.Point(
              rate,
              spec,
              row -> (row[0] - LOG_START) / steps,
              exponent.applyAsDouble(rate),
              rate < 0.4 ? 0.25 : 0.75,
              rate < 0.4 ? effect : 2 * effect));
    }
    return new RateScan("E ln|s₁₀₀/s₀|/100", points, panels()).decide(trial);
  }

  private static final double[] ALL = {0.13, 0.05, 0.1, 0.12, 0.15, 0.2, 0.3, 0.42, 0.46, 0.5};
  private static final LogMagnitude LOG_S = new LogMagnitude(PointQuantity.Linear.coordinate(0));
  private static final double LOG_START = -100 * StrictMath.log(2);

  private static EnsembleSpec run(
      double rate, int steps, double start, Observable.Last observable) {
    return EnsembleSpec.of(
        new SampledGradient(new DifferenceOfSquares(), LABELS),
        1,
        new Mean(),
        new Sgd(2 * rate, 0, 0, false, 0),
        new double[] {start, start / 1024},
        steps,
        observable);
  }

  /** From the middle of the landscape, s_0 = 1: |s_T| &gt; 2⁻⁸ is rare where it collapses. */
  static Finding collapse(Trial trial, double rate) {
    EnsembleSpec spec = run(rate, 800, 1, new Observable.Last(LOG_S));
    double small = StrictMath.log(0x1p-8);
    return new SampledMean(
            "P(|s₈₀₀| > 2⁻⁸) at η = " + rate, spec, row -> row[0] <= small ? 0 : 1, 0, 1)
        .isRare(trial, 0.01, 0.05);
  }

  /**
   * Around each threshold, the curves to be told apart. Between the figures the growth has a pole,
   * at η = 1/(σ − k) = 1/3.
   */
  private static List<RateScan.Panel> panels() {
    List<Double> first = IntStream.rangeClosed(1, 100).mapToObj(i -> i / 500.0).toList();
    List<Double> second = IntStream.rangeClosed(190, 260).mapToObj(i -> i / 500.0).toList();
    return List.of(
        panel(
            "Growth near the saddle around the first threshold, η = 0.133",
            first,
            RateScan.curve("diffusion", Role.CONTROL, first, GROWTH::diffusionExponent),
            RateScan.curve("modified loss", Role.CONTROL, first, GROWTH::modifiedExponent)),
        panel("Growth near the saddle around the second threshold, η = 0.438", second));
  }

  private static RateScan.Panel panel(String title, List<Double> rates, Series... controls) {
    List<Series> curves = new ArrayList<>();
    curves.add(RateScan.curve("½ ln|(1+ηk)² − η²σ²|", Role.PREDICTED, rates, GROWTH::exponent));
    curves.addAll(List.of(controls));
    curves.add(RateScan.curve("0", Role.BOUND, rates, rate -> 0));
    return new RateScan.Panel(title, rates.getFirst(), rates.getLast(), curves);
  }

  /** (η_cσ²/2k − 1)σ²/k² against 3 − 2κ₄, up to a multiple of k²/σ². */
  static Finding expansion(double coefficientOfSigns, double coefficientOfGaussians) {
    return Finding.of(
        DoubleStream.of(5, 10, 20, 40)
            .boxed()
            .flatMap(
                sigma -> {
                  SaddleGrowth growth = new SaddleGrowth(1, sigma);
                  double unit = growth.diffusionThreshold();
                  double square = sigma * sigma;
                  return Stream.of(
                      Comparison.equal(
                          "signs, σ = " + sigma,
                          (growth.threshold() / unit - 1) * square,
                          coefficientOfSigns,
                          REMAINDER / square),
                      Comparison.equal(
                          "Gaussian, σ = " + sigma,
                          (growth.gaussianThreshold() / unit - 1) * square,
                          coefficientOfGaussians,
                          REMAINDER / square));
                })
            .toList());
  }

  /** Of the next term, (k/σ)⁴: up to 1.05 was measured for signs, 13.3 for Gaussian noise. */
  private static final double REMAINDER = 16;
}
