package org.noiseproof.theory;

/**
 * CLIP-20: projected SGD on one clipped sample a step for a μ-strongly convex F, with thresholds
 * that grow in time as PS-Clip's do in a batch, t_k = G k^{1/p}, and η_k = 2/(μ(k+1)), k from 1,
 * none of which knows when the run ends. Derived; the rate K^{−2(p−1)/p} is that of Zhang et al.
 * 2020, as quoted elsewhere.
 *
 * @param p in (1, 2]
 * @param moment G, with E‖g‖ᵖ ≤ Gᵖ for the samples at every point of the set (raw)
 * @param convexity μ
 */
public record StronglyConvexBounds(double p, double moment, double convexity) {
  public StronglyConvexBounds {
    Argument.order(p);
    Argument.positive("moment", moment);
    Argument.positive("convexity", convexity);
  }

  /**
   * E‖x_{k+1} − x*‖² ≤ (1 − 2/(k+1)) ‖x_k − x*‖² + (4 + 2κ_p²) (G/μ)² k^{1−r}/(k(k+1)), given x_k:
   * one step of it, by CLIP-6 and 2ab ≤ μa² + b²/μ.
   *
   * @param squaredDistance ‖x_k − x*‖²
   * @param k from 1
   */
  public double step(double squaredDistance, long k) {
    step(k);
    return (1 - 2 / (k + 1.0)) * squaredDistance
        + constant() * StrictMath.pow((double) k, -PerSampleClipBounds.rate(p)) / (k + 1.0);
  }

  /**
   * E‖x_{K+1} − x*‖² ≤ (4 + 2κ_p²) (p/2 + 1/(2K)) (G/μ)² K^{−2(p−1)/p}: the steps times k(k+1),
   * summed by the trapezoid rule for the concave k^{1−r}.
   *
   * @param steps K
   */
  public double squaredDistance(long steps) {
    step(steps);
    return constant()
        * (p / 2 + 0.5 / steps)
        * StrictMath.pow((double) steps, -PerSampleClipBounds.rate(p));
  }

  private double constant() {
    double kappa = ClippingBounds.kappa(p);
    double scale = moment / convexity;
    return (4 + 2 * kappa * kappa) * scale * scale;
  }

  private static void step(long k) {
    Argument.require(k >= 1, "k", k, "k ≥ 1");
  }
}
