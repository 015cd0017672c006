package org.noiseproof.theory;

/**
 * T steps of SGD on one clipped sample a step, with a radius and a learning rate chosen by T: t = M
 * T^{1/(3p−2)}, η = T^{−p/(3p−2)}/L, as in Zhang et al. 2020 and Nguyen et al. 2023 (their forms
 * are cited from memory). Bounds of (1/T) Σ_{t&lt;T} ‖∇F(x_t)‖² in expectation (CLIP-18) and with
 * high probability (CLIP-19), derived from CLIP-6 at each step.
 *
 * @param p in (1, 2]
 * @param moment M, with E‖g‖ᵖ ≤ Mᵖ for the samples at every point of the path (raw)
 * @param gap Δ = F(x₀) − inf F ≥ 0
 * @param smoothness L
 * @param steps T
 */
public record ClippedSgdBounds(double p, double moment, double gap, double smoothness, long steps) {
  public ClippedSgdBounds {
    Argument.order(p);
    Argument.positive("moment", moment);
    Argument.require(gap >= 0, "gap", gap, "gap ≥ 0");
    Argument.positive("smoothness", smoothness);
    Argument.require(steps >= 1, "steps", steps, "steps ≥ 1");
  }

  /** 1/(3p−2): t = M T to this. */
  public static double radiusExponent(double p) {
    Argument.order(p);
    return 1 / (3 * p - 2);
  }

  /** −p/(3p−2): η = T to this, over L. */
  public static double learningRateExponent(double p) {
    Argument.order(p);
    return -p / (3 * p - 2);
  }

  /** t = M T^{1/(3p−2)}. */
  public double radius() {
    return moment * StrictMath.pow((double) steps, radiusExponent(p));
  }

  /** η = T^{−p/(3p−2)}/L. */
  public double learningRate() {
    return StrictMath.pow((double) steps, learningRateExponent(p)) / smoothness;
  }

  /**
   * E F(x − η clip_t(g)) ≤ F(x) − (η/2)‖∇F‖² + (η/2) κ_p² M^{2p} t^{2−2p} + (Lη²/2) Mᵖ t^{2−p}: one
   * step of it.
   *
   * @param value F(x)
   * @param squaredGradient ‖∇F(x)‖²
   */
  public double step(double value, double squaredGradient) {
    double bias = ClippingBounds.bias(p, moment, radius());
    double rate = learningRate();
    return value
        - rate / 2 * (squaredGradient - bias * bias)
        + smoothness * rate * rate / 2 * ClippingBounds.secondMoment(p, moment, radius());
  }

  /** E: [2LΔ + (1 + κ_p²) M²] T^{−2(p−1)/(3p−2)}. */
  public double inExpectation() {
    double kappa = ClippingBounds.kappa(p);
    return (2 * smoothness * gap + (1 + kappa * kappa) * moment * moment)
        * StrictMath.pow((double) steps, -2 * (p - 1) * radiusExponent(p));
  }

  /**
   * With probability ≥ 1 − δ, where ‖∇F‖ ≤ G and l = ln(2/δ): 4Δ/(ηT) + 2b² + (4l/T) max{2Gt,
   * 4(e−2) Mᵖ t^{2−p}} + 2Lη[(e−1) Mᵖ t^{2−p} + t² l/T], b = κ_p Mᵖ t^{1−p}.
   *
   * @param gradientBound G
   */
  public double withProbability(double gradientBound, double delta) {
    Argument.positive("gradientBound", gradientBound);
    Argument.probability("delta", delta);
    double l = StrictMath.log(2 / delta);
    double t = radius();
    double bias = ClippingBounds.bias(p, moment, t);
    double second = ClippingBounds.secondMoment(p, moment, t);
    return 4 * gap / (learningRate() * steps)
        + 2 * bias * bias
        + 4 * l / steps * Math.max(2 * gradientBound * t, 4 * (Math.E - 2) * second)
        + 2 * smoothness * learningRate() * ((Math.E - 1) * second + t * t * l / steps);
  }
}
