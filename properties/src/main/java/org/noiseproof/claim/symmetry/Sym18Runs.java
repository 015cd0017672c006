package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity.LogMagnitude;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.GaussianTeacher;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLaw;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.theory.ProductEscape;

/** What SYM-18 runs: uw from u = w = 1, y = x + ε. */
final class Sym18Runs {
  private Sym18Runs() {}

  /** x, ε ~ N(0, 1). */
  static final SampleLaw GAUSSIAN = new GaussianTeacher(List.of(1.0), 1);

  /** The same second moments, bounded: x, ε = ±1. */
  static final SampleLaw BOUNDED =
      Population.of(Sample.of(1, 2), Sample.of(1, 0), Sample.of(-1, -2), Sample.of(-1, 0));

  /** |uw| beyond which a run counts as blown up. */
  static final double FAR = 1e6;

  static final double RATE = 0.3;

  private static final double[] START = {1, 1};

  private static SampledGradient oracle(SampleLaw law) {
    return new SampledGradient(DeepLinear.of(1, 1, 1), law);
  }

  private static final LogMagnitude SIZE =
      new LogMagnitude(new Quadratic(QuadraticForm.product(0, 1)));

  private static EnsembleSpec spec(
      SampleLaw law, double rate, double[] start, long steps, Observable observable) {
    return EnsembleSpec.of(
        oracle(law), 1, new Mean(), Sym12Runs.sgd(rate, 0), start, steps, observable);
  }

  /** The share of runs that stay within |uw| ≤ 10⁶ for 2 000 steps, at most that. */
  static Finding survive(Trial trial, SampleLaw law, double most) {
    Finding finding =
        new SampledMean(
                "P(|uw| ≤ 10⁶ until t = 2000)",
                spec(law, RATE, START, 2_000, new Observable.Largest(SIZE)),
                row -> row[0] <= Math.log(FAR) ? 1 : 0,
                0,
                1)
            .atMost(trial, most, trial.scale().of(0.1, 0.02, 0.005));
    return law.equals(GAUSSIAN) ? finding.with(shares(trial)) : finding;
  }

  /** P(|uw| &gt; 10⁶ before t = 500), at most that. */
  static Finding explode(Trial trial, double rate, double most) {
    return new SampledMean(
            "P(|uw| > 10⁶ before t = 500)",
            spec(GAUSSIAN, rate, START, 500, new Observable.Largest(SIZE)),
            row -> row[0] <= Math.log(FAR) ? 0 : 1,
            0,
            1)
        .atMost(trial, most, 0.05);
  }

  /** P(v′ &lt; v²) from v = 10⁶, at most a multiple of the bound for all steps from there on. */
  static Finding escape(Trial trial, double share) {
    double start = Math.sqrt(FAR);
    return new SampledMean(
            "P(v′ < v²)",
            spec(GAUSSIAN, RATE, new double[] {start, start}, 1, new Observable.Last(SIZE)),
            row -> row[0] < 2 * Math.log(FAR) ? 1 : 0,
            0,
            1)
        .atMost(
            trial,
            share * new ProductEscape(RATE, 1).returning(FAR),
            trial.scale().of(0.02, 0.01, 0.002));
  }

  /** The largest uw of a path, beside what bounded data allows. */
  static Finding stay(Trial trial, SampleLaw law) {
    double most = ProductEscape.largestUnderBoundedData(RATE);
    List<Comparison> comparisons = new ArrayList<>();
    for (int r = 0; r < 8; r++) {
      SgdPath path = path(trial, law, RATE, trial.streams().replicate(r));
      double largest = 0;
      for (int t = 0; t < trial.scale().of(500, 5_000, 50_000) && largest <= FAR; t++) {
        path.step();
        largest = Math.max(largest, product(path));
      }
      comparisons.add(
          Comparison.atMost("largest uw of path " + (r + 1), largest, most, slack(trial, most)));
    }
    return Finding.of(comparisons);
  }

  private static double slack(Trial trial, double most) {
    long depth = trial.backend().optimizer(Sym12Runs.sgd(RATE, 0)).orElseThrow().depth(2) + 32L;
    return 8 * most * Tolerance.gamma(depth, trial.backend().describe().precision().unitRoundoff());
  }

  private static SgdPath path(Trial trial, SampleLaw law, double rate, RandomStream random) {
    return new SgdPath(trial.backend(), oracle(law), 1, Sym12Runs.sgd(rate, 0), START, random);
  }

  private static double product(SgdPath path) {
    return Math.abs(path.point()[0] * path.point()[1]);
  }

  /** The share of paths that have blown up, over time, for four learning rates. */
  private static Plot shares(Trial trial) {
    int paths = trial.scale().of(24, 64, 200);
    int steps = 2_000;
    List<Series> series = new ArrayList<>();
    List<Double> times = IntStream.rangeClosed(0, 40).mapToObj(i -> i * steps / 40.0).toList();
    for (double rate : new double[] {0.4, RATE, 0.2, 0.1}) {
      int[] ends =
          IntStream.range(0, paths)
              .parallel()
              .map(r -> end(path(trial, GAUSSIAN, rate, plotted(trial, rate, r)), steps))
              .toArray();
      series.add(
          Series.of(
              "η = " + rate,
              Role.MEASURED,
              times,
              times.stream()
                  .map(t -> IntStream.of(ends).filter(end -> end <= t).count() / (double) paths)
                  .toList()));
    }
    series.add(Series.of("SDE", Role.CONTROL, times, times.stream().map(t -> 0.0).toList()));
    return new Plot("Runs with |uw| > 10⁶, Gaussian features", "t", "share", false, false, series);
  }

  private static RandomStream plotted(Trial trial, double rate, int replica) {
    return trial.streams().within("plot-" + rate).replicate(replica);
  }

  /** When |uw| passes 10⁶; later than all steps where it does not. */
  private static int end(SgdPath path, int steps) {
    for (int t = 1; t <= steps; t++) {
      path.step();
      if (product(path) > FAR) {
        return t;
      }
    }
    return steps + 1;
  }
}
