package org.noiseproof.reference;

import org.noiseproof.dialect.Scalar;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;

/**
 * A number and its gauge, Σ|terms| over all that it was added up from.
 *
 * @param value the number
 * @param gauge at least its magnitude
 */
record Term(Dyadic value, double gauge) implements Scalar<Term> {
  Term(Dyadic value) {
    this(value, Math.abs(value.toDouble()));
  }

  static Term of(double value) {
    return new Term(Dyadic.of(value), Math.abs(value));
  }

  @Override
  public Term plus(Term that) {
    return new Term(value.plus(that.value), gauge + that.gauge);
  }

  @Override
  public Term minus(Term that) {
    return new Term(value.minus(that.value), gauge + that.gauge);
  }

  @Override
  public Term times(Term that) {
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
   * The gauge beyond the number itself: what cancellation has cost. The rounding errors relative to
   * a factor, a divisor or what a root is taken of are counted by the depth.
   */
  private double excess() {
    return gauge - Math.abs(value.toDouble());
  }

  @Override
  public Term over(Term that) {
    if (that.value.signum() == 0) {
      return of(0);
    }
    Term quotient = divide(that.value);
    double relative = that.excess() / Math.abs(that.value.toDouble());
    double moved = product(Math.abs(quotient.value.toDouble()), relative);
    return new Term(quotient.value, quotient.gauge + moved);
  }

  @Override
  public Term complement() {
    Dyadic complement = Dyadic.ONE.minus(value);
    return new Term(complement, Math.abs(complement.toDouble()) + excess());
  }

  /** A power that is itself off by its roundings, so that its complement knows of cancellation. */
  @Override
  public Term power(long t) {
    Dyadic power = Powers.of(value, t);
    return new Term(power, 2 * Math.abs(power.toDouble()));
  }

  /** A power that is itself off by its roundings, as {@link #power}'s is. */
  @Override
  public Term realPower(double exponent) {
    Dyadic power = ExactMath.pow(value, Dyadic.of(exponent), ExactEstimator.BITS);
    return new Term(power, 2 * Math.abs(power.toDouble()));
  }

  @Override
  public Term sqrt() {
    Dyadic root = value.sqrt(ExactEstimator.BITS);
    double plain = root.toDouble();
    return new Term(root, plain == 0 ? Math.sqrt(gauge) : plain + excess() / (2 * plain));
  }

  @Override
  public Term abs() {
    return new Term(value.abs(), gauge);
  }

  @Override
  public Term max(Term that) {
    return new Term(value.max(that.value), Math.max(gauge, that.gauge));
  }

  /**
   * Its sign, −1, 0 or 1. A rounding error δ turns it, by 1 or 2, only where |δ| ≥ |value|, so with
   * |δ| ≤ γ gauge the sign's gauge is 2 gauge/|value|; it is infinite where terms cancel to 0.
   */
  @Override
  public Term sign() {
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
