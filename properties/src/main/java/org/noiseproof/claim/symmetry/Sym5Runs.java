package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DifferenceOfSquares;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.GridLaw;
import org.noiseproof.theory.ScalarNetChain;

/** How fast the charge of the scalar two-layer net falls off: the chain, and a backend's runs. */
final class Sym5Runs {
  private Sym5Runs() {}

  static final Population LABELS = Populations.labels(1, 0, 2);
  private static final int CELLS = 1500;

  /** |r/η² − limit| of three learning rates extrapolated: up to 0.0014 was measured. */
  private static final double EXTRAPOLATED = 0.002;

  /** How batches are drawn. */
  record Draws(Population population, int samples, Sampling sampling) {
    ScalarNetChain chain(double rate) {
      return ScalarNetChain.of(population, samples, sampling, rate);
    }

    SampledGradient gradients(boolean rotated) {
      return new SampledGradient(
          rotated ? new DifferenceOfSquares() : DeepLinear.of(1, 1, 1), population, sampling);
    }
  }

  static final Draws ONE_LABEL = new Draws(LABELS, 1, Sampling.WITH_REPLACEMENT);
  static final Draws ALL_LABELS = new Draws(LABELS, 2, Sampling.WITHOUT_REPLACEMENT);
  static final Draws ONE = new Draws(Sym5Steps.FOUR, 1, Sampling.WITH_REPLACEMENT);
  static final Draws PAIR = new Draws(Sym5Steps.FOUR, 2, Sampling.WITHOUT_REPLACEMENT);
  static final Draws TRIPLE = new Draws(Sym5Steps.FOUR, 3, Sampling.WITHOUT_REPLACEMENT);
  static final Draws TWO_DRAWS = new Draws(Sym5Steps.FOUR, 2, Sampling.WITH_REPLACEMENT);

  /** r/η² of draws at a learning rate, as somebody has it. */
  interface Rate {
    double of(Draws draws, double rate);

    /** Of the chain. */
    Rate CHAIN =
        (draws, rate) -> {
          ScalarNetChain chain = draws.chain(rate);
          return chain.balanceRate(chain.stationary(CELLS)) / (rate * rate);
        };

    /** As η → 0, and of the stochastic differential equation: κ Var x(v*x − y). */
    Rate LEADING = (draws, rate) -> draws.chain(rate).leadingRate() / (rate * rate);
  }

  /** −ln|C_T/C_b|/(η²(T − b)) over replicas, b steps after a start close to balance. */
  static Finding rates(Trial trial, Draws drawn, Rate claimed, Draws of) {
    double[] rates = trial.scale().of(new double[] {0.1}, LADDER, LADDER);
    double effect = trial.scale().of(0.02, 0.005, 0.001);
    List<RateScan.Point> points = new ArrayList<>();
    for (double rate : rates) {
      long burnIn = Math.round(trial.scale().of(10.0, 20.0, 20.0) / rate);
      long steps = burnIn + Math.round(trial.scale().of(20.0, 60.0, 60.0) / rate);
      double s = 2 * Math.sqrt(drawn.chain(rate).optimum());
      EnsembleSpec spec =
          EnsembleSpec.of(
              drawn.gradients(true),
              drawn.samples(),
              new Mean(),
              new Sgd(2 * rate, 0, 0, false, 0),
              new double[] {s, s / 1024},
              steps,
              new Observable.At(LOG_CHARGE, burnIn),
              new Observable.Last(LOG_CHARGE));
      double square = rate * rate * (steps - burnIn);
      points.add(
          new RateScan.Point(
              rate, spec, row -> (row[0] - row[1]) / square, claimed.of(of, rate), 0.4, effect));
    }
    return RateScan.drawn("r/η², " + name(drawn), "r/η²", points, curves(of)).decide(trial);
  }

  private static final double[] LADDER = {0.1, 0.05, 0.025};
  private static final PointQuantity LOG_CHARGE =
      new PointQuantity.LogMagnitude(new PointQuantity.Quadratic(QuadraticForm.product(0, 1)));

  private static List<Series> curves(Draws of) {
    List<Double> rates = IntStream.rangeClosed(1, 11).mapToObj(i -> i / 100.0).toList();
    double limit = Rate.LEADING.of(of, 0.1);
    return List.of(
        RateScan.curve("chain", Role.PREDICTED, rates, rate -> Rate.CHAIN.of(of, rate)),
        RateScan.curve("leading order", Role.CONTROL, rates, rate -> limit),
        Series.of("chain, extrapolated", Role.PREDICTED, List.of(0.0), List.of(extrapolated(of))));
  }

  /** From 0.1, 0.05 and 0.025. */
  private static double extrapolated(Draws of) {
    return (8 * Rate.CHAIN.of(of, 0.025) - 6 * Rate.CHAIN.of(of, 0.05) + Rate.CHAIN.of(of, 0.1))
        / 3;
  }

