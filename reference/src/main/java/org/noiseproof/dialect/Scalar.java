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

  /** 1 − this. */
  S complement();

  /** Thisᵗ, t ≥ 0. */
  S power(long t);

  /** √this, this ≥ 0. */
  S sqrt();

  /** |this|. */
  S abs();

  /** The larger. */
  S max(S that);

  /** −1, 0 or 1. */
  S sign();
}
