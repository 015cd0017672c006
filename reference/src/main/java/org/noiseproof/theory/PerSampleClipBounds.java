package org.noiseproof.theory;

/**
 * CLIP-7: bias, variance and mean squared error of PS-Clip, (1/n) Σ_k clip_{α k^{1/p}}(X_k), for
 * independent X_k of a common mean and E‖X_k‖ᵖ ≤ Mᵖ, 1 ≤ p ≤ 2; derived from CLIP-6 at each index,
 * by Σ k^{−(p−1)/p} ≤ p n^{1/p} and Σ k^{(2−p)/p} ≤ (p/2) n^{2/p} + n^{2/p−1}/2. The rate agrees
 * with Nobile and Grohs, arXiv 2605.02701, whose constants were not available.
 */
public final class PerSampleClipBounds {
  private PerSampleClipBounds() {}

  /** b_p = p κ_p = ((p−1)/p)^{p−1}: ½ at p = 2, 1 at p = 1. */
  public static double b(double p) {
    return p * ClippingBounds.kappa(p);
  }

  /** r = 2(p−1)/p, the exponent of the rate n^{−r}. */
  public static double rate(double p) {
    Argument.order(p);
    return 2 * (p - 1) / p;
  }

  /** C_p(n) = b_p² + p/2 + 1/(2n). */
  public static double c(double p, int n) {
    return b(p) * b(p) + variancePart(p, n);
  }

  /** ‖E PS_n − EX‖ ≤ b_p (M/α)ᵖ α n^{−(p−1)/p}. */
  public static double bias(double p, double moment, double alpha, int n) {
    Argument.samples(n);
    return b(p) * power(p, moment, alpha) * alpha * StrictMath.pow(n, -rate(p) / 2);
  }

  /** E‖PS_n − E PS_n‖² ≤ (M/α)ᵖ α² n^{−r} (p/2 + 1/(2n)). */
  public static double variance(double p, double moment, double alpha, int n) {
    return power(p, moment, alpha)
        * alpha
        * alpha
        * StrictMath.pow(n, -rate(p))
        * variancePart(p, n);
  }

  /** α = M: E‖PS_n − EX‖² ≤ M² n^{−r} C_p(n). */
  public static double meanSquaredError(double p, double moment, int n) {
    Argument.positive("moment", moment);
    return moment * moment * StrictMath.pow(n, -rate(p)) * c(p, n);
  }

  /** The threshold M n^{1/p} for every sample: E‖· − EX‖² ≤ (κ_p² + 1) M² n^{−r}. */
  public static double uniformMeanSquaredError(double p, double moment, int n) {
    Argument.positive("moment", moment);
    Argument.samples(n);
    double kappa = ClippingBounds.kappa(p);
    return (kappa * kappa + 1) * moment * moment * StrictMath.pow(n, -rate(p));
  }

  private static double variancePart(double p, int n) {
    Argument.order(p);
    Argument.samples(n);
    return p / 2 + 0.5 / n;
  }

  private static double power(double p, double moment, double alpha) {
    Argument.positive("moment", moment);
    Argument.positive("alpha", alpha);
    return StrictMath.pow(moment / alpha, p);
  }
}
