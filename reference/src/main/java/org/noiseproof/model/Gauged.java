package org.noiseproof.model;

import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;

/**
 * A real number x with its gauge G ≥ |x|: a computation of depth δ in doubles gets x up to γ_δ G.
 *
 * @param value x, to {@link #BITS} bits
 * @param gauge G
 */
record Gauged(Dyadic value, double gauge) {
  /** Relative precision of every operation, far beyond what the gauge is told apart to. */
  static final int BITS = 256;

  static final Gauged ZERO = exact(Dyadic.ZERO);
  static final Gauged ONE = exact(Dyadic.ONE);

  /** What is given, not computed. */
  static Gauged exact(Dyadic value) {
    return new Gauged(value, Math.abs(value.toDouble()));
  }

  Gauged plus(Gauged that) {
    return new Gauged(value.plus(that.value).round(BITS), gauge + that.gauge);
  }

  Gauged minus(Gauged that) {
    return new Gauged(value.minus(that.value).round(BITS), gauge + that.gauge);
  }

  Gauged times(Gauged that) {
    return new Gauged(value.times(that.value).round(BITS), gauge * that.gauge);
  }

  /** tanh x; since |tanh'| ≤ 1, what x is off by adds to what the function's rounding costs. */
  Gauged tanh() {
    Dyadic tanh = tanh(value);
    return new Gauged(tanh, Math.abs(tanh.toDouble()) + gauge);
  }

  /** (e²ˣ − 1)/(e²ˣ + 1), with as many more bits as the difference loses. */
  private static Dyadic tanh(Dyadic x) {
    if (x.signum() == 0) {
      return x;
    }
    int lost = Math.max(0, -x.binaryExponent()) + 2;
    Dyadic power = ExactMath.exp(x.scale(1), BITS + lost);
    return power.minus(Dyadic.ONE).divide(power.plus(Dyadic.ONE), BITS);
  }
}
