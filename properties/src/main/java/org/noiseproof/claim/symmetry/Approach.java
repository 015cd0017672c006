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
record Approach(List<Double> rates, double lower, double upper, double allowance, double effect) {
  Approach {
    rates = List.copyOf(rates);
  }

  /** At one rate: nothing is extrapolated. */
  Approach at(double rate, double newEffect) {
    return new Approach(List.of(rate), lower, upper, allowance, newEffect);
  }

  /** With other ends of the range. */
  Approach cut(double newLower, double newUpper) {
    return new Approach(rates, newLower, newUpper, allowance, effect);
  }

  /** t of a time τ = η²t. */
  static long steps(double tau, double rate) {
    return Math.round(tau / (rate * rate));
  }
}
