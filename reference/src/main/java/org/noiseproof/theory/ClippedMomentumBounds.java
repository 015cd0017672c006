package org.noiseproof.theory;

/**
 * CLIP-23: clip, average, normalise (Cutkosky and Mehta 2021, cited from memory): m_0 = 0, m_t = β
 * m_{t−1} + o clip_t(g_t), o = 1 − β, t = M o^{−1/p}, x ← x − η m/‖m‖, E‖g‖ᵖ ≤ Mᵖ (raw), 1 ≤ p ≤ 2.
 * In any dimension, with probability ≥ 1 − δ,
 *
 * <pre>
 * ‖o Σ β^{t−s} (clip_t(g_s) − ∇F(x_s))‖ ≤ r(δ) = M o^{(p−1)/p} (κ_p + ½ h⁻¹(4 ln(2/δ))),
 * (1/T) Σ‖∇F‖ ≤ Δ/(ηT) + Lη/2 + 2[‖∇F(x_0)‖/(To) + Lη/o + r(δ/T)].
 * </pre>
 *
 * Derived: the first by CLIP-6 for the bias and Pinelis' inequality (1994, Theorem 3.4, quoted from
 * memory) with increments ≤ 2ot and Σ o² β^{2j} Mᵖ t^{2−p} ≤ o Mᵖ t^{2−p}; the second by (P2) and a
 * union over the steps.
 *
 * @param p order of the moment
 * @param moment M
 * @param open o in (0, 1]
 */
public record ClippedMomentumBounds(double p, double moment, double open) {
  public ClippedMomentumBounds {
    Argument.order(p);
    Argument.positive("moment", moment);
    Argument.require(open > 0 && open <= 1, "open", open, "0 < open ≤ 1");
  }

  /** t = M o^{−1/p}. */
  public double threshold() {
    return moment * StrictMath.pow(open, -1 / p);
  }

  /** r(δ): what the average of the clipped noise exceeds with probability at most δ. */
  public double deviation(double delta) {
    Argument.probability("delta", delta);
    return moment
        * StrictMath.pow(open, (p - 1) / p)
        * (ClippingBounds.kappa(p) + BennettFunction.inverse(4 * StrictMath.log(2 / delta)) / 2);
  }

  /**
   * What (1/T) Σ‖∇F‖ exceeds with probability at most δ.
   *
   * @param smoothness L
   * @param gap Δ
   * @param first ‖∇F(x_0)‖
   * @param step η
   */
  public double highProbability(
      double smoothness, double gap, double first, double step, long steps, double delta) {
    return path(smoothness, gap, first, step, steps, deviation(delta / steps));
  }

  /**
   * (1/T) Σ‖∇F‖ for every realisation: Δ/(ηT) + Lη/2 + 2[‖∇F(x_0)‖/(To) + Lη/o + noise].
   *
   * @param noise (1/T) Σ_t ‖o Σ_{s≤t} β^{t−s} (clip_t(g_s) − ∇F(x_s))‖
   */
  public double path(
      double smoothness, double gap, double first, double step, long steps, double noise) {
    return gap / (step * steps)
        + smoothness * step / 2
        + 2 * (first / (steps * open) + smoothness * step / open + noise);
  }
}
