package org.noiseproof.claim;

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
  public static Comparison atMost(String quantity, double measured, double predicted, double slack) {
    return new Comparison(quantity, measured, Relation.AT_MOST, predicted, slack);
  }

  /** measured ≥ predicted − slack. */
  public static Comparison atLeast(String quantity, double measured, double predicted, double slack) {
    return new Comparison(quantity, measured, Relation.AT_LEAST, predicted, slack);
  }

  /** |measured − predicted| ≤ slack. */
  public static Comparison equal(String quantity, double measured, double predicted, double slack) {
    return new Comparison(quantity, measured, Relation.EQUALS, predicted, slack);
  }

  /** Whether the number is as the claim says; a NaN never is. */
  public boolean holds() {
    return switch (relation) {
      case AT_MOST -> measured <= predicted + slack;
      case AT_LEAST -> measured >= predicted - slack;
      case EQUALS -> measured == predicted || Math.abs(measured - predicted) <= slack;
    };
  }
}
