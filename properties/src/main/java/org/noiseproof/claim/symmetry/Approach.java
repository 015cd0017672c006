package org.noiseproof.claim.symmetry;

import java.util.List;

/**
 * How near to η → 0 the runs of a {@link Limit} come, and how near to the limit that must bring
 * them.
 *
 * @param rates η, each half the one before it: one, two or three
 * @param lower where what a replica shows is cut off, below what replicas show at any of the rates;
 *     laws that concentrate on a point inside have the same limit cut off
 * @param upper likewise, above, and what runs count as that left the range of the numbers
 * @param allowance what the start and the extrapolation may leave
 * @param effect the least deviation beyond it that must be found
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
