package org.noiseproof.claim.symmetry;

import java.util.List;

/**
 * The sizes of runs that average over [settle, end) in the time τ = η²t, η being what the learning
 * rate comes to.
 *
 * @param rates η, each half the one before it
 * @param settle τ before the average begins
 * @param end τ
 * @param lower where the averaged ratio is cut off, below what runs show at any of the rates
 * @param upper likewise, above
 * @param allowance what settling and extrapolating may leave
 * @param effect the least deviation beyond it that is found
 */
record Ladder(
    List<Double> rates,
    double settle,
    double end,
    double lower,
    double upper,
    double allowance,
    double effect) {
  Ladder {
    rates = List.copyOf(rates);
  }

  /** Of the first rate alone: nothing is extrapolated. */
  Ladder raw() {
    return new Ladder(rates.subList(0, 1), settle, end, lower, upper, allowance, effect);
  }
}
