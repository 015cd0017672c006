package org.noiseproof.dialect;

import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;

/**
 * A real number to {@value #BITS} bits: so many that no run of this project notices the rest.
 *
 * @param value the number
 */
public record ExactNumber(Dyadic value) implements Scalar<ExactNumber> {
  private static final int BITS = 256;

  /** Doubles, exactly. */
  public static final Arithmetic<ExactNumber> FROM_DOUBLES =
      value -> new ExactNumber(Dyadic.of(value));

  private static ExactNumber rounded(Dyadic value) {
    return new ExactNumber(value.round(BITS));
  }

  @Override
  public ExactNumber plus(ExactNumber that) {
    return rounded(value.plus(that.value));
  }

  @Override
  public ExactNumber minus(ExactNumber that) {
    return rounded(value.minus(that.value));
  }

  @Override
  public ExactNumber times(ExactNumber that) {
    return rounded(value.times(that.value));
  }

  @Override
  public ExactNumber over(ExactNumber that) {
    return that.value.signum() == 0 ? that : new ExactNumber(value.divide(that.value, BITS));
  }

  @Override
  public ExactNumber complement() {
    return rounded(Dyadic.ONE.minus(value));
  }

  @Override
  public ExactNumber power(long t) {
    ExactNumber result = new ExactNumber(Dyadic.ONE);
    ExactNumber square = this;
    for (long rest = t; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = result.times(square);
      }
      square = square.times(square);
    }
    return result;
  }

  @Override
  public ExactNumber realPower(double exponent) {
    return new ExactNumber(ExactMath.pow(value, Dyadic.of(exponent), BITS));
  }

  @Override
  public ExactNumber sqrt() {
    return new ExactNumber(value.sqrt(BITS));
  }

  @Override
  public ExactNumber abs() {
    return new ExactNumber(value.abs());
  }

  @Override
  public ExactNumber max(ExactNumber that) {
    return value.compareTo(that.value) >= 0 ? this : that;
  }

  @Override
  public ExactNumber sign() {
    return new ExactNumber(Dyadic.of((long) value.signum()));
  }
}
