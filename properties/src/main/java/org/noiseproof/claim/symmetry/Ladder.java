package org.noiseproof.claim.symmetry;

import java.util.List;

/**
 * How close to η → 0 runs come, and what is asked of them.
 *
 * @param rates η, each half the one before it
 * @param lower where what is seen is cut off, below what runs show at any of the rates
 * @param upper likewise, above
 * @param allowance what the start and the extrapolation may leave
 * @param effect the least deviation beyond it that is found
 */
record Ladder(List<Double> rates, double lower, double upper, double allowance, double effect) {
  Ladder {
    rates = List.copyOf(rates);
  }

  /** At one rate: nothing is extrapolated. */
  Ladder at(double rate, double newEffect) {
    return new Ladder(List.of(rate), lower, upper, allowance, newEffect);
  }

  /** With other ends of the range. */
  Ladder cut(double newLower, double newUpper) {
    return new Ladder(rates, newLower, newUpper, allowance, effect);
  }

  /** t of a time τ = η²t. */
  static long steps(double tau, double rate) {
    return Math.round(tau / (rate * rate));
  }
}
