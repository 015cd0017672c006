package org.noiseproof.fast;

import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.Threshold;

/**
 * τ_k = α k^{1/β}, k from 1, within {@link #ULPS} units in the last place and the same bits on
 * every machine; ∞ where it overflows.
 *
 * @param alpha α ≥ 0
 * @param beta β &gt; 0, may be infinite
 */
public record Thresholds(double alpha, double beta) {
  /** How far a threshold may be from its real value, in units in the last place. */
  public static final int ULPS = 3;

  /** Thresholds beyond 2^±this are left to the exact way. */
  private static final int LARGEST_EXPONENT = 400;

  /** Whether a threshold is so far from the ends of the range that squares stay accurate. */
  public static boolean reaches(double threshold) {
    return threshold == 0
        || threshold == Double.POSITIVE_INFINITY
        || Math.abs(Math.getExponent(threshold)) <= LARGEST_EXPONENT;
  }

  /** The largest double within a threshold, ∞ where all are. */
  public static double largestWithin(Threshold threshold) {
    double candidate = Math.min(threshold.value().toDouble(), Double.MAX_VALUE);
    while (threshold.leaves(Dyadic.of(Math.nextUp(candidate)).square())) {
      if (candidate == Double.MAX_VALUE) {
        return Double.POSITIVE_INFINITY;
      }
      candidate = Math.nextUp(candidate);
    }
    while (!threshold.leaves(Dyadic.of(candidate).square())) {
      candidate = Math.nextDown(candidate);
    }
    return candidate;
  }

  /** Whether it is the same for every sample. */
  public boolean constant() {
    return beta == Double.POSITIVE_INFINITY || alpha == 0 || alpha == Double.POSITIVE_INFINITY;
  }

  /** The threshold of sample k. */
  public double at(int k) {
    if (k == 1 || constant()) {
      return alpha;
    }
    if (beta == 1) {
      return alpha * k;
    }
    if (beta == 2) {
      return alpha * StrictMath.sqrt(k);
    }
    double power = power(k, beta);
    if (power < Double.POSITIVE_INFINITY) {
      return alpha * power;
    }
    // α may be small enough to bring the product back into range: α p p p p with p = k^{1/(4β)}.
    double root = power(k, 4 * beta);
    return alpha * root * root * root * root;
  }

  /**
   * k^{1/β}. Rounding 1/β to the double h changes the power by the factor k^{1/β − h}, some 10 u
   * for a million samples; 1/β − h = (1 − hβ)/β is known exactly enough to take it back to first
   * order.
   */
  private static double power(int k, double beta) {
    double exponent = 1 / beta;
    double power = StrictMath.pow(k, exponent);
    double rest = Math.fma(-exponent, beta, 1.0) / beta;
    double correction = power * (rest * StrictMath.log(k));
    return Double.isFinite(correction) ? power + correction : power;
  }
}
