package org.noiseproof.ensemble;

/** What is reported of a replica of T steps: one number. */
public sealed interface Observable {

  /** What is looked at. */
  Quantity quantity();

  /**
   * (1/(T − t₀)) Σ of the quantity at x_t, t₀ ≤ t &lt; T, summed in the order of time.
   *
   * @param from t₀ ≥ 0, what is left out at the beginning
   */
  record Average(Quantity quantity, long from) implements Observable {
    public Average {
      if (from < 0) {
        throw new IllegalArgumentException("from = " + from + " is out of range: from ≥ 0");
      }
    }

    /** From the start. */
    public Average(Quantity quantity) {
      this(quantity, 0);
    }
  }

  /** The largest of the quantity at x_0 … x_{T−1}. */
  record Largest(Quantity quantity) implements Observable {}

  /**
   * The quantity at x_t.
   *
   * @param step t, 0 ≤ t &lt; T
   */
  record At(Quantity quantity, long step) implements Observable {
    public At {
      if (step < 0) {
        throw new IllegalArgumentException("step = " + step + " is out of range: step ≥ 0");
      }
    }
  }

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
