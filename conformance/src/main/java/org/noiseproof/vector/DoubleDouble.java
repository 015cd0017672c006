package org.noiseproof.vector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.numbers.core.DD;
import org.noiseproof.dialect.Arithmetic;
import org.noiseproof.dialect.Scalar;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;

/**
 * A number in some 100 bits, for runs of ten thousand steps: each operation is off by a few 2⁻¹⁰⁴,
 * so that what they lose stays far below half an ulp of a double.
 */
record DoubleDouble(DD value) implements Scalar<DoubleDouble> {
  private static final int BITS = 110;

  /** Schedules ask for the same powers in each coordinate and each run, and they are dear. */
  private static final Map<Power, DD> POWERS = new ConcurrentHashMap<>();

  private record Power(DD base, double exponent) {}

  static final Arithmetic<DoubleDouble> FROM_DOUBLES = value -> new DoubleDouble(DD.of(value));

  double nearest() {
    return value.doubleValue();
  }

  @Override
  public DoubleDouble plus(DoubleDouble that) {
    return new DoubleDouble(value.add(that.value));
  }

  @Override
  public DoubleDouble minus(DoubleDouble that) {
    return new DoubleDouble(value.subtract(that.value));
  }

  @Override
  public DoubleDouble times(DoubleDouble that) {
    return new DoubleDouble(value.multiply(that.value));
  }

  @Override
  public DoubleDouble over(DoubleDouble that) {
    return that.nearest() == 0 ? that : new DoubleDouble(value.divide(that.value));
  }

  @Override
  public DoubleDouble complement() {
    return new DoubleDouble(DD.ONE.subtract(value));
  }

  @Override
  public DoubleDouble power(long t) {
    return new DoubleDouble(value.pow(Math.toIntExact(t)));
  }

  @Override
  public DoubleDouble realPower(double exponent) {
    return new DoubleDouble(
        POWERS.computeIfAbsent(new Power(value, exponent), DoubleDouble::computed));
  }

  private static DD computed(Power power) {
    Dyadic base = Dyadic.of(power.base.hi()).plus(Dyadic.of(power.base.lo()));
    Dyadic exact = ExactMath.pow(base, Dyadic.of(power.exponent), BITS);
    double high = exact.toDouble();
    return DD.ofSum(high, exact.minus(Dyadic.of(high)).toDouble());
  }

  @Override
  public DoubleDouble sqrt() {
    return new DoubleDouble(value.sqrt());
  }

  @Override
  public DoubleDouble abs() {
    return new DoubleDouble(value.abs());
  }

  @Override
  public DoubleDouble max(DoubleDouble that) {
    return minus(that).nearest() >= 0 ? this : that;
  }

  @Override
  public DoubleDouble sign() {
    return new DoubleDouble(DD.of(Math.signum(nearest())));
  }
}
