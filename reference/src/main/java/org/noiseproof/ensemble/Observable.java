package org.noiseproof.ensemble;

/** What is reported of a replica of T steps: one number. */
public sealed interface Observable {

  /** What is looked at. */
  Quantity quantity();

  /** (1/T) Σ_{t&lt;T} of the quantity at x_t, summed in the order of time. */
  record Average(Quantity quantity) implements Observable {}

  /** The largest of the quantity at x_0 … x_{T−1}. */
  record Largest(Quantity quantity) implements Observable {}

  /** The quantity at x_T, after the last step. */
  record Last(Quantity quantity) implements Observable {
    public Last {
      if (quantity.needsEstimate()) {
        throw new IllegalArgumentException(
            "quantity = " + quantity + " needs an estimate, of which the last point has none");
      }
    }
  }
}
