package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.theory.DepthOneLaw;
import org.noiseproof.theory.DiagonalNetLaw;
import org.noiseproof.theory.Grid;
import org.noiseproof.theory.GridLaw;
import org.noiseproof.theory.ScalarNetChain;
import org.noiseproof.theory.TransferMatrix;

/** Stationary laws of v under SGD with labels y = 1 ± σ at x = 1: chains, diffusions, runs. */
final class Sym14Laws {
  private Sym14Laws() {}

  private static final int CELLS = 2000;

  /** For small steps: what the splitting adds to their variance goes with the square of a cell. */
  private static final int FINE = 8000;

  private static final double VARIANCE = 16;
  private static final Population NOISY = labels(VARIANCE);

  /** What ησ² stays as η → 0. */
  private static final double FIXED = 0.8;

  /** Three learning rates extrapolated; 0.0001 was measured for either moment. */
  private static final double EXTRAPOLATED = 0.0005;

  /** Likewise of (1 − E u)/η, where 0.0013 was measured on this grid. */
  private static final double EXTRAPOLATED_DEEP = 0.002;

  private static Population labels(double variance) {
    double sigma = Math.sqrt(variance);
    return Populations.labels(1, 1 + sigma, 1 - sigma);
  }

  private static GridLaw chain(double variance, double rate, int cells) {
    return ScalarNetChain.of(labels(variance), 1, Sampling.WITH_REPLACEMENT, rate)
        .stationary(cells);
  }

  /** A law of v at a learning rate, by its distribution function. */
  interface Law {
    DoubleUnaryOperator at(double rate);

    /** Of the chain. */
    Law CHAIN = rate -> chain(VARIANCE, rate, CELLS)::cdf;

    /** Of the diffusion. */
    Law DIFFUSION = rate -> new DepthOneLaw(1, VARIANCE, rate).law()::cumulativeProbability;
  }

  /** The whole law of v = uw after many steps from (u, w) = (1.5, 0.3). */
  static Finding law(Trial trial, double rate, Law claimed, double whenShort) {
    long steps = trial.scale().of(rate < 0.1 ? 400L : 600L, 2000L, 2000L);
    EnsembleSpec spec =
        EnsembleSpec.of(
            new SampledGradient(DeepLinear.of(1, 1, 1), NOISY),
            1,
            new Mean(),
            new Sgd(rate, 0, 0, false, 0),
            new double[] {0.3, 1.5},
            steps,
            new Observable.Last(new PointQuantity.Quadratic(QuadraticForm.product(0, 1))));
    return trial
        .backend()
        .ensemble(spec)
        .map(ensemble -> decide(trial, ensemble, rate, claimed, whenShort))
        .orElseGet(() -> Finding.notApplicable(trial.backend().name() + " does not run " + spec));
  }

  private static Finding decide(
      Trial trial, Ensemble ensemble, double rate, Law claimed, double whenShort) {
    List<double[]> seen = new ArrayList<>();
    Decision decision =
        SequentialTest.decide(
            new Hypothesis.LawEquals(claimed.at(rate), trial.scale().of(whenShort, 0.03, 0.01)),
            (first, count) -> {
              double[] v =
                  Arrays.stream(ensemble.run(trial.streams(), first, count))
                      .mapToDouble(row -> Double.isNaN(row[0]) ? Double.POSITIVE_INFINITY : row[0])
                      .toArray();
              seen.add(v);
              return v;
            },
            trial.budget(),
            1 << 20);
    double[] sorted = seen.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    return Finding.of("distance of laws at η = " + rate, decision).with(laws(rate, sorted));
  }

  private static Plot laws(double rate, double[] sorted) {
    List<Double> v = IntStream.rangeClosed(1, 100).mapToObj(i -> i / 25.0).toList();
    List<Double> ranks = IntStream.range(1, 50).mapToObj(i -> i / 50.0).toList();
    return new Plot(
        "The law of v at η = " + rate,
        "v",
        "P(V ≤ v)",
        false,
        false,
        List.of(
            RateScan.curve("chain", Role.PREDICTED, v, Law.CHAIN.at(rate)),
            RateScan.curve("diffusion", Role.CONTROL, v, Law.DIFFUSION.at(rate)),
            Series.of(
                "runs",
                Role.MEASURED,
                ranks.stream().map(p -> sorted[(int) (p * sorted.length)]).toList(),
                ranks)));
  }

  /** The chain of a net of that many layers; without a hidden one, w′ = w − η(w − y). */
  private static double variance(int layers, double rate) {
    return layers == 1
        ? TransferMatrix.of(
                NOISY.samples().stream()
                    .<DoubleUnaryOperator>map(z -> w -> w - rate * (w - z.y(0)))
                    .toList(),
                Grid.linear(-3, 5, CELLS))
            .stationary()
            .variance()
        : chain(VARIANCE, rate, CELLS).variance();
  }

