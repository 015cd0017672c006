package org.noiseproof.theory;

/**
 * What a step with an inexact gradient g = ∇F(x) + e does to an L-smooth F, whatever e is; derived
 * from F(y) ≤ F(x) + ⟨∇F(x), y − x⟩ + (L/2)‖y − x‖². The rates of CLIP-15, 16 and 17 start here.
 */
public final class DescentBounds {
  private DescentBounds() {}

  /**
   * (P1) η ≤ 1/L: F(x − ηg) ≤ F(x) − (η/2)‖∇F‖² + (η/2)‖e‖².
   *
   * @param value F(x)
   * @param squaredGradient ‖∇F(x)‖²
   * @param squaredError ‖e‖²
   */
  public static double gradientStep(
      double value, double squaredGradient, double squaredError, double learningRate) {
    return value - learningRate / 2 * squaredGradient + learningRate / 2 * squaredError;
  }

  /**
   * The sum of (P1) over T steps: (1/T) Σ‖∇F(x_t)‖² ≤ 2Δ/(ηT) + (1/T) Σ‖e_t‖².
   *
   * @param gap Δ = F(x₀) − inf F
   * @param squaredError (1/T) Σ‖e_t‖²
   */
  public static double average(double gap, double learningRate, long steps, double squaredError) {
    return 2 * gap / (learningRate * steps) + squaredError;
  }
}
