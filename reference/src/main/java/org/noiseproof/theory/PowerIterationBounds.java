package org.noiseproof.theory;

/**
 * The power iteration p₊ = M Mᵀp/‖M Mᵀp‖ and its direction D = p₊ vᵀ, v = Mᵀp₊/‖Mᵀp₊‖. σ₁ is M's
 * largest singular value, κ = σ₂/σ₁ with σ₂ the first that is strictly smaller, θ the angle between
 * p and the span of the left vectors that belong to σ₁. In an eigenbasis of M Mᵀ (textbook
 * material; (E4) and (E5) derived):
 *
 * <pre>
 * (E1) ‖Mᵀp‖ ≤ ‖M Mᵀp‖/‖Mᵀp‖ ≤ ‖Mᵀp₊‖ ≤ σ₁              Cauchy–Schwarz, twice
 * (E2) tan θ₊ ≤ κ² tan θ
 * (E3) σ₁ − ⟨M, D⟩ ≤ σ₁ (1 − cos θ₊)
 * (E4) ‖Mᵀp_K‖² ≥ σ₁² (cos²θ₀)^{1/(2K+1)}                  Jensen: no gap is needed
 * (E5) tan θ_t ≤ κ² tan(θ_{t−1} + φ_t) for a matrix that turns its leading vector by φ_t,
 *      sin φ_t ≤ ‖M_t − M_{t−1}‖₂/(σ₁(M_t) − σ₂(M_{t−1}))   Wedin
 * </pre>
 */
public final class PowerIterationBounds {
  private PowerIterationBounds() {}

  /**
   * (E2), solved for the number of iterations after which ‖Mᵀp‖ ≥ (1 − loss) σ₁ is certain, by
   * (E3).
   *
   * @param tangent tan θ₀
   */
  public static double iterations(double kappa, double tangent, double loss) {
    ratio(kappa);
    Argument.probability("loss", loss);
    double cosine = 1 - loss;
    double target = StrictMath.sqrt(1 - cosine * cosine) / cosine;
    return Math.max(0, StrictMath.log(target / tangent) / (2 * StrictMath.log(kappa)));
  }

  /** (E3): what σ₁ − ⟨M, D⟩ is at most, 1 − cos θ = 1 − 1/√(1 + tan²θ) without cancellation. */
  public static double loss(double largest, double tangent) {
    double root = StrictMath.sqrt(1 + tangent * tangent);
    return Double.isInfinite(root) ? largest : largest * tangent / root * tangent / (1 + root);
  }

  /** (E4): what ‖Mᵀp_K‖ is at least. */
  public static double withoutGap(double largest, double cosine, int iterations) {
    Argument.require(cosine >= 0 && cosine <= 1, "cosine", cosine, "0 ≤ cosine ≤ 1");
    Argument.require(iterations >= 0, "iterations", iterations, "iterations ≥ 0");
    return largest * StrictMath.pow(cosine, 1 / (2.0 * iterations + 1));
  }

  /** (E5): what tan θ_t is at most; ∞ where θ + φ ≥ π/2, of which it says nothing. */
  public static double tracked(double kappa, double theta, double phi) {
    ratio(kappa);
    double angle = theta + phi;
    return angle < Math.PI / 2 ? kappa * kappa * StrictMath.tan(angle) : Double.POSITIVE_INFINITY;
  }

  /**
   * (E5): what sin φ is at most.
   *
   * @param moved ‖M_t − M_{t−1}‖₂
   * @param gap σ₁(M_t) − σ₂(M_{t−1})
   */
  public static double turned(double moved, double gap) {
    Argument.positive("gap", gap);
    return moved / gap;
  }

  /**
   * The smaller θ with tan θ = κ² tan(θ + φ), below which θ_t stays if it starts there. With z =
   * tan θ and τ = tan φ: τ z² − (1 − κ²) z + κ²τ = 0.
   *
   * @throws IllegalArgumentException where there is none: tan φ &gt; (1 − κ²)/(2κ)
   */
  public static double fixedPoint(double kappa, double phi) {
    ratio(kappa);
    double tau = StrictMath.tan(phi);
    double square = kappa * kappa;
    double room = (1 - square) * (1 - square) - 4 * square * tau * tau;
    Argument.require(
        phi >= 0 && phi < Math.PI / 2 && room >= 0, "phi", phi, "tan φ ≤ (1 − κ²)/(2κ)");
    return StrictMath.atan(2 * square * tau / (1 - square + StrictMath.sqrt(room)));
  }

  private static void ratio(double kappa) {
    Argument.require(kappa >= 0 && kappa <= 1, "kappa", kappa, "0 ≤ κ ≤ 1");
  }
}
