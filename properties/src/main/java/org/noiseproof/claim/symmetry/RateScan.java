package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Verdict;

/**
 * A mean over replicas at several learning rates, beside what it is exactly at each of them.
 *
 * @param quantity what is estimated
 * @param points the check's share is split evenly over them
 * @param panels what to draw
 */
record RateScan(String quantity, List<Point> points, List<Panel> panels) {

  /** One figure, of all learning rates. */
  static RateScan drawn(String title, String quantity, List<Point> points, List<Series> curves) {
    return new RateScan(
        quantity, points, List.of(new Panel(title, 0, Double.POSITIVE_INFINITY, curves)));
  }

  /**
   * A figure of the points from one learning rate to another, beside curves; left out where there
   * are none.
   */
  record Panel(String title, double from, double to, List<Series> curves) {
    private boolean shows(Point point) {
      return from <= point.rate && point.rate <= to;
    }
  }

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

    private Finding decide(String quantity, Trial trial, int points) {
      ErrorBudget share = trial.budget().split(points);
      return new SampledMean(quantity, spec, function, value - reach, value + reach)
          .is(
              new Trial(
                  trial.backend(), trial.streams().within("rate-" + rate), trial.scale(), share),
              value,
              0,
              effect);
    }
  }

  /** VIOLATED where one of the means is not its value; that ends it. */
  Finding decide(Trial trial) {
    List<Decision> decisions = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Point point : points) {
      Finding found = point.decide(quantity, trial, points.size());
      if (found.decision().isEmpty()) {
        return found; // not applicable
      }
      Decision decision = found.decision().get();
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
    Finding finding = Finding.of(comparisons, decisions);
    for (Panel panel : panels) {
      if (points.stream().limit(decisions.size()).anyMatch(panel::shows)) {
        finding = finding.with(plot(panel, decisions));
      }
    }
    return finding;
  }

  private Plot plot(Panel panel, List<Decision> decisions) {
    List<Integer> shown =
        IntStream.range(0, decisions.size())
            .boxed()
            .filter(i -> panel.shows(points.get(i)))
            .sorted(Comparator.comparingDouble(i -> points.get(i).rate()))
            .toList();
    List<Series> series = new ArrayList<>(panel.curves());
    series.add(
        new Series(
            "runs",
            Role.MEASURED,
            shown.stream().map(i -> points.get(i).rate()).toList(),
            shown.stream().map(i -> decisions.get(i).estimate()).toList(),
            shown.stream().map(i -> decisions.get(i).lower()).toList(),
            shown.stream().map(i -> decisions.get(i).upper()).toList()));
    return new Plot(panel.title(), "η", quantity, false, false, series);
  }

  /** A curve over learning rates. */
  static Series curve(String name, Role role, List<Double> rates, DoubleUnaryOperator f) {
    return Series.of(name, role, rates, rates.stream().map(f::applyAsDouble).toList());
  }
}
