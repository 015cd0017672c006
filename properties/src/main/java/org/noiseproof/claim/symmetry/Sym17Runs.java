package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Linear;
import org.noiseproof.ensemble.PointQuantity.LogMagnitude;
import org.noiseproof.ensemble.PointQuantity.Ratio;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.theory.Grid;
import org.noiseproof.theory.GridLaw;
import org.noiseproof.theory.SubnetEqualisation;
import org.noiseproof.theory.TransferMatrix;

/** What SYM-17 runs. */
final class Sym17Runs {
  private Sym17Runs() {}

  static final double RATE = 0.1;

  /** E y = 9/8 and σ = 1: u_*³ = 9/16 for two subnets. */
  static final Population LABELS = Populations.labels(1, 0.125, 2.125);

  /** Two subnets of three layers, each a layer's weight. */
  static double[] start(int layers, double first, double second) {
    double[] start = new double[2 * layers];
    Arrays.fill(start, 0, layers, first);
    Arrays.fill(start, layers, 2 * layers, second);
    return start;
  }

  /** The exact law of the chain in which all subnets are equal. */
  static SubnetEqualisation chain(double rate) {
    return new SubnetEqualisation(rate, LABELS.samples().stream().map(z -> z.y(0)).toList(), 2);
  }

  /** −E ln|1 − 2ηhu| a step, by the transfer matrix. */
  static double rate(double learningRate) {
    SubnetEqualisation chain = chain(learningRate);
    return law(chain).expectation(chain::rate);
  }

  static GridLaw law(SubnetEqualisation chain) {
    return TransferMatrix.of(chain.steps(), Grid.logarithmic(0.4, 1.1, 4_000)).stationary();
  }

  /** P(|u_1/u_2 − 1| &gt; 1/1000) after T steps. */
  static Finding equal(Trial trial, int layers, Sampling sampling, int batch) {
    PointQuantity ratio = new Ratio(Linear.coordinate(0), Linear.coordinate(layers));
    EnsembleSpec spec =
        EnsembleSpec.of(
            oracle(layers, sampling),
            batch,
            new Mean(),
            Sym12Runs.sgd(RATE, 0),
            start(layers, 1, 0.5),
            trial.scale().of(1_500, 3_000, 6_000),
            new Observable.Last(ratio));
    Finding finding =
        new SampledMean(
                "P(|u_1/u_2 − 1| > 1/1000)",
                spec,
                row -> Math.abs(row[0] - 1) <= 1.0 / 1000 ? 0 : 1,
                0,
                1)
            .atMost(trial, 1e-3, trial.scale().of(0.1, 0.02, 0.005));
    return layers == 3 && batch == 1 ? finding.with(ratios(trial)) : finding;
  }

  private static SampledGradient oracle(int layers, Sampling sampling) {
    return new SampledGradient(new DiagonalLinear(layers, 2), LABELS, sampling);
  }

  /** E of the rate at which ln|u_1 − u_2| falls, over η², once the two are close. */
  static Finding localRate(Trial trial, double value) {
    int from = trial.scale().of(500, 500, 500);
    int until = trial.scale().of(1_500, 2_500, 2_500);
    LogMagnitude gap = new LogMagnitude(new Linear(List.of(1.0, 0.0, 0.0, -1.0)));
    EnsembleSpec spec =
        EnsembleSpec.of(
            oracle(3, Sampling.WITH_REPLACEMENT),
            1,
            new Mean(),
            Sym12Runs.sgd(RATE, 0),
            start(3, 1, 0.5),
            until,
            new Observable.At(gap, from),
            new Observable.Last(gap));
    double span = (until - from) * RATE * RATE;
    return new SampledMean("rate/η²", spec, row -> (row[0] - row[1]) / span, 0.4, 1.2)
        .is(trial, value, 0, trial.scale().of(0.04, 0.01, 0.002));
  }

