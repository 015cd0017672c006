package org.noiseproof.reference;

import org.noiseproof.exact.Dyadic;

/**
 * A number and its gauge, Σ|terms| over all that it was added up from.
 *
 * @param value the number
 * @param gauge at least its magnitude
 */
record Term(Dyadic value, double gauge) {
  Term(Dyadic value) {
    this(value, Math.abs(value.toDouble()));
  }

  static Term of(double value) {
    return new Term(Dyadic.of(value), Math.abs(value));
  }

  Term plus(Term that) {
    return new Term(value.plus(that.value), gauge + that.gauge);
  }

  Term minus(Term that) {
    return new Term(value.minus(that.value), gauge + that.gauge);
  }

  Term times(Term that) {
    return new Term(value.times(that.value), product(gauge, that.gauge));
  }

  /** Divided by a number whose own error is relative. */
  Term divide(Dyadic divisor) {
    double quotient =
        Double.isInfinite(gauge)
            ? gauge
            : Dyadic.of(gauge).divide(divisor.abs(), ExactEstimator.BITS).toDouble();
    return new Term(value.divide(divisor, ExactEstimator.BITS), quotient);
  }

  /** A product of bounds, one of which may be infinite; 0 where one of them is. */
  static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }
}
