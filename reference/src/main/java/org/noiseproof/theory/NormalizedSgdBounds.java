package org.noiseproof.theory;

/**
 * CLIP-21: normalised mini-batch SGD, x ← x − η g/‖g‖ with g the plain mean of n samples, E‖noise‖ᵖ
 * ≤ σᵖ (central), 1 ≤ p ≤ 2 (derived; the method and its rates are those of Hübler, Fatkhullin and
 * He, arXiv 2410.13849, known to us from summaries).
 *
 * <p>For an L-smooth F, any g and e = g − ∇F(x), one step obeys (P2)
 *
 * <pre>
 * F(x − η g/‖g‖) ≤ F(x) − η‖∇F(x)‖ + 2η‖e‖ + Lη²/2,
 * </pre>
 *
 * and E‖e‖ ≤ 2^{(2−p)/p} σ n^{−(p−1)/p} by von Bahr and Esseen. Summed over T steps:
 *
 * <pre>
 * (1/T) Σ E‖∇F‖ ≤ Δ/(ηT) + Lη/2 + 2E‖e‖;
 * (1/T) Σ ‖∇F‖  ≤ 2Δ/(ηT) + Lη(1 + 2l) + 2‖∇F(x_0)‖ l/T + 4E‖e‖  with probability ≥ 1 − δ,
 * </pre>
 *
 * l = ln(1/δ): no clipping is needed, as ⟨∇F, g/‖g‖⟩ is bounded whatever the noise is.
 *
 * @param smoothness L
 * @param gap Δ = F(x_0) − inf F, ≥ 0
 * @param p order of the moment
 * @param deviation σ
 */
public record NormalizedSgdBounds(double smoothness, double gap, double p, double deviation) {
  public NormalizedSgdBounds {
    Argument.positive("smoothness", smoothness);
    Argument.require(gap >= 0 && Double.isFinite(gap), "gap", gap, "0 ≤ gap < ∞");
    Argument.order(p);
    Argument.positive("deviation", deviation);
  }

  /**
   * (P2): what F is at most after a step of length η.
   *
   * @param value F(x)
   * @param gradient ‖∇F(x)‖
   * @param error ‖e‖
   */
  public static double afterStep(
      double smoothness, double value, double gradient, double error, double step) {
    return value - step * gradient + 2 * step * error + smoothness * step * step / 2;
  }

  /** 2^{(2−p)/p}. */
  public static double vonBahrEsseen(double p) {
    Argument.order(p);
    return StrictMath.pow(2, (2 - p) / p);
  }

  /** E‖e‖ ≤ 2^{(2−p)/p} σ n^{−(p−1)/p}. */
  public double error(int n) {
    Argument.samples(n);
    return vonBahrEsseen(p) * deviation * StrictMath.pow(n, (1 - p) / p);
  }

  /** √(2Δ/(LT)), at which the expectation's bound is least. */
  public double step(long steps) {
    return Math.sqrt(2 * gap / (smoothness * steps));
  }

  /** √(2Δ/(LT(1 + 2l))), at which the bound in high probability is least. */
  public double step(long steps, double delta) {
    return Math.sqrt(2 * gap / (smoothness * steps * (1 + 2 * log(delta))));
  }

  /** Δ/(ηT) + Lη/2 + 2E‖e‖, for the expectation of the average of ‖∇F‖. */
  public double expectation(int n, long steps, double step) {
    return gap / (step * steps) + smoothness * step / 2 + 2 * error(n);
  }

  /**
   * What the average of ‖∇F‖ exceeds with probability at most δ.
   *
   * @param first ‖∇F(x_0)‖
   */
  public double highProbability(int n, long steps, double step, double first, double delta) {
    double l = log(delta);
    return 2 * gap / (step * steps)
        + smoothness * step * (1 + 2 * l)
        + 2 * first * l / steps
        + 4 * error(n);
  }

  private static double log(double delta) {
    Argument.probability("delta", delta);
    return StrictMath.log(1 / delta);
  }
}
