package org.noiseproof.check;

/**
 * What one case came to.
 *
 * @param ratio observed over allowed error; the demand is met where it is at most 1. A demand
 *     without an error to measure is 0 or ∞
 * @param observed what was expected and what came instead; empty where the demand is met
 */
public record Outcome(double ratio, String observed) {

  /** As demanded, to the bit. */
  public static final Outcome EXACT = new Outcome(0, "");

  /** Whether the demand is met; a NaN never meets it. */
  public boolean holds() {
    return ratio <= 1;
  }

  /** As demanded with this ratio. */
  public static Outcome within(double ratio) {
    return new Outcome(ratio, "");
  }

  /** Not as demanded. */
  public static Outcome broken(String observed) {
    return new Outcome(Double.POSITIVE_INFINITY, observed);
  }

  /** As demanded where the condition holds. */
  public static Outcome require(boolean condition, String observedOtherwise) {
    return condition ? EXACT : broken(observedOtherwise);
  }

  /** Whether its ratio is the larger; a NaN is larger than any number. */
  public boolean isWorseThan(Outcome that) {
    return Double.compare(ratio, that.ratio) > 0;
  }

  /** The worse of the two, this one where they are equal. */
  public Outcome worst(Outcome that) {
    return that.isWorseThan(this) ? that : this;
  }
}
