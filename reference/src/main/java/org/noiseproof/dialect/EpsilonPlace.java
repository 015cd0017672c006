package org.noiseproof.dialect;

/** Where ε is added to the root of a second moment v that a correction c, if any, divides. */
enum EpsilonPlace {
  OUTSIDE,
  HAT,
  INSIDE;

  /** What the step is divided by, without a correction; {@link #HAT} is {@link #OUTSIDE} then. */
  <S extends Scalar<S>> S divisor(S v, S epsilon) {
    return this == INSIDE ? v.plus(epsilon).sqrt() : v.sqrt().plus(epsilon);
  }

  /** What the step is divided by, with a correction. */
  <S extends Scalar<S>> S divisor(S v, S correction, S epsilon) {
    return this == HAT
        ? v.sqrt().plus(epsilon).over(correction.sqrt())
        : divisor(v.over(correction), epsilon);
  }
}
