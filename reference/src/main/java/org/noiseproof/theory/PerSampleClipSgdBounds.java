package org.noiseproof.theory;

/**
 * T steps of SGD on the PS-Clip estimate of n samples a step, α = M and β = p: bounds of the
 * average (1/T) Σ_{t&lt;T} ‖∇F(x_t)‖² in expectation (CLIP-15) and with high probability (CLIP-16).
 * Derived: (P1) of {@link DescentBounds} along the path, and the estimator's error at each step,
 * given the past, by {@link PerSampleClipBounds} or, for all T steps at once, by {@link
 * DeviationBounds} with δ/T. The rates agree with the abstract of Nobile and Grohs, arXiv
 * 2605.02701, whose constants were not available.
 *
 * @param p in (1, 2]
 * @param moment M, with E‖g‖ᵖ ≤ Mᵖ for the samples at every point of the path (raw)
 * @param gap Δ = F(x₀) − inf F ≥ 0
 * @param learningRate η ≤ 1/L
 * @param n samples a step
 * @param steps T
 */
public record PerSampleClipSgdBounds(
    double p, double moment, double gap, double learningRate, int n, long steps) {
  public PerSampleClipSgdBounds {
    Argument.order(p);
    Argument.positive("moment", moment);
    Argument.require(gap >= 0, "gap", gap, "gap ≥ 0");
    Argument.positive("learningRate", learningRate);
    Argument.samples(n);
    Argument.require(steps >= 1, "steps", steps, "steps ≥ 1");
  }

  /**
   * η = 1/L and the batch that makes the bound of N = nT samples least, n* = (r C_p M²
   * N/(2LΔ))^{1/(1 + r)} with r = 2(p−1)/p, rounded: the bound is then O(N^{−2(p−1)/(3p−2)}).
   *
   * @param samples N
   */
  public static PerSampleClipSgdBounds ofBudget(
      double p, double moment, double gap, double smoothness, long samples) {
    double r = PerSampleClipBounds.rate(p);
    double constant = PerSampleClipBounds.c(p, Integer.MAX_VALUE);
    double best =
        StrictMath.pow(
            r * constant * moment * moment * samples / (2 * smoothness * gap), 1 / (1 + r));
    int n = Math.clamp(Math.round(best), 1, (int) Math.min(samples, Integer.MAX_VALUE));
    return new PerSampleClipSgdBounds(p, moment, gap, 1 / smoothness, n, samples / n);
  }

  /** E: 2Δ/(ηT) + M² n^{−r} C_p(n). */
  public double inExpectation() {
    return withError(PerSampleClipBounds.meanSquaredError(p, moment, n));
  }

  /** With probability ≥ 1 − δ, on a line: 2Δ/(ηT) + M² n^{−r} ρ(δ/T)². */
  public double onTheLine(double delta) {
    return within(DeviationBounds.scalar(p, n, delta / steps));
  }

  /** The same in any dimension, with ρ_v. */
  public double inAnyDimension(double delta) {
    return within(DeviationBounds.vector(p, n, delta / steps));
  }

  /** 2Δ/(ηT) + (1/T) Σ‖e_t‖², for any errors. */
  public double withError(double squaredError) {
    return DescentBounds.average(gap, learningRate, steps, squaredError);
  }

  private double within(double rho) {
    double radius = DeviationBounds.radius(p, moment, n, rho);
    return withError(radius * radius);
  }
}
