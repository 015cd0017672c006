package org.noiseproof.ensemble;

/**
 * The points whose coordinates all lie in [lower, upper]; what lies outside is projected onto it
 * coordinate by coordinate, which is the nearest point.
 *
 * @param lower less than {@code upper}; −∞ for no lower end
 * @param upper ∞ for no upper end
 */
public record Box(double lower, double upper) {
  /** All of ℝᵈ. */
  public static final Box EVERYWHERE = new Box(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Box {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "lower = %s, upper = %s is out of range: lower < upper".formatted(lower, upper));
    }
  }

  /** Whether a coordinate may have this value. */
  public boolean contains(double coordinate) {
    return lower <= coordinate && coordinate <= upper;
  }

  /** The nearest value that a coordinate may have; a NaN stays what it is. */
  public double nearest(double coordinate) {
    return coordinate < lower ? lower : coordinate > upper ? upper : coordinate;
  }
}
