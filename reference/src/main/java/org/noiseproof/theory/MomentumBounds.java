package org.noiseproof.theory;

/**
 * CLIP-17: m_0 = g_0, m_t = μ m_{t−1} + (1−μ) g_t, x_{t+1} = x_t − η m_t with g_t = ∇F(x_t) + ε_t,
 * η ≤ (1−μ)/(4L), for every sequence of errors ε_t. Derived: (P1) of {@link DescentBounds} for e_t
 * = m_t − ∇F(x_t), keeping −(η/2)(1 − Lη)‖m_t‖², and {@link #averagedError}; Young's inequality
 * with (1−μ)/(2μ) lets the first pay for what the points drift in the second.
 */
public final class MomentumBounds {
  private MomentumBounds() {}

  /** (1−μ)/(4L). */
  public static double largestLearningRate(double momentum, double smoothness) {
    momentum(momentum);
    Argument.positive("smoothness", smoothness);
    return (1 - momentum) / (4 * smoothness);
  }

  /**
   * (1/T) Σ‖∇F(x_t)‖² ≤ 2Δ/(ηT) + 2‖ε_0‖²/((1−μ)T) + (2/T) Σ‖ε_t‖².
   *
   * @param gap Δ = F(x₀) − inf F
   * @param initialError ‖ε_0‖²
   * @param squaredError (1/T) Σ‖ε_t‖²
   */
  public static double average(
      double gap,
      double momentum,
      double learningRate,
      long steps,
      double initialError,
      double squaredError) {
    momentum(momentum);
    return DescentBounds.average(gap, learningRate, steps, 2 * squaredError)
        + 2 * initialError / ((1 - momentum) * steps);
  }

  /**
   * ‖e_t‖² ≤ μ‖e_{t−1} + ∇F(x_{t−1}) − ∇F(x_t)‖² + (1−μ)‖ε_t‖², since the square is convex.
   *
   * @param drifted ‖e_{t−1} + ∇F(x_{t−1}) − ∇F(x_t)‖²
   * @param squaredError ‖ε_t‖²
   */
  public static double averagedError(double momentum, double drifted, double squaredError) {
    momentum(momentum);
    return momentum * drifted + (1 - momentum) * squaredError;
  }

  private static void momentum(double momentum) {
    Argument.require(momentum >= 0 && momentum < 1, "momentum", momentum, "0 ≤ momentum < 1");
  }
}