  /**
   * The exact rate over η² at 1/10, 1/20, 1/40, 1/80, the last three extrapolated; E ln|1 − ηhu|
   * and the mass at the grid's ends beside.
   */
  static Finding limit(Trial trial, ToDoubleFunction<SubnetEqualisation> leading, double allowed) {
    double[] rates = {RATE, RATE / 2, RATE / 4, RATE / 8};
    List<Comparison> comparisons = new ArrayList<>();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (double rate : rates) {
      SubnetEqualisation chain = chain(rate);
      GridLaw law = law(chain);
      x.add(rate);
      y.add(law.expectation(chain::rate) / (rate * rate));
      comparisons.add(
          Comparison.equal(
              "E ln|1 − ηhu|, η = " + rate,
              law.expectation(chain::growth),
              0,
              Tolerance.CLOSED_FORM));
    }
    double limit = (8 * y.get(3) - 6 * y.get(2) + y.get(1)) / 3;
    double value = leading.applyAsDouble(chain(RATE)) / (RATE * RATE);
    comparisons.add(Comparison.equal("rate/η², η → 0", limit, value, allowed));
    return Finding.of(comparisons)
        .with(
            new Plot(
                "How fast two subnets become equal",
                "η",
                "rate/η²",
                false,
                false,
                List.of(
                    Series.of("transfer matrix", Role.MEASURED, x, y),
                    Series.of("extrapolated", Role.MEASURED, List.of(0.0), List.of(limit)),
                    Series.of("σ²u*²", Role.PREDICTED, List.of(0.0), List.of(value)))));
  }

  /** 1/u_2 − 1/u_1 under gradient descent from (6/5, 1/2), and how its drift falls with η. */
  static Finding memory(Trial trial, Sampling sampling, int batch) {
    List<Comparison> comparisons = new ArrayList<>();
    double start = 1 / 0.5 - 1 / 1.2;
    double coarser = Double.POSITIVE_INFINITY;
    for (double rate : new double[] {RATE, RATE / 2, RATE / 4}) {
      SgdPath path =
          new SgdPath(
              trial.backend(),
              oracle(3, sampling),
              batch,
              Sym12Runs.sgd(rate, 0),
              start(3, 1.2, 0.5),
              trial.streams().replicate(0));
      path.steps(Math.round(60 / rate));
      double[] u = path.point();
      double drift = start - (1 / u[3] - 1 / u[0]);
      comparisons.add(
          Comparison.atMost(
              "1/u_2 − 1/u_1 = %.5f, its drift at η = %s".formatted(1 / u[3] - 1 / u[0], rate),
              Math.abs(drift),
              0.005 * start,
              0));
      if (rate < RATE) {
        comparisons.add(Comparison.atMost("drift at η = " + rate, Math.abs(drift), coarser / 2, 0));
      }
      coarser = Math.abs(drift);
    }
    return Finding.of(comparisons);
  }

  private static Plot ratios(Trial trial) {
    List<Double> times = new ArrayList<>();
    for (int t = 0; t <= 1_500; t += 15) {
      times.add((double) t);
    }
    return new Plot(
        "Two subnets from (1, ½)",
        "t",
        "u₁/u₂",
        false,
        false,
        List.of(
            ratios(trial, "depth 2", Role.MEASURED, times, 3, Sampling.WITH_REPLACEMENT, 1),
            ratios(trial, "depth 1", Role.CONTROL, times, 2, Sampling.WITH_REPLACEMENT, 1),
            ratios(
                trial,
                "depth 2, gradient descent",
                Role.CONTROL,
                times,
                3,
                Sampling.WITHOUT_REPLACEMENT,
                2)));
  }

  private static Series ratios(
      Trial trial,
      String name,
      Role role,
      List<Double> times,
      int layers,
      Sampling sampling,
      int batch) {
    SgdPath path =
        new SgdPath(
            trial.backend(),
            oracle(layers, sampling),
            batch,
            Sym12Runs.sgd(RATE, 0),
            start(layers, 1, 0.5),
            trial.streams().within("plot").replicate(0));
    List<Double> ratios = new ArrayList<>();
    times.forEach(
        t -> {
          double[] u = path.point();
          ratios.add(u[0] / u[layers]);
          path.steps(15);
        });
    return Series.of(name, role, times, ratios);
  }
}
