package org.noiseproof.dialect;

import java.util.SplittableRandom;
import org.noiseproof.backend.Precision;

/**
 * A number of a precision as some program may compute with it: in whatever order, so that each
 * operation is off by up to three roundings, and the result is a number of the precision. What adds
 * or multiplies 0 is exact in any.
 */
record Imprecise(double value, Precision precision, SplittableRandom random)
    implements Scalar<Imprecise> {
  private static final int ROUNDINGS = 3;

  static Arithmetic<Imprecise> in(Precision precision, SplittableRandom random) {
    return value -> new Imprecise(precision.round(value), precision, random);
  }

  private Imprecise off(double exact, double roundings) {
    double error = random.nextDouble(-1, 1) * roundings * precision.unitRoundoff();
    return new Imprecise(precision.round(exact * (1 + error)), precision, random);
  }

  @Override
  public Imprecise plus(Imprecise that) {
    return off(value + that.value, value == 0 || that.value == 0 ? 0 : ROUNDINGS - 1);
  }

  @Override
  public Imprecise minus(Imprecise that) {
    return off(value - that.value, value == 0 || that.value == 0 ? 0 : ROUNDINGS - 1);
  }

  @Override
  public Imprecise times(Imprecise that) {
    return off(value * that.value, ROUNDINGS - 1);
  }

  @Override
  public Imprecise over(Imprecise that) {
    return that.value == 0 ? that : off(value / that.value, ROUNDINGS - 1);
  }

  @Override
  public Imprecise average(Imprecise old, Imprecise fresh) {
    return random.nextBoolean()
        ? times(old).plus(complement().times(fresh))
        : old.plus(complement().times(fresh.minus(old)));
  }

  @Override
  public Imprecise complement() {
    return off(1 - value, value == 0 || value == 1 ? 0 : ROUNDINGS - 1);
  }

  @Override
  public Imprecise power(long t) {
    return off(StrictMath.pow(value, (double) t), (double) t);
  }

  @Override
  public Imprecise realPower(double exponent) {
    return off(StrictMath.pow(value, exponent), ROUNDINGS - 1);
  }

  @Override
  public Imprecise sqrt() {
    return off(Math.sqrt(value), ROUNDINGS - 1);
  }

  @Override
  public Imprecise abs() {
    return new Imprecise(Math.abs(value), precision, random);
  }

  @Override
  public Imprecise max(Imprecise that) {
    return value >= that.value ? this : that;
  }

  @Override
  public Imprecise sign() {
    return new Imprecise(Math.signum(value), precision, random);
  }
}
