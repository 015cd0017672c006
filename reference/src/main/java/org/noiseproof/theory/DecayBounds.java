package org.noiseproof.theory;

/**
 * BIAS-27: normalized steepest descent with decoupled weight decay λ is Frank and Wolfe's method on
 * the ball ‖W‖ ≤ 1/λ: W ← (1 − ηλ) W + ηλ (D/λ). For F = log Σ e^{−m_ic}, whose gradient is R²
 * times as far apart as its arguments, from W = 0 and with η_t = 2/((t + 2)λ),
 *
 * <pre>
 * F(W_T) − F* ≤ 8R²/(λ²(T + 2)),             F* = min {F(W) : ‖W‖ ≤ 1/λ}
 * F(W) − F* ≤ q/λ − ⟨A p, W⟩,                 q = ‖A p‖_*, p the weights at W
 * λ m(W) ≥ γ − λ (log N + F(W) − F*),
 * </pre>
 *
 * <p>the last since F(V/λ) ≤ log N − γ/λ at the max-margin direction V, and m ≥ −F. The first two
 * are standard (Jaggi 2013, cited from memory); the last is derived.
 *
 * @param radius R
 * @param decay λ
 * @param pairs N
 */
public record DecayBounds(double radius, double decay, int pairs) {
  public DecayBounds {
    Argument.positive("radius", radius);
    Argument.positive("decay", decay);
    Argument.require(pairs >= 1, "pairs", pairs, "pairs ≥ 1");
  }

  /** The most that F(W_T) − F* can be, before anything is run. */
  public double excess(long steps) {
    return 8 * radius * radius / (decay * decay * (steps + 2));
  }

  /** The most that F(W) − F* can be, seen from W. */
  public double excess(double dual, double inner) {
    return dual / decay - inner;
  }

  /** The least that λ m(W) can be. */
  public double margin(double gamma, double excess) {
    return gamma - decay * (Math.log(pairs) + excess);
  }
}
