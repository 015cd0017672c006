package org.noiseproof.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * Clipped moments of μ + X for a symmetric X with survival function S(v) = P(X &gt; v), out of
 * I₀(v) = ∫₀ᵛ S and I₁(v) = ∫₀ᵛ 2wS(w) dw. As E min(Y₊, t) = ∫₀ᵗ P(Y &gt; u) du and E min(Y₊, t)² =
 * ∫₀ᵗ 2u P(Y &gt; u) du, and likewise for −Y,
 *
 * <pre>
 * E clip_t(μ+X)    = μ + I₀(t−μ) − I₀(t+μ)
 * E min(|μ+X|, t)  = I₀(t−μ) + I₀(t+μ) − I₀(μ) − I₀(−μ)
 * E clip_t(μ+X)²   = I₁(t−μ) + I₁(t+μ) − μ² + 2μ E clip_t(μ+X)
 * </pre>
 *
 * (CLIP-5, derived). The integrals are given for v ≥ 0 in a form without cancellation; S(−v) = 1 −
 * S(v) makes I₀(−v) = I₀(v) − v and I₁(−v) = v² − I₁(v).
 */
final class ClippedSymmetric {
  private ClippedSymmetric() {}

  /** N3: S(v) = (1 − v/√(2 + v²))/2. */
  static ClippedMoments studentT2(double shift, double threshold) {
    return moments(
        v -> (Math.sqrt(2) - 2 / (root(v) + v)) / 2,
        v -> asinh(v / Math.sqrt(2)) - v / (root(v) + v),
        shift,
        threshold);
  }

  /** N4 with γ = 1: S(v) = arccot(v)/π. */
  static ClippedMoments cauchy(double shift, double threshold) {
    return moments(
        v -> (v * arccot(v) + StrictMath.log1p(v * v) / 2) / Math.PI,
        v -> (v * v * arccot(v) + v - StrictMath.atan(v)) / Math.PI,
        shift,
        threshold);
  }

  private static ClippedMoments moments(
      DoubleUnaryOperator survival, DoubleUnaryOperator first, double shift, double threshold) {
    double below = threshold - shift;
    double above = threshold + shift;
    double toBelow = survivalIntegral(survival, below);
    double toAbove = survivalIntegral(survival, above);
    double mean = shift + toBelow - toAbove;
    double absolute =
        toBelow + toAbove - survivalIntegral(survival, shift) - survivalIntegral(survival, -shift);
    double second =
        firstIntegral(first, below)
            + firstIntegral(first, above)
            - shift * shift
            + 2 * shift * mean;
    return new ClippedMoments(mean, absolute, second);
  }

  private static double survivalIntegral(DoubleUnaryOperator survival, double v) {
    double magnitude = survival.applyAsDouble(Math.abs(v));
    return v >= 0 ? magnitude : magnitude + v;
  }

  private static double firstIntegral(DoubleUnaryOperator first, double v) {
    double magnitude = first.applyAsDouble(Math.abs(v));
    return v >= 0 ? magnitude : v * v - magnitude;
  }

  private static double root(double v) {
    return Math.sqrt(2 + v * v);
  }

  private static double arccot(double v) {
    return StrictMath.atan2(1, v);
  }

  private static double asinh(double v) {
    return StrictMath.log1p(v + v * v / (1 + Math.sqrt(1 + v * v)));
  }
}
