package org.noiseproof.theory;

/**
 * Theorem C: under the Frobenius norm the gap falls as 1/T. On F(W) = log Σ_ic e^{−m_ic(W)} from W
 * = 0, W_{t+1} = W_t + h_t A p_t with 0 &lt; h_t ≤ 1/R²:
 *
 * <ul>
 *   <li>(C1) q_{t+1} ≤ q_t
 *   <li>(C2) F_{t+1} ≤ F_t − (h_t/2)(q_t² + q_{t+1}²)
 *   <li>(C3) q_T² ≤ γ² + 2R² log N / T for h = 1/R²
 *   <li>(C4) γ − m(W_T)/‖W_T‖ ≤ R² (log N + ½)/(γT) for h = 1/R²
 *   <li>(C5) γ − m(W_T)/‖W_T‖ ≤ log N/(ηT) for steps of a constant length η ≤ γ/R², h_t = η/q_t
 * </ul>
 *
 * <p>Derived: p_t is entropic mirror descent on ‖A p‖²/2, which is R²-smooth in ℓ₁. Ji and
 * Telgarsky 2021 have O(1/t) for two classes (as quoted by others); the constants here are ours.
 *
 * @param pairs N
 * @param radius R = √2 max ‖x_i‖₂
 * @param margin γ &gt; 0, or a lower bound of it
 */
public record FrobeniusDescentBounds(int pairs, double radius, double margin) {
  public FrobeniusDescentBounds {
    Argument.samples(pairs);
    Argument.positive("radius", radius);
    Argument.positive("margin", margin);
  }

  /** 1/R²: the longest h of (C1) to (C4). */
  public double longestRate() {
    return 1 / (radius * radius);
  }

  /** γ/R²: the longest η of (C5). */
  public double longestStep() {
    return margin / (radius * radius);
  }

  /** (C2) what F loses at least: (h/2)(q² + q'²). */
  public static double decrease(double rate, double dual, double nextDual) {
    return rate / 2 * (dual * dual + nextDual * nextDual);
  }

  /** (C3) γ² + 2R² log N / T, at least q_T². */
  public double squaredDual(long steps) {
    return margin * margin + 2 * radius * radius * logPairs() / steps(steps);
  }

  /** (C4) R² (log N + ½)/(γT). */
  public double rateGap(long steps) {
    return radius * radius * (logPairs() + 0.5) / (margin * steps(steps));
  }

  /** (C5) log N/(ηT). */
  public double stepGap(double step, long steps) {
    Argument.positive("step", step);
    return logPairs() / (step * steps(steps));
  }

  private double logPairs() {
    return StrictMath.log(pairs);
  }

  private static double steps(long steps) {
    Argument.require(steps >= 1, "steps", steps, "steps ≥ 1");
    return (double) steps;
  }
}
