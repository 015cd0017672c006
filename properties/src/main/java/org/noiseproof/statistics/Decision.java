package org.noiseproof.statistics;

import java.util.List;

/**
 * How a sequential test ended.
 *
 * @param hypothesis what was decided
 * @param verdict HOLDS, VIOLATED or UNDECIDED
 * @param samples drawn when it stopped
 * @param estimate of the hypothesis' quantity (mean, probability, or distance of laws)
 * @param lower the lower end of the time-uniform confidence sequence at the stop; the sequence
 *     holds the true value at all times with probability 1 − β
 * @param upper its upper end
 * @param budget α and β
 * @param path the evidence on the way, thinned for plotting
 */
public record Decision(
    Hypothesis hypothesis,
    Verdict verdict,
    long samples,
    double estimate,
    double lower,
    double upper,
    ErrorBudget budget,
    List<Evidence> path) {
  public Decision {
    path = List.copyOf(path);
  }

  /**
   * Evidence after some samples, as natural logarithms of e-values (for laws: of 1/p at a check).
   *
   * @param samples drawn so far
   * @param against "the statement is true": VIOLATED once it reaches ln(1/α)
   * @param inFavour against "it fails by more than Δ": HOLDS once it reaches ln(1/β)
   */
  public record Evidence(long samples, double against, double inFavour) {}
}
