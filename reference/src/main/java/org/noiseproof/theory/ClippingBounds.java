package org.noiseproof.theory;

/**
 * CLIP-6: what clipping one sample at t costs, for X in any Hilbert space, 1 ≤ p ≤ 2 (derived). The
 * two inequalities of one variable behind them, (u − t)₊ ≤ κ_p uᵖ t^{1−p} and min(u, t)² ≤ uᵖ
 * t^{2−p}, are equalities at u = pt/(p − 1) and at u = t.
 */
public final class ClippingBounds {
  private ClippingBounds() {}

  /** κ_p = (p−1)^{p−1}/pᵖ: ¼ at p = 2, 1 at p = 1. */
  public static double kappa(double p) {
    Argument.order(p);
    return StrictMath.pow(p - 1, p - 1) / StrictMath.pow(p, p);
  }

  /**
   * ‖E clip_t X − EX‖ ≤ E(‖X‖ − t)₊ ≤ κ_p Mᵖ t^{1−p}.
   *
   * @param p order of the moment
   * @param moment M, with E‖X‖ᵖ ≤ Mᵖ (raw)
   * @param threshold t &gt; 0
   */
  public static double bias(double p, double moment, double threshold) {
    positive(moment, threshold);
    return kappa(p) * threshold * StrictMath.pow(moment / threshold, p);
  }

  /** E‖clip_t X‖² ≤ Mᵖ t^{2−p}, with the arguments of {@link #bias}. */
  public static double secondMoment(double p, double moment, double threshold) {
    Argument.order(p);
    positive(moment, threshold);
    return threshold * threshold * StrictMath.pow(moment / threshold, p);
  }

  /**
   * ‖E clip_t X − x‖ ≤ κ_p σᵖ (t − ‖x‖)^{1−p}, x = EX.
   *
   * @param p order of the moment
   * @param deviation σ, with E‖X − x‖ᵖ ≤ σᵖ (central)
   * @param mean ‖x‖, less than t
   * @param threshold t &gt; 0
   */
  public static double centralBias(double p, double deviation, double mean, double threshold) {
    meanBelow(threshold, mean);
    return bias(p, deviation, threshold - mean);
  }

  /** E‖clip_t X − x‖² ≤ σᵖ (t + ‖x‖)^{2−p}, with the arguments of {@link #centralBias}. */
  public static double centralMeanSquaredError(
      double p, double deviation, double mean, double threshold) {
    meanBelow(threshold, mean);
    return secondMoment(p, deviation, threshold + mean);
  }

  private static void positive(double moment, double threshold) {
    Argument.positive("moment", moment);
    Argument.positive("threshold", threshold);
  }

  private static void meanBelow(double threshold, double mean) {
    Argument.require(mean >= 0 && mean < threshold, "‖x‖", mean, "0 ≤ ‖x‖ < t = " + threshold);
  }
}
