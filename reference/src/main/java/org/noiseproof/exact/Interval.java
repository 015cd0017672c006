package org.noiseproof.exact;

/**
 * An enclosure: a real number that is proven to lie between two known ones.
 *
 * @param lower at most the number
 * @param upper at least the number
 */
public record Interval(Dyadic lower, Dyadic upper) {
  /**
   * @throws IllegalArgumentException where the ends are in the wrong order
   */
  public Interval {
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException(
          "lower = %s, upper = %s, expected lower ≤ upper"
              .formatted(lower.toDouble(), upper.toDouble()));
    }
  }

  /** A number that is known exactly. */
  public static Interval of(Dyadic exact) {
    return new Interval(exact, exact);
  }

  /** The numbers within a distance ≥ 0 of the centre. */
  public static Interval around(Dyadic centre, Dyadic distance) {
    return new Interval(centre.minus(distance), centre.plus(distance));
  }

  /** The largest double that is at most the lower end. */
  public double floor() {
    double nearest = lower.toDouble();
    boolean beyond = nearest == Double.POSITIVE_INFINITY || isBelow(lower, nearest);
    return beyond ? Math.nextDown(nearest) : nearest;
  }

  /** The smallest double that is at least the upper end. */
  public double ceiling() {
    double nearest = upper.toDouble();
    boolean beyond = nearest == Double.NEGATIVE_INFINITY || isBelow(upper.negate(), -nearest);
    return beyond ? Math.nextUp(nearest) : nearest;
  }

  private static boolean isBelow(Dyadic exact, double rounded) {
    return Double.isFinite(rounded) && exact.compareTo(Dyadic.of(rounded)) < 0;
  }

  /** The middle. */
  public Dyadic centre() {
    return lower.plus(upper).scale(-1);
  }

  /** How far the ends are apart. */
  public Dyadic width() {
    return upper.minus(lower);
  }

  /** Whether a number is not excluded. */
  public boolean contains(Dyadic number) {
    return lower.compareTo(number) <= 0 && number.compareTo(upper) <= 0;
  }

  /** The same numbers, and those within a distance ≥ 0 of them. */
  public Interval widened(Dyadic distance) {
    return new Interval(lower.minus(distance), upper.plus(distance));
  }
}
