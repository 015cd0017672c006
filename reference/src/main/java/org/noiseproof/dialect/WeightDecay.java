package org.noiseproof.dialect;

/** How a weight decay λ enters a step. */
enum WeightDecay {
  COUPLED,
  BESIDE_THE_STEP,
  WITHOUT_RATE,
  AFTER_THE_STEP;

  /** The gradient that the optimizer goes by. */
  <S extends Scalar<S>> S gradient(Arithmetic<S> in, double lambda, S theta, S gradient) {
    return this == COUPLED && lambda != 0 ? gradient.plus(in.of(lambda).times(theta)) : gradient;
  }

  /** θ after the step that the optimizer makes. */
  <S extends Scalar<S>> S after(Arithmetic<S> in, double lambda, S rate, S theta, S step) {
    S moved = theta.minus(step);
    if (lambda == 0) {
      return moved;
    }
    S share = in.of(lambda);
    return switch (this) {
      case COUPLED -> moved;
      case BESIDE_THE_STEP -> theta.minus(rate.times(share).times(theta)).minus(step);
      case WITHOUT_RATE -> theta.minus(share.times(theta)).minus(step);
      case AFTER_THE_STEP -> moved.minus(rate.times(share).times(moved));
    };
  }
}
