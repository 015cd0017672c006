package org.noiseproof.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * A statement about the law of an observable Z, with the minimum detectable effect Δ: the test
 * answers VIOLATED when "the statement is true" is rejected at α, HOLDS when "the statement fails
 * by more than Δ" is rejected at β.
 */
public sealed interface Hypothesis {

  /** Δ. */
  double effect();

  /** What the statement allows or asserts of the estimated quantity; for laws the distance 0. */
  default double claimed() {
    return switch (this) {
      case MeanAtMost h -> h.bound();
      case MeanEquals h -> h.value();
      case ProbabilityAtMost h -> h.bound();
      case LawEquals _ -> 0;
    };
  }

  /** How far from {@link #claimed} the quantity may be where the statement is about a limit. */
  default double allowed() {
    return this instanceof MeanEquals h ? h.allowance() : 0;
  }

  /** ≤ or =. */
  default String relation() {
    return switch (this) {
      case MeanAtMost _, ProbabilityAtMost _ -> "≤";
      case MeanEquals _, LawEquals _ -> "=";
    };
  }

  /** E Z ≤ bound, for lower ≤ Z ≤ upper; lower &lt; bound, bound + Δ &lt; upper. */
  record MeanAtMost(double bound, double lower, double upper, double effect) implements Hypothesis {
    public MeanAtMost {
      requireRange(lower, upper);
      requirePositive("effect", effect);
      requireInside("bound", bound, lower, upper);
      requireInside("bound + effect", bound + effect, bound, upper);
    }
  }

  /**
   * |E Z − value| ≤ allowance, for lower ≤ Z ≤ upper; Δ beyond it on either side, lower &lt; value
   * ± (allowance + Δ) &lt; upper. The allowance is what a statement about a limit leaves to the
   * distance from it; 0 where the statement is exact.
   */
  record MeanEquals(double value, double allowance, double lower, double upper, double effect)
      implements Hypothesis {
    public MeanEquals {
      requireRange(lower, upper);
      requirePositive("effect", effect);
      if (!(allowance >= 0)) {
        throw new IllegalArgumentException(
            "allowance = " + allowance + " is out of range: allowance ≥ 0");
      }
      requireInside("value", value, lower, upper);
      double least = value - allowance;
      double most = value + allowance;
      requireInside("value - allowance - effect", least - effect, lower, least);
      requireInside("value + allowance + effect", most + effect, most, upper);
    }

    /** E Z = value. */
    public MeanEquals(double value, double lower, double upper, double effect) {
      this(value, 0, lower, upper, effect);
    }
  }

  /** P(Z = 1) ≤ bound, for Z ∈ {0, 1}; 0 &lt; bound, bound + Δ &lt; 1. */
  record ProbabilityAtMost(double bound, double effect) implements Hypothesis {
    public ProbabilityAtMost {
      requirePositive("effect", effect);
      requireInside("bound", bound, 0, 1);
      requireInside("bound + effect", bound + effect, bound, 1);
    }
  }

  /** sup |P(Z ≤ x) − cdf(x)| = 0, cdf continuous; 0 &lt; Δ &lt; 1. */
  record LawEquals(DoubleUnaryOperator cdf, double effect) implements Hypothesis {
    public LawEquals {
      requireInside("effect", effect, 0, 1);
    }
  }

  private static void requireRange(double lower, double upper) {
    if (!(lower < upper && Double.isFinite(upper - lower))) {
      throw new IllegalArgumentException(
          "lower = %s, upper = %s is out of range: -∞ < lower < upper < ∞, upper - lower < ∞"
              .formatted(lower, upper));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "%s = %s is out of range: 0 < %s".formatted(name, value, name));
    }
  }

  private static void requireInside(String name, double value, double lower, double upper) {
    if (!(lower < value && value < upper)) {
      throw new IllegalArgumentException(
          "%s = %s is out of range: %s < %s < %s".formatted(name, value, lower, name, upper));
    }
  }
}
