package org.noiseproof.dialect;

import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Tolerance;

/**
 * A number beside a bound of how far any program that computes it in a precision may be off, at no
 * more than {@value #ROUNDINGS} roundings an operation: running error analysis (Wilkinson; Higham
 * 2002, <i>Accuracy and Stability of Numerical Algorithms</i>, section 3.3), to the end of a run of
 * any length, whatever the dialect.
 *
 * @param value in doubles; its own rounding errors are covered by the bound
 * @param bound ≥ 0; infinite where a divisor may be 0 or the program may overflow
 * @param precision that the program rounds in
 */
public record RunningError(double value, double bound, Precision precision)
    implements Scalar<RunningError> {
  /** How many an operation may have. */
  public static final int ROUNDINGS = 4;

  /** Numbers as a program of this precision computes with them. */
  public static Arithmetic<RunningError> in(Precision precision) {
    return value -> new RunningError(value, Math.abs(value - precision.round(value)), precision);
  }

  private RunningError rounded(double result, double propagated) {
    // Half a spacing of subnormal numbers a rounding, and as much for those of the bound itself.
    double own =
        ROUNDINGS * (precision.unitRoundoff() * Math.abs(result) + precision.smallestSubnormal());
    double bound = (propagated + own) * (1 + Tolerance.BOUND_ROUNDING);
    boolean inRange = Math.abs(result) + bound <= precision.largest();
    return new RunningError(result, inRange ? bound : Double.POSITIVE_INFINITY, precision);
  }

  private boolean isZero() {
    return value == 0 && bound == 0;
  }

  @Override
  public RunningError plus(RunningError that) {
    if (isZero() || that.isZero()) {
      return isZero() ? that : this;
    }
    return rounded(value + that.value, bound + that.bound);
  }

  @Override
  public RunningError minus(RunningError that) {
    if (isZero() || that.isZero()) {
      return isZero() ? new RunningError(-that.value, that.bound, precision) : this;
    }
    return rounded(value - that.value, bound + that.bound);
  }

  @Override
  public RunningError times(RunningError that) {
    if (isZero() || that.isZero()) {
      return isZero() ? this : that;
    }
    return rounded(
        value * that.value,
        product(Math.abs(value), that.bound)
            + product(bound, Math.abs(that.value))
            + product(bound, that.bound));
  }

  /** A product of bounds, one of which may be infinite; 0 where one of them is, else above it. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b + Double.MIN_VALUE;
  }

  @Override
  public RunningError over(RunningError that) {
    if (isZero() || that.isZero()) {
      return new RunningError(0, 0, precision);
    }
    double least = Math.abs(that.value) - that.bound;
    double quotient = that.value == 0 ? 0 : value / that.value;
    return least > 0
        ? rounded(quotient, (bound + product(Math.abs(quotient), that.bound)) / least)
        : new RunningError(quotient, Double.POSITIVE_INFINITY, precision);
  }

  /** Many programs have it as old + (1 − this)(fresh − old), whose terms may be larger. */
  @Override
  public RunningError average(RunningError old, RunningError fresh) {
    RunningError average = times(old).plus(complement().times(fresh));
    double terms = Math.abs(complement().value) * (Math.abs(old.value) + Math.abs(fresh.value));
    double other = ROUNDINGS * precision.unitRoundoff() * terms;
    return new RunningError(average.value, average.bound + other, precision);
  }

  @Override
  public RunningError complement() {
    boolean exact = bound == 0 && (value == 0 || value == 1);
    return exact ? new RunningError(1 - value, 0, precision) : rounded(1 - value, bound);
  }

  @Override
  public RunningError power(long t) {
    if (t == 0) {
      return new RunningError(1, 0, precision);
    }
    double power = StrictMath.pow(value, (double) t);
    double relative = value == 0 ? 0 : bound / Math.abs(value) + precision.unitRoundoff();
    return rounded(power, product(Math.abs(power), Math.expm1(ROUNDINGS * t * relative)));
  }

  @Override
  public RunningError realPower(double exponent) {
    double power = StrictMath.pow(value, exponent);
    double relative = bound / value + Math.abs(Math.log(value)) * precision.unitRoundoff();
    double grown = Math.expm1(ROUNDINGS * Math.abs(exponent) * relative);
    return bound < value
        ? rounded(power, product(power, grown))
        : new RunningError(power, Double.POSITIVE_INFINITY, precision);
  }

  @Override
  public RunningError sqrt() {
    if (isZero()) {
      return this;
    }
    double root = Math.sqrt(Math.max(value, 0));
    double least = value - bound;
    return rounded(
        root,
        least > 0 ? bound / (Math.sqrt(least) + root) : Math.sqrt(Math.max(value, 0) + bound));
  }

  @Override
  public RunningError abs() {
    return new RunningError(Math.abs(value), bound, precision);
  }

  @Override
  public RunningError max(RunningError that) {
    return new RunningError(Math.max(value, that.value), Math.max(bound, that.bound), precision);
  }

  @Override
  public RunningError sign() {
    double sign = Math.signum(value);
    boolean decided = bound < Math.abs(value) || bound == 0;
    return new RunningError(sign, decided ? 0 : Math.abs(sign) + 1, precision);
  }
}
