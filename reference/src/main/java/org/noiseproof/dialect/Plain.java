package org.noiseproof.dialect;

/**
 * A double as programs compute with it, each operation rounded.
 *
 * @param value the double
 */
public record Plain(double value) implements Scalar<Plain> {

  @Override
  public Plain plus(Plain that) {
    return new Plain(value + that.value);
  }

  @Override
  public Plain minus(Plain that) {
    return new Plain(value - that.value);
  }

  @Override
  public Plain times(Plain that) {
    return new Plain(value * that.value);
  }

  @Override
  public Plain over(Plain that) {
    return new Plain(that.value == 0 ? 0 : value / that.value);
  }

  @Override
  public Plain complement() {
    return new Plain(1 - value);
  }

  @Override
  public Plain power(long t) {
    return new Plain(StrictMath.pow(value, (double) t));
  }

  @Override
  public Plain realPower(double exponent) {
    return new Plain(StrictMath.pow(value, exponent));
  }

  @Override
  public Plain sqrt() {
    return new Plain(Math.sqrt(value));
  }

  @Override
  public Plain abs() {
    return new Plain(Math.abs(value));
  }

  @Override
  public Plain max(Plain that) {
    return new Plain(Math.max(value, that.value));
  }

  @Override
  public Plain sign() {
    return new Plain(Math.signum(value));
  }
}
