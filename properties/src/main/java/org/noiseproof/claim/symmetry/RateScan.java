package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.statistics.Verdict;

/**
 * A mean over replicas at several learning rates, beside what it is exactly at each of them.
 *
 * @param quantity what is estimated
 * @param points the check's share is split evenly over them
 * @param curves to draw beside them, over the learning rate
 */
record RateScan(String quantity, List<Point> points, List<Series> curves) {
  private static final long MOST = 1 << 20;

  /**
   * One learning rate.
   *
   * @param spec the run
   * @param function of the observables of a replica
   * @param value of its expectation
   * @param reach values further than that from the value are cut off; a run that left the range of
   *     the numbers counts as the largest
   * @param effect Δ, below the reach
   */
  record Point(
      double rate,
      EnsembleSpec spec,
      ToDoubleFunction<double[]> function,
      double value,
      double reach,
      double effect) {

    private double cut(double seen) {
      double most = value + reach;
      return Double.isNaN(seen) ? most : Math.clamp(seen, value - reach, most);
    }

    private double[] draw(Ensemble ensemble, Trial trial, long first, int count) {
      return Arrays.stream(ensemble.run(trial.streams().within("rate-" + rate), first, count))
          .mapToDouble(row -> cut(function.applyAsDouble(row)))
          .toArray();
    }
  }

  /** VIOLATED where one of the means is not its value; that ends it. */
  Finding decide(Trial trial) {
    ErrorBudget budget =
        new ErrorBudget(
            trial.budget().alpha() / points.size(), trial.budget().beta() / points.size());
    List<Decision> decisions = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Point point : points) {
      Optional<Ensemble> ensemble = trial.backend().ensemble(point.spec());
      if (ensemble.isEmpty()) {
        return Finding.notApplicable(trial.backend().name() + " does not run " + point.spec());
      }
      Decision decision =
          SequentialTest.decide(
              new MeanEquals(
                  point.value(),
                  point.value() - point.reach(),
                  point.value() + point.reach(),
                  point.effect()),
              (first, count) -> point.draw(ensemble.get(), trial, first, count),
              budget,
              MOST);
      decisions.add(decision);
      comparisons.add(
          Comparison.equal(
              "%s at η = %s".formatted(quantity, point.rate()),
              decision.estimate(),
              point.value(),
              point.effect()));
      if (decision.verdict() == Verdict.VIOLATED) {
        break;
      }
    }
    return finding(comparisons, decisions).with(plot(decisions));
  }

  private Finding finding(List<Comparison> comparisons, List<Decision> decisions) {
    int decisive = decisions.size() - 1;
    for (int i = 0; i < decisions.size(); i++) {
      if (decisions.get(i).verdict() == Verdict.UNDECIDED
          && decisions.get(decisive).verdict() == Verdict.HOLDS) {
        decisive = i;
      }
    }
    Decision decision = decisions.get(decisive);
    long runs = decisions.stream().mapToLong(Decision::samples).sum();
    return new Finding(
        decision.verdict(),
        "%s, after %,d runs; %,d in all"
            .formatted(comparisons.get(decisive), decision.samples(), runs),
        comparisons,
        Optional.of(decision),
        List.of());
  }

  private Plot plot(List<Decision> decisions) {
    List<Series> series = new ArrayList<>(curves);
    series.add(
        new Series(
            "runs",
            Role.MEASURED,
            points.stream().limit(decisions.size()).map(Point::rate).toList(),
            decisions.stream().map(Decision::estimate).toList(),
            decisions.stream().map(Decision::lower).toList(),
            decisions.stream().map(Decision::upper).toList()));
    return new Plot(quantity, "η", quantity, false, false, series);
  }

  /** A curve over learning rates. */
  static Series curve(String name, Role role, List<Double> rates, DoubleUnaryOperator f) {
    return Series.of(name, role, rates, rates.stream().map(f::applyAsDouble).toList());
  }
}