  /** Var v rises to the middle of the learning rates that learn, then falls. */
  static Finding inversion(int layers) {
    double[] rates = {0.0125, 0.025, 0.05, 0.075, 0.1};
    double[] seen = Arrays.stream(rates).map(rate -> variance(layers, rate)).toArray();
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 1; i < rates.length; i++) {
      String name = "Var v at η = %s beside η = %s".formatted(rates[i], rates[i - 1]);
      comparisons.add(
          i < rates.length - 1
              ? Comparison.atLeast(name, seen[i], seen[i - 1], 0)
              : Comparison.atMost(name, seen[i], seen[i - 1], 0));
    }
    List<Double> all = IntStream.rangeClosed(2, 22).mapToObj(i -> i / 200.0).toList();
    return Finding.of(comparisons)
        .with(
            new Plot(
                "The variance of v",
                "η",
                "Var v",
                false,
                false,
                List.of(
                    Series.of(
                        layers == 1 ? "without a hidden layer, chain" : "chain",
                        Role.MEASURED,
                        Arrays.stream(rates).boxed().toList(),
                        Arrays.stream(seen).boxed().toList()),
                    RateScan.curve(
                        "diffusion",
                        Role.PREDICTED,
                        all,
                        rate -> new DepthOneLaw(1, VARIANCE, rate).variance()),
                    RateScan.curve(
                        "without a hidden layer",
                        Role.CONTROL,
                        all,
                        rate -> DepthOneLaw.withoutHiddenLayer(VARIANCE, rate)))));
  }

  /** How a moment at several learning rates is made one number, and what it may be off by. */
  enum At {
    /** Of 0.04, 0.02 and 0.01, extrapolated to η = 0. */
    LIMIT,
    /** Of 0.04 itself. */
    FINITE
  }

  private static double value(At at, double rate, DoubleUnaryOperator moment) {
    return switch (at) {
      case FINITE -> moment.applyAsDouble(rate);
      case LIMIT ->
          (8 * moment.applyAsDouble(rate / 4)
                  - 6 * moment.applyAsDouble(rate / 2)
                  + moment.applyAsDouble(rate))
              / 3;
    };
  }

  /** E v and Var v of the chain with ησ² = 0.8 beside the Gamma law. */
  static Finding moments(At at) {
    DepthOneLaw gamma = new DepthOneLaw(1, FIXED, 1);
    Map<Double, GridLaw> laws = new HashMap<>();
    DoubleFunction<GridLaw> law =
        rate -> laws.computeIfAbsent(rate, r -> chain(FIXED / r, r, FINE));
    return Finding.of(
        List.of(
            Comparison.equal(
                "E v", value(at, 0.04, rate -> law.apply(rate).mean()), gamma.mean(), EXTRAPOLATED),
            Comparison.equal(
                "Var v",
                value(at, 0.04, rate -> law.apply(rate).variance()),
                gamma.variance(),
                EXTRAPOLATED)));
  }

  /** (1 − E u)/η of three layers with labels 0 and 2, u = v^{1/3}, beside that of the diffusion. */
  static Finding deep(At at) {
    double limit =
        value(
            At.LIMIT,
            0.08,
            rate ->
                DiagonalNetLaw.of(labels(1), 3, rate)
                    .on(Grid.logarithmic(0.008, 8, CELLS))
                    .expectation(v -> (1 - Math.cbrt(v)) / rate));
    double predicted =
        at == At.LIMIT
            ? 0.5
            : DiagonalNetLaw.of(labels(1), 3, 0.08)
                .on(Grid.logarithmic(0.008, 8, CELLS))
                .expectation(v -> (1 - Math.cbrt(v)) / 0.08);
    return Finding.of(
        List.of(
            Comparison.equal("(1 − E u)/η, diffusion", limit, 0.5, EXTRAPOLATED_DEEP),
            Comparison.equal(
                "(1 − E u)/η, chain",
                value(at, 0.08, rate -> (1 - deepMean(rate)) / rate),
                predicted,
                EXTRAPOLATED_DEEP)));
  }

  /** E u of the balanced chain u′ = u − η(u³ − y)u². */
  private static double deepMean(double rate) {
    List<DoubleUnaryOperator> maps =
        Stream.of(0, 2)
            .<DoubleUnaryOperator>map(y -> u -> u - rate * (u * u * u - y) * u * u)
            .toList();
    return TransferMatrix.of(maps, Grid.logarithmic(0.2, Math.cbrt(2), CELLS)).stationary().mean();
  }

  /** E u of a backend's three balanced layers. */
  static Finding deepRuns(Trial trial, boolean shifted) {
    double rate = 0.08;
    EnsembleSpec spec =
        EnsembleSpec.of(
            new SampledGradient(new DiagonalLinear(3, 1), labels(1)),
            1,
            new Mean(),
            new Sgd(rate, 0, 0, false, 0),
            new double[] {1, 1, 1},
            100,
            new Observable.Last(PointQuantity.Linear.coordinate(0)));
    return RateScan.drawn(
            "The mean of three balanced layers",
            "E u of three layers",
            List.of(
                new RateScan.Point(
                    rate,
                    spec,
                    row -> row[0],
                    shifted ? deepMean(rate) : 1,
                    1,
                    trial.scale().of(0.02, 0.004, 0.002))),
            List.of(
                Series.of(
                    "diffusion", Role.CONTROL, List.of(0.0, rate), List.of(1.0, 1 - rate / 2))))
        .decide(trial);
  }
}
