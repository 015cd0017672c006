package org.noiseproof.theory;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * BIAS-24: how far a step of Adam without ε can move a coordinate, in units of η. With the
 * bias-corrected weights of the t gradients seen,
 *
 * <pre>
 * w_s = (1 − β₁) β₁^{t−s}/(1 − β₁ᵗ),  ω_s = (1 − β₂) β₂^{t−s}/(1 − β₂ᵗ),
 * |m̂|/√v̂ = |Σ w_s g_s|/√(Σ ω_s g_s²) ≤ √(Σ w_s²/ω_s),
 * </pre>
 *
 * <p>by Cauchy and Schwarz, with equality where g_s is proportional to w_s/ω_s. Derived; the limit
 * for t → ∞ is standard.
 *
 * @param beta1 0 ≤ β₁ &lt; 1
 * @param beta2 0 &lt; β₂ &lt; 1
 */
public record AdamUpdateBound(double beta1, double beta2) {
  public AdamUpdateBound {
    Argument.require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "0 ≤ beta1 < 1");
    Argument.probability("beta2", beta2);
  }

  /** √(Σ w_s²/ω_s) over t steps; 1 at t = 1 and wherever β₁ = β₂. */
  public double at(int t) {
    Argument.samples(t);
    double corrected1 = -Math.expm1(t * Math.log(beta1));
    double corrected2 = -Math.expm1(t * Math.log(beta2));
    double ratio = beta1 * beta1 / beta2;
    double sum = IntStream.range(0, t).mapToDouble(j -> Math.pow(ratio, j)).sum();
    return (1 - beta1) / corrected1 * Math.sqrt(corrected2 / (1 - beta2) * sum);
  }

  /** (1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)), the limit for t → ∞; ∞ where β₁² ≥ β₂. */
  public double limit() {
    double ratio = beta1 * beta1 / beta2;
    return ratio >= 1
        ? Double.POSITIVE_INFINITY
        : (1 - beta1) / Math.sqrt((1 - beta2) * (1 - ratio));
  }

  /** The gradients g_1 … g_t that attain the bound at step t, the largest of them 1. */
  public double[] extremal(int t) {
    Argument.samples(t);
    // w_s/ω_s falls or rises as (β₁/β₂)^{t−s}.
    double[] gradients =
        IntStream.rangeClosed(1, t).mapToDouble(s -> Math.pow(beta1 / beta2, t - s)).toArray();
    double largest = Arrays.stream(gradients).max().orElseThrow();
    return Arrays.stream(gradients).map(g -> g / largest).toArray();
  }
}
