package org.noiseproof.theory;

import org.apache.commons.math3.special.Beta;

/**
 * Gradient descent that is left alone but for H hits in T steps, each of which displaces a step's
 * estimate by at most j: |g − c∇F(x)| ≤ hj for some c in [0, 1], where h of them hit. Then, for η ≤
 * 1/L and ‖∇F‖ ≤ G,
 *
 * <p>Σ_{t&lt;T} ‖∇F(x_t)‖² ≤ 2Δ/η + H (2Gj + G²),
 *
 * <p>as a step that is not hit lowers F by (η/2)‖∇F‖² or more, and one that is raises it by at most
 * ηGhj (derived). Where hits are rare, their number has a binomial law: this bounds probabilities
 * of failure that no sampling reaches.
 */
public final class RareHitBounds {
  private RareHitBounds() {}

  /**
   * The least H for which (1/T) Σ‖∇F(x_t)‖² may exceed the radius; 0 where nothing needs to hit.
   *
   * @param gap Δ
   * @param gradientBound G
   * @param jump j
   */
  public static long hitsToFail(
      double gap,
      double learningRate,
      long steps,
      double gradientBound,
      double jump,
      double radius) {
    double spare = steps * radius - 2 * gap / learningRate;
    double cost = gradientBound * (2 * jump + gradientBound);
    return spare < 0 ? 0 : (long) Math.floor(spare / cost) + 1;
  }

  /**
   * P(H ≥ hits) of that many trials, I_q(hits, trials − hits + 1): small ones keep their digits.
   */
  public static double probability(long hits, long trials, double probability) {
    Argument.probability("probability", probability);
    return hits <= 0
        ? 1
        : hits > trials
            ? 0
            : Beta.regularizedBeta(probability, (double) hits, (double) (trials - hits + 1));
  }
}
