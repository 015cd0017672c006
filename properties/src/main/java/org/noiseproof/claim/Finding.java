package org.noiseproof.claim;

import java.util.List;
import java.util.Optional;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Verdict;

/**
 * What a check found.
 *
 * @param verdict the answer
 * @param summary one sentence with the decisive numbers
 * @param comparisons the numbers behind it
 * @param decision of the sequential test, where there was one
 * @param plots for the report
 */
public record Finding(
    Verdict verdict,
    String summary,
    List<Comparison> comparisons,
    Optional<Decision> decision,
    List<Plot> plots) {
  public Finding {
    comparisons = List.copyOf(comparisons);
    plots = List.copyOf(plots);
  }

  /**
   * HOLDS where every comparison does, else VIOLATED; the summary names the first that fails, or the
   * tightest.
   *
   * @throws IllegalArgumentException where there is nothing to compare
   */
  public static Finding of(List<Comparison> comparisons) {
    throw new UnsupportedOperationException();
  }

  /** The verdict of a sequential test. */
  public static Finding of(String quantity, Decision decision) {
    throw new UnsupportedOperationException();
  }

  /** NOT_APPLICABLE, and why. */
  public static Finding notApplicable(String reason) {
    return new Finding(Verdict.NOT_APPLICABLE, reason, List.of(), Optional.empty(), List.of());
  }

  /** This finding with a plot more. */
  public Finding with(Plot plot) {
    List<Plot> more = new java.util.ArrayList<>(plots);
    more.add(plot);
    return new Finding(verdict, summary, comparisons, decision, more);
  }
}