  /** The chain by itself: what its stationary law satisfies, and where its rate goes. */
  static Finding chain(DoubleUnaryOperator kappa) {
    List<Comparison> comparisons = new ArrayList<>();
    for (Draws draws : List.of(ONE_LABEL, ONE, PAIR, TRIPLE, TWO_DRAWS)) {
      for (double rate : LADDER) {
        ScalarNetChain chain = draws.chain(rate);
        GridLaw law = chain.stationary(CELLS);
        comparisons.add(
            Comparison.equal(
                "E ln|1 − ηh|, %s, η = %s".formatted(name(draws), rate),
                chain.neutrality(law),
                0,
                Tolerance.CLOSED_FORM));
      }
      double one = draws.population().equals(LABELS) ? 1 : 0.875;
      double factor =
          draws.sampling() == Sampling.WITH_REPLACEMENT
              ? 1.0 / draws.samples()
              : kappa.applyAsDouble(draws.samples());
      comparisons.add(
          Comparison.equal(
              "r/η² extrapolated, " + name(draws),
              extrapolated(draws),
              factor * one,
              EXTRAPOLATED));
    }
    return Finding.of(comparisons);
  }

  private static String name(Draws draws) {
    return "%d of %d %s replacement"
        .formatted(
            draws.samples(),
            draws.population().size(),
            draws.sampling() == Sampling.WITH_REPLACEMENT ? "with" : "without");
  }

  /** From two initialisations: |C| above e^{−rT/2} of what it was, T = 800, is rare. */
  static Finding forgotten(Trial trial, Draws draws) {
    double rate = 0.1;
    long steps = 800;
    double shrunk = -Rate.CHAIN.of(ONE_LABEL, rate) * rate * rate * steps / 2;
    EnsembleSpec spec =
        EnsembleSpec.of(
            draws.gradients(true),
            draws.samples(),
            new Mean(),
            new Sgd(2 * rate, 0, 0, false, 0),
            new double[] {3.1, 2.9},
            steps,
            new Observable.At(LOG_CHARGE, 0),
            new Observable.Last(LOG_CHARGE));
    return new SampledMean(
            "P(|C₈₀₀| > e^{−400r}|C₀|)", spec, row -> row[1] - row[0] <= shrunk ? 0 : 1, 0, 1)
        .isRare(trial, 0.01, 0.05);
  }

  /** What gradient descent has left of C after 1000 steps from three initialisations. */
  static Finding kept(Trial trial, boolean remembers) {
    Sgd sgd = new Sgd(0.05, 0, 0, false, 0);
    return Applicable.on(trial, sgd, () -> kept(trial, sgd, remembers));
  }

  private static Finding kept(Trial trial, Sgd sgd, boolean remembers) {
    int steps = 1000;
    List<Comparison> comparisons = new ArrayList<>();
    double roundoff =
        Tolerance.gamma(64L * steps, trial.backend().describe().precision().unitRoundoff());
    for (double[] start : List.of(new double[] {3, 0.1}, new double[] {1, 0.3}, FLIPPED)) {
      double[] theta = {start[1], start[0]};
      SgdPath path =
          new SgdPath(
              trial.backend(),
              ALL_LABELS.gradients(false),
              2,
              sgd,
              theta,
              trial.streams().replicate(0));
      path.steps(steps);
      double[] end = path.point();
      double size = end[0] * end[0] + end[1] * end[1];
      comparisons.add(
          Comparison.equal(
              "C from (u, w) = (%s, %s)".formatted(start[0], start[1]),
              (end[1] - end[0]) * (end[1] + end[0]),
              remembers ? product(start[0], start[1], sgd.learningRate(), steps) : 0,
              roundoff * size));
    }
    return Finding.of(comparisons).with(courses(trial, sgd));
  }

  private static final double[] FLIPPED = {0.1, 3};

  /** C along one run from each initialisation, of gradient descent and of SGD. */
  private static Plot courses(Trial trial, Sgd sgd) {
    List<Series> series = new ArrayList<>();
    for (double[] start : List.of(new double[] {3, 0.1}, new double[] {1, 0.3}, FLIPPED)) {
      String from = " from (%s, %s)".formatted(start[0], start[1]);
      series.add(course(trial, ALL_LABELS, sgd, start, "gradient descent" + from, Role.CONTROL));
      series.add(course(trial, ONE_LABEL, sgd, start, "SGD" + from, Role.MEASURED));
    }
    return new Plot("Charges from three initialisations", "t", "C", false, false, series);
  }

  private static Series course(
      Trial trial, Draws draws, Sgd sgd, double[] start, String name, Role role) {
    SgdPath path =
        new SgdPath(
            trial.backend(),
            draws.gradients(false),
            draws.samples(),
            sgd,
            new double[] {start[1], start[0]},
            trial.streams().replicate(1));
    List<Double> times = new ArrayList<>();
    List<Double> charges = new ArrayList<>();
    for (int t = 0; t <= 1000; t += 20) {
      double[] theta = path.point();
      times.add((double) t);
      charges.add((theta[1] - theta[0]) * (theta[1] + theta[0]));
      path.steps(20);
    }
    return Series.of(name, role, times, charges);
  }

  /** C₀ Π(1 − η²h_t²), with h along v = (s² − d²)/4. */
  static double product(double u, double w, double rate, int steps) {
    double s = u + w;
    double d = u - w;
    double c = s * d;
    for (int t = 0; t < steps; t++) {
      double etaH = rate * ((s - d) * (s + d) / 4 - 1);
      s *= 1 - etaH;
      d *= 1 + etaH;
      c *= 1 - etaH * etaH;
    }
    return c;
  }
}
