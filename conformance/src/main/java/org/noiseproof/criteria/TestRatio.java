package org.noiseproof.criteria;

import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;

/**
 * The test ratio |computed − exact| / (γ_d · gauge + floor): the error in units of what d roundings
 * in a chain may cost. At most 1 passes.
 *
 * <p>γ_d = d u / (1 − d u) bounds the relative error of d roundings (Higham 2002, <i>Accuracy and
 * Stability of Numerical Algorithms</i>, Lemma 3.1); the gauge Σ|terms| is the scale to which it is
 * relative, so that cancellation excuses nothing and costs nothing (the level-3 BLAS testers of
 * Dongarra et al. 1990 judge so); and the floor, d/2 spacings of subnormal numbers, is what d
 * roundings may lose where the relative bound ends.
 *
 * @param precision that the computation was rounded in
 * @param depth d, the roundings between an input and the output
 */
public record TestRatio(Precision precision, long depth) {
  /** Bits of the quotient, far beyond what anyone reads of it. */
  private static final int QUOTIENT_BITS = 60;

  /** Refuses a depth below 1. */
  public TestRatio {
    if (depth < 1) {
      throw new IllegalArgumentException("depth = " + depth + " is out of range: depth ≥ 1");
    }
  }

  /**
   * The ratio of a computed number.
   *
   * @param gauge ≥ 0; where it is infinite, nothing but NaN is judged
   * @return 0 where the number is exact, or where both overflow to the same infinity; ∞ where the
   *     computed number is not finite and the exact one does not round to it
   */
  public double of(double computed, Dyadic exact, double gauge) {
    if (Double.isFinite(computed)) {
      return ratio(Dyadic.of(computed).minus(exact).abs(), gauge);
    }
    return notFinite(computed, rounded(exact), gauge);
  }

  /**
   * The ratio of the difference of two computed numbers that should be one: either may be off by
   * what its roundings may cost.
   */
  public double between(double one, double other, double gauge) {
    if (Double.isFinite(one) && Double.isFinite(other)) {
      return ratio(Dyadic.of(one).minus(Dyadic.of(other)).abs(), gauge) / 2;
    }
    return notFinite(one, other, gauge);
  }

  /** How far a computed number lies above a bound; 0 where it does not. */
  public double above(double computed, double bound, double gauge) {
    return computed <= bound ? 0 : between(computed, bound, gauge);
  }

  /** γ_d · gauge + floor, what the error may be, for a finite gauge. */
  public Dyadic allowed(double gauge) {
    Dyadic relative =
        Dyadic.of(Tolerance.gamma(depth, precision.unitRoundoff())).times(Dyadic.of(gauge));
    Dyadic floor = Dyadic.of(depth).times(Dyadic.of(precision.smallestSubnormal())).scale(-1);
    return relative.plus(floor);
  }

  private double ratio(Dyadic error, double gauge) {
    return error.signum() == 0 || gauge == Double.POSITIVE_INFINITY
        ? 0
        : error.divide(allowed(gauge), QUOTIENT_BITS).toDouble();
  }

  private static double notFinite(double one, double other, double gauge) {
    boolean unjudged =
        gauge == Double.POSITIVE_INFINITY && !Double.isNaN(one) && !Double.isNaN(other);
    return one == other || unjudged ? 0 : Double.POSITIVE_INFINITY;
  }

  private double rounded(Dyadic exact) {
    return switch (precision) {
      case FLOAT64 -> exact.toDouble();
      case FLOAT32 -> exact.toFloat();
    };
  }
}
