package org.noiseproof.dialect;

/**
 * Where numbers of one kind come from.
 *
 * @param <S> the kind
 */
public interface Arithmetic<S extends Scalar<S>> {
  /** A hyperparameter, a gradient's coordinate or a parameter, as it was handed over. */
  S of(double value);
}
