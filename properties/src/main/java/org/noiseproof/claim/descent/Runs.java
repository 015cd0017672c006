package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.statistics.SequentialTest.Sampler;
import org.noiseproof.statistics.Verdict;

/** Replicated runs of a method beside what a theorem says of one number that they show. */
final class Runs {
  private Runs() {}

  private static final long MOST = 1 << 20;

  /**
   * A method at one size, and what its expectation may be at most.
   *
   * @param size where it stands in a plot: T, or n
   * @param spec the run, whose first observable is looked at
   * @param transform of the observable, increasing or not; what is bounded is its expectation
   * @param bound of E min(transform, most)
   * @param most what larger values count as, runs that left the range of the numbers too; values
   *     are ≥ 0
   */
  record Point(
      double size, EnsembleSpec spec, DoubleUnaryOperator transform, double bound, double most) {

    /** The observable as it is. */
    static Point of(double size, EnsembleSpec spec, double bound, double most) {
      return new Point(size, spec, DoubleUnaryOperator.identity(), bound, most);
    }

    private double value(double observable) {
      return Double.isNaN(observable)
          ? most
          : Math.clamp(transform.applyAsDouble(observable), 0, most);
    }

    /** A quarter of the bound, or half of what is left above it; deep, a tenth of that. */
    private Hypothesis hypothesis(Scale scale) {
      double effect = Math.min(bound / 4, (most - bound) / 2);
      return new Hypothesis.MeanAtMost(bound, 0, most, scale == Scale.DEEP ? effect / 10 : effect);
    }
  }

  /**
   * E of each point at most its bound. The check's share is split evenly over the points; the first
   * that is VIOLATED ends it.
   *
   * @param quantity what is bounded
   * @param sizes what the points' sizes are
   */
  static Finding expectations(Trial trial, String quantity, String sizes, List<Point> points) {
    ErrorBudget budget = trial.budget().split(points.size());
    List<Decision> decisions = new ArrayList<>();
    for (Point point : points) {
      Optional<Ensemble> ensemble = trial.backend().ensemble(point.spec());
      if (ensemble.isEmpty()) {
        return missing(trial, point.spec());
      }
      Sampler sampler = (first, count) -> column(ensemble.get(), trial, first, count, point::value);
      Decision decision =
          SequentialTest.decide(point.hypothesis(trial.scale()), sampler, budget, MOST);
      decisions.add(decision);
      if (decision.verdict() == Verdict.VIOLATED) {
        break;
      }
    }
    List<Point> run = points.subList(0, decisions.size());
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      comparisons.add(
          Comparison.atMost(
              "%s, %s = %.6g".formatted(quantity, sizes, run.get(i).size()),
              decisions.get(i).estimate(),
              run.get(i).bound(),
              0));
    }
    Finding finding = Finding.of(comparisons, decisions);
    boolean comparable = run.size() > 1 && run.stream().allMatch(point -> point.size() > 0);
    return comparable ? finding.with(rates(quantity, sizes, run, decisions)) : finding;
  }

  /**
   * P(observable &gt; radius(δ)) ≤ δ.
   *
   * @param radius of δ, for the curve to look at
   * @param effect the least excess of the probability that must be found, ten times less when deep
   */
  static Finding tail(
      Trial trial,
      String quantity,
      EnsembleSpec spec,
      DoubleUnaryOperator radius,
      double delta,
      double effect) {
    double r = radius.applyAsDouble(delta);
    return with(
        trial,
        spec,
        ensemble -> {
          List<double[]> seen = new ArrayList<>();
          Sampler sampler =
              (first, count) -> {
                double[] values = column(ensemble, trial, first, count, x -> x);
                seen.add(values);
                return Arrays.stream(values).map(x -> x <= r ? 0 : 1).toArray();
              };
          Decision decision =
              SequentialTest.decide(
                  new Hypothesis.ProbabilityAtMost(delta, scaled(effect, trial)),
                  sampler,
                  trial.budget(),
                  MOST);
          String event = "P(%s > %.4g)".formatted(quantity, r);
          double[] values = seen.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
          return Finding.of(event, decision).with(survival(quantity, values, radius));
        });
  }

  /** What the experiment finds on the backend's ensemble; NOT_APPLICABLE where it has none. */
  static Finding with(Trial trial, EnsembleSpec spec, Function<Ensemble, Finding> experiment) {
    return trial.backend().ensemble(spec).map(experiment).orElseGet(() -> missing(trial, spec));
  }

  /** A function of the first observable, replica by replica. */
  static double[] column(
      Ensemble ensemble, Trial trial, long first, int count, DoubleUnaryOperator function) {
    return Arrays.stream(ensemble.run(trial.streams(), first, count))
        .mapToDouble(row -> function.applyAsDouble(row[0]))
        .toArray();
  }

  /** An effect, ten times less when deep. */
  static double scaled(double effect, Trial trial) {
    return trial.scale() == Scale.DEEP ? effect / 10 : effect;
  }

  private static Finding missing(Trial trial, EnsembleSpec spec) {
    return Finding.notApplicable(
        "%s does not run %s with %s"
            .formatted(
                trial.backend().name(),
                SpecJson.write(spec.estimator()),
                SpecJson.write(spec.optimizer())));
  }

  private static Plot rates(
      String quantity, String sizes, List<Point> points, List<Decision> decisions) {
    List<Double> x = points.stream().map(Point::size).toList();
    Series measured =
        new Series(
            method(points.getFirst().spec()) + ", with its confidence sequence at the stop",
            Role.MEASURED,
            x,
            decisions.stream().map(Decision::estimate).toList(),
            decisions.stream().map(Decision::lower).toList(),
            decisions.stream().map(Decision::upper).toList());
    Series bound = Series.of("bound", Role.BOUND, x, points.stream().map(Point::bound).toList());
    return new Plot(quantity, sizes, quantity, true, true, List.of(measured, bound));
  }

  /** The estimator, or the optimizer where nothing but the mean is estimated. */
  private static String method(EnsembleSpec spec) {
    OptimizerSpec optimizer =
        spec.optimizer() instanceof Scheduled scheduled ? scheduled.optimizer() : spec.optimizer();
    return SpecJson.type(spec.estimator() instanceof Mean ? optimizer : spec.estimator());
  }

  /** The share of runs beyond some of their own values, beside the radius claimed for each δ. */
  private static Plot survival(String quantity, double[] sorted, DoubleUnaryOperator radius) {
    List<Double> s = new ArrayList<>();
    List<Double> share = new ArrayList<>();
    for (int rank = 1; rank < sorted.length; rank *= 2) {
      s.add(sorted[sorted.length - rank]);
      share.add((double) rank / sorted.length);
    }
    List<Double> deltas = List.of(0.5, 0.1, 1e-2, 1e-3, 1e-4, 1e-6);
    return new Plot(
        "Runs beyond s",
        "s",
        "P(%s > s)".formatted(quantity),
        true,
        true,
        List.of(
            Series.of("seen", Role.MEASURED, s, share),
            Series.of(
                "claimed",
                Role.BOUND,
                deltas.stream().map(radius::applyAsDouble).toList(),
                deltas)));
  }
}
