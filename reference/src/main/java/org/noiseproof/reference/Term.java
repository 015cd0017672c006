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

  /**
   * Its sign, −1, 0 or 1. A rounding error δ turns it, by 1 or 2, only where |δ| ≥ |value|, so with
   * |δ| ≤ γ gauge the sign's gauge is 2 gauge/|value|; it is infinite where terms cancel to 0.
   */
  Term sign() {
    Dyadic sign = Dyadic.of((long) value.signum());
    boolean plain = gauge > 0 && Double.isFinite(gauge);
    return plain
        ? new Term(sign, 2 * (gauge / Math.abs(value.toDouble())))
        : new Term(sign, Math.max(gauge, Math.abs(value.signum())));
  }

  /** A product of bounds, one of which may be infinite; 0 where one of them is. */
  static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }
}
