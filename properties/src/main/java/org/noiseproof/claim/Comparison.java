package org.noiseproof.claim;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A measured number beside the number that the claim allows it.
 *
 * @param quantity what was measured
 * @param measured its value
 * @param relation what the claim says of it
 * @param predicted the claim's bound or value
 * @param slack the rounding error granted, absolute, ≥ 0
 */
public record Comparison(
    String quantity, double measured, Relation relation, double predicted, double slack) {

  /** What a claim says of a number. */
  public enum Relation {
    /** measured ≤ predicted + slack. */
    AT_MOST("≤"),
    /** measured ≥ predicted − slack. */
    AT_LEAST("≥"),
    /** |measured − predicted| ≤ slack. */
    EQUALS("=");

    private final String symbol;

    Relation(String symbol) {
      this.symbol = symbol;
    }

    /** ≤, ≥ or =. */
    public String symbol() {
      return symbol;
    }
  }

  /** measured ≤ predicted + slack. */
  public static Comparison atMost(
      String quantity, double measured, double predicted, double slack) {
    return new Comparison(quantity, measured, Relation.AT_MOST, predicted, slack);
  }

  /** measured ≥ predicted − slack. */
  public static Comparison atLeast(
      String quantity, double measured, double predicted, double slack) {
    return new Comparison(quantity, measured, Relation.AT_LEAST, predicted, slack);
  }

  /** |measured − predicted| ≤ slack. */
  public static Comparison equal(String quantity, double measured, double predicted, double slack) {
    return new Comparison(quantity, measured, Relation.EQUALS, predicted, slack);
  }

  /**
   * The share of what the claim allows that is used up: about 1 where a bound is attained, above 1
   * where it fails. For ordering comparisons by tightness.
   */
  public double used() {
    return switch (relation) {
      case AT_MOST -> share(measured, predicted + slack);
      case AT_LEAST -> share(predicted - slack, measured);
      case EQUALS -> measured == predicted ? 0 : Math.abs(measured - predicted) / slack;
    };
  }

  /** a/b where 0 ≤ a ≤ b, 0 for 0/0, and at most 1 exactly where a ≤ b. */
  private static double share(double a, double b) {
    return a == b ? Math.abs(Math.signum(a)) : 1 - (b - a) / Math.max(Math.abs(a), Math.abs(b));
  }

  /** The same numbers under another name. */
  public Comparison of(String otherQuantity) {
    return new Comparison(otherQuantity, measured, relation, predicted, slack);
  }

  /** Whether the number is as the claim says; a NaN never is. */
  public boolean holds() {
    return switch (relation) {
      case AT_MOST -> measured <= predicted + slack;
      case AT_LEAST -> measured >= predicted - slack;
      case EQUALS -> measured == predicted || Math.abs(measured - predicted) <= slack;
    };
  }

  /** {@code quantity: 0.97 ≤ 1}, with the slack where there is one. */
  @Override
  public String toString() {
    return "%s: %s %s %s%s"
        .formatted(
            quantity,
            number(measured),
            relation.symbol(),
            number(predicted),
            slack == 0 ? "" : " (± %.2g)".formatted(slack));
  }

  /** Ten digits, without the zeros at their end. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal digits = new BigDecimal(value).round(new MathContext(10)).stripTrailingZeros();
    int magnitude = digits.precision() - digits.scale();
    return magnitude > -4 && magnitude <= 10 ? digits.toPlainString() : digits.toString();
  }
}
