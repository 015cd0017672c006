package org.noiseproof.dialect;

/**
 * A number as rules compute with it: exact, rounded, or beside a bound of what rounding may have
 * cost. Immutable.
 *
 * @param <S> the kind of number
 */
public interface Scalar<S extends Scalar<S>> {
  /** This + that. */
  S plus(S that);

  /** This − that. */
  S minus(S that);

  /** This · that. */
  S times(S that);

  /** This / that; 0 where that is 0: what has no scale moves nothing. */
  S over(S that);

  /** This · old + (1 − this) · fresh: an average that forgets. */
  default S average(S old, S fresh) {
    return times(old).plus(complement().times(fresh));
  }

  /** 1 − this. */
  S complement();

  /** Thisᵗ, t ≥ 0. */
  S power(long t);

  /** This^exponent, this &gt; 0, a real exponent. */
  S realPower(double exponent);

  /** √this, this ≥ 0. */
  S sqrt();

  /** |this|. */
  S abs();

  /** The larger. */
  S max(S that);

  /** −1, 0 or 1. */
  S sign();
}
