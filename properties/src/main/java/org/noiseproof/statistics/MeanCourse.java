package org.noiseproof.statistics;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.statistics.Decision.Evidence;
import org.noiseproof.statistics.Hypothesis.MeanAtMost;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.Hypothesis.ProbabilityAtMost;

/**
 * The test of a bounded mean or of a probability, by betting.
 *
 * <p>Against the statement: the average of one e-process a side, itself an e-process; VIOLATED at ≥
 * 1/α. In its favour: one e-process for each way to fail by more than Δ, and each must reach 1/β
 * for HOLDS. If the statement fails by more than Δ, it fails in one of those ways, so HOLDS has
 * probability ≤ β.
 */
final class MeanCourse implements Course {
  /** Plotted points are 12 % apart: 183 of them reach a billion samples. */
  private static final double PLOT_STEP = 1.12;

  private final Hypothesis hypothesis;
  private final double lower;
  private final double upper;
  private final List<Capital> against;
  private final List<Capital> inFavour;
  private final MeanBand band;
  private final ErrorBudget budget;
  private final long horizon;

  private final List<Evidence> path = new ArrayList<>();
  private long count;
  private long nextPlotted = 1;
  private Verdict verdict = Verdict.UNDECIDED;

  private MeanCourse(
      Hypothesis hypothesis,
      double lower,
      double upper,
      List<Capital> against,
      List<Capital> inFavour,
      MeanBand band,
      ErrorBudget budget,
      long horizon) {
    this.hypothesis = hypothesis;
    this.lower = lower;
    this.upper = upper;
    this.against = against;
    this.inFavour = inFavour;
    this.band = band;
    this.budget = budget;
    this.horizon = horizon;
  }

  static MeanCourse of(MeanAtMost h, ErrorBudget budget, long horizon) {
    return atMost(h, h.lower(), h.upper(), budget, horizon);
  }

  static MeanCourse of(ProbabilityAtMost h, ErrorBudget budget, long horizon) {
    return atMost(h, 0, 1, budget, horizon);
  }

  private static MeanCourse atMost(
      Hypothesis h, double lower, double upper, ErrorBudget budget, long horizon) {
    double bound = h.claimed();
    double effect = h.effect();
    Capital above = Capital.againstAtMost(bound, lower, upper, effect);
    Capital below = Capital.againstAtLeast(bound + effect, lower, upper, effect);
    MeanBand band = new MeanBand(above.fractions(), below.fractions());
    return new MeanCourse(h, lower, upper, List.of(above), List.of(below), band, budget, horizon);
  }

  static MeanCourse of(MeanEquals h, ErrorBudget budget, long horizon) {
    double least = h.value() - h.allowance();
    double most = h.value() + h.allowance();
    double lower = h.lower();
    double upper = h.upper();
    double effect = h.effect();
    List<Capital> against =
        List.of(
            Capital.againstAtMost(most, lower, upper, effect),
            Capital.againstAtLeast(least, lower, upper, effect));
    Capital aboveLeast = Capital.againstAtMost(least - effect, lower, upper, effect);
    Capital belowMost = Capital.againstAtLeast(most + effect, lower, upper, effect);
    MeanBand band = new MeanBand(aboveLeast.fractions(), belowMost.fractions());
    return new MeanCourse(
        h, lower, upper, against, List.of(aboveLeast, belowMost), band, budget, horizon);
  }

  @Override
  public Verdict observe(double z) {
    requireInRange(z);
    count++;
    band.observe((z - lower) / (upper - lower));
    for (Capital capital : against) {
      capital.observe(z);
    }
    boolean allRejected = true;
    for (Capital capital : inFavour) {
      // A way to fail that is rejected stays rejected: its gambler leaves the table.
      if (!rejected(capital)) {
        capital.observe(z);
      }
      allRejected &= rejected(capital);
    }
    if (valueAgainst() >= 1 / budget.alpha()) {
      verdict = Verdict.VIOLATED;
    } else if (allRejected) {
      verdict = Verdict.HOLDS;
    }
    if (count == nextPlotted) {
      path.add(evidence());
      nextPlotted = Math.max(count + 1, (long) (count * PLOT_STEP));
    }
    return verdict;
  }

  private void requireInRange(double z) {
    boolean event = hypothesis instanceof ProbabilityAtMost;
    if (event ? !(z == 0 || z == 1) : !(lower <= z && z <= upper)) {
      throw Course.outOfRange(
          count, z, event ? "Z = 0 or Z = 1" : "%s ≤ Z ≤ %s".formatted(lower, upper));
    }
  }

  private boolean rejected(Capital capital) {
    return capital.value() >= 1 / budget.beta();
  }

  private double valueAgainst() {
    double sum = 0;
    for (Capital capital : against) {
      sum += capital.value();
    }
    return sum / against.size();
  }

  private Evidence evidence() {
    double weakest = Double.POSITIVE_INFINITY;
    for (Capital capital : inFavour) {
      weakest = Math.min(weakest, capital.value());
    }
    return new Evidence(count, StrictMath.log(valueAgainst()), StrictMath.log(weakest));
  }

  @Override
  public long horizon() {
    return horizon;
  }

  @Override
  public Decision decision() {
    if (path.getLast().samples() < count) {
      path.add(evidence());
    }
    double width = upper - lower;
    return new Decision(
        hypothesis,
        verdict,
        count,
        lower + width * band.mean(),
        lower + width * band.lower(budget.beta()),
        lower + width * band.upper(budget.beta()),
        budget,
        path);
  }
}
