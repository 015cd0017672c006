package org.noiseproof.theory;

import org.noiseproof.exact.ExactSum;

/**
 * CLIP-8: with probability ≥ 1 − δ, PS-Clip with t_k = M k^{1/p} errs by at most M n^{−(p−1)/p} ρ,
 * ρ of the order of ln(1/δ), while the quantiles of the plain mean grow as a power of 1/δ.
 * Independent X_k of a common mean, E‖X_k‖ᵖ ≤ Mᵖ, 1 ≤ p ≤ 2; derived.
 */
public final class DeviationBounds {
  private DeviationBounds() {}

  /**
   * c_n = n^{−2/p} Σ_{k≤n} k^{(2−p)/p}, the bound of Σ E(clip X_k)² in units of t_n²; ≤ p/2 +
   * 1/(2n).
   */
  public static double varianceSum(double p, int n) {
    Argument.order(p);
    return StrictMath.pow(n, -2 / p) * powerSum((2 - p) / p, n);
  }

  /** b̄_n = κ_p n^{−1/p} Σ_{k≤n} k^{−(p−1)/p}, the bias in units of M n^{−(p−1)/p}; ≤ b_p. */
  public static double biasSum(double p, int n) {
    return ClippingBounds.kappa(p) * StrictMath.pow(n, -1 / p) * powerSum((1 - p) / p, n);
  }

  /**
   * ρ = b̄_n + c_n h⁻¹(ln(2/δ)/c_n) for real X_k, by Bennett's inequality; at most b̄_n + √(2c_n
   * ln(2/δ)) + (2/3) ln(2/δ).
   */
  public static double scalar(double p, int n, double delta) {
    Argument.probability("delta", delta);
    double c = varianceSum(p, n);
    return biasSum(p, n) + c * BennettFunction.inverse(StrictMath.log(2 / delta) / c);
  }

  /**
   * ρ_v = b̄_n + (c_n/2) h⁻¹(4 ln(2/δ)/c_n) in any dimension, by Pinelis 1994, Theorem 3.4 (quoted
   * from memory), with increments of norm ≤ 2t_n.
   */
  public static double vector(double p, int n, double delta) {
    Argument.probability("delta", delta);
    double c = varianceSum(p, n);
    return biasSum(p, n) + c / 2 * BennettFunction.inverse(4 * StrictMath.log(2 / delta) / c);
  }

  /** M n^{−(p−1)/p} ρ. */
  public static double radius(double p, double moment, int n, double rho) {
    Argument.positive("moment", moment);
    return moment * StrictMath.pow(n, -PerSampleClipBounds.rate(p) / 2) * rho;
  }

  /**
   * The plain mean of n symmetric independent X_k from below, by Lévy's inequality: P(|mean| &gt;
   * t) ≥ ½[1 − (1 − P(|X| &gt; nt))ⁿ].
   *
   * @param tail P(|X| &gt; nt), in [0, 1]
   */
  public static double meanTailAtLeast(double tail, int n) {
    Argument.require(tail >= 0 && tail <= 1, "tail", tail, "0 ≤ tail ≤ 1");
    Argument.samples(n);
    return -StrictMath.expm1(n * StrictMath.log1p(-tail)) / 2;
  }

  /**
   * The plain mean from above, by von Bahr and Esseen's inequality (1965) in a Hilbert space:
   * P(‖mean − EX‖ &gt; t) ≤ 2^{2−p} σᵖ n^{1−p} t^{−p}, without the factor 2^{2−p} for a symmetric
   * law.
   *
   * @param deviation σ, with E‖X − EX‖ᵖ ≤ σᵖ (central)
   */
  public static double meanTailAtMost(
      double p, double deviation, int n, double t, boolean symmetric) {
    Argument.order(p);
    Argument.positive("deviation", deviation);
    Argument.samples(n);
    Argument.positive("t", t);
    double factor = symmetric ? 1 : StrictMath.pow(2, 2 - p);
    return factor * StrictMath.pow(deviation / t, p) * StrictMath.pow(n, 1 - p);
  }

  private static double powerSum(double exponent, int n) {
    Argument.samples(n);
    ExactSum sum = new ExactSum();
    for (int k = 1; k <= n; k++) {
      sum.add(StrictMath.pow(k, exponent));
    }
    return sum.round();
  }
}
