package org.noiseproof.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.Verdict;

/**
 * What a check found.
 *
 * @param verdict the answer
 * @param summary one sentence with the decisive numbers
 * @param comparisons the numbers behind it
 * @param decision of the sequential test, where there was one
 * @param figures for the report
 */
public record Finding(
    Verdict verdict,
    String summary,
    List<Comparison> comparisons,
    Optional<Decision> decision,
    List<Figure> figures) {
  public Finding {
    comparisons = List.copyOf(comparisons);
    figures = List.copyOf(figures);
  }

  /**
   * HOLDS where every comparison does, else VIOLATED; the summary names the first that fails, or
   * the tightest.
   *
   * @throws IllegalArgumentException where there is nothing to compare
   */
  public static Finding of(List<Comparison> comparisons) {
    List<Comparison> failing = comparisons.stream().filter(c -> !c.holds()).toList();
    if (!failing.isEmpty()) {
      return new Finding(
          Verdict.VIOLATED,
          "%d of %d fail: %s".formatted(failing.size(), comparisons.size(), failing.getFirst()),
          comparisons,
          Optional.empty(),
          List.of());
    }
    Comparison tightest =
        comparisons.stream()
            .max(Comparator.comparingDouble(Comparison::used))
            .orElseThrow(() -> new IllegalArgumentException("there is nothing to compare"));
    return new Finding(
        Verdict.HOLDS,
        comparisons.size() == 1
            ? tightest.toString()
            : "%d hold, the tightest: %s".formatted(comparisons.size(), tightest),
        comparisons,
        Optional.empty(),
        List.of());
  }

  /** The verdict of a sequential test. */
  public static Finding of(String quantity, Decision decision) {
    return new Finding(
        decision.verdict(),
        "%s = %.6g in [%.6g, %.6g] after %,d samples; claimed %s %.6g%s, Δ = %.3g"
            .formatted(
                quantity,
                decision.estimate(),
                decision.lower(),
                decision.upper(),
                decision.samples(),
                decision.hypothesis().relation(),
                decision.hypothesis().claimed(),
                allowance(decision.hypothesis()),
                decision.hypothesis().effect()),
        List.of(),
        Optional.of(decision),
        List.of());
  }

  /**
   * VIOLATED where a decision is, HOLDS where all do, told by the tightest of them.
   *
   * @param comparisons what was decided, one for each decision, at least one
   */
  public static Finding of(List<Comparison> comparisons, List<Decision> decisions) {
    int decisive = 0;
    for (int i = 1; i < decisions.size(); i++) {
      if (severity(decisions.get(i), comparisons.get(i))
          > severity(decisions.get(decisive), comparisons.get(decisive))) {
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

  /** Orders decisions: HOLDS before UNDECIDED before VIOLATED, then by tightness. */
  private static double severity(Decision decision, Comparison comparison) {
    double rank =
        switch (decision.verdict()) {
          case VIOLATED -> 4;
          case UNDECIDED -> 2;
          default -> 0;
        };
    return rank + Math.min(1, comparison.used());
  }

  private static String allowance(Hypothesis hypothesis) {
    return hypothesis.allowed() > 0 ? " ± %.3g".formatted(hypothesis.allowed()) : "";
  }

  /** ERROR: the check itself broke. */
  public static Finding error(Throwable cause) {
    String story =
        cause instanceof BackendFailure failure
            ? String.valueOf(failure.getMessage())
            : cause.toString();
    return new Finding(Verdict.ERROR, story, List.of(), Optional.empty(), List.of());
  }

  /** NOT_APPLICABLE, and why. */
  public static Finding notApplicable(String reason) {
    return new Finding(Verdict.NOT_APPLICABLE, reason, List.of(), Optional.empty(), List.of());
  }

  /** Those figures that are plots. */
  public List<Plot> plots() {
    return figures.stream().filter(Plot.class::isInstance).map(Plot.class::cast).toList();
  }

  /** This finding with a figure more. */
  public Finding with(Figure figure) {
    return new Finding(
        verdict,
        summary,
        comparisons,
        decision,
        Stream.concat(figures.stream(), Stream.of(figure)).toList());
  }
}
