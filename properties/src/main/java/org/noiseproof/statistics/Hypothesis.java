package org.noiseproof.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * A statement about the law of an observable Z, with the minimum detectable effect Δ: the test answers
 * VIOLATED when "the statement is true" is rejected at α, HOLDS when "the statement fails by more than
 * Δ" is rejected at β.
 */
public sealed interface Hypothesis {

  /** Δ. */
  double effect();

  /** E Z ≤ bound, for lower ≤ Z ≤ upper. */
  record MeanAtMost(double bound, double lower, double upper, double effect) implements Hypothesis {}

  /** E Z = value, for lower ≤ Z ≤ upper; Δ on either side. */
  record MeanEquals(double value, double lower, double upper, double effect) implements Hypothesis {}

  /** P(Z = 1) ≤ bound, for Z ∈ {0, 1}. */
  record ProbabilityAtMost(double bound, double effect) implements Hypothesis {}

  /** sup |P(Z ≤ x) − cdf(x)| = 0, cdf continuous. */
  record LawEquals(DoubleUnaryOperator cdf, double effect) implements Hypothesis {}
}
