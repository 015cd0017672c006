package org.noiseproof.theory;

/**
 * CLIP-10: the truncated mean of n independent real samples with E|X|ᵖ ≤ u (raw moment), 1 &lt; p ≤
 * 2, which discards X_k beyond B_k = (u k/ln(1/δ))^{1/p}. On either side it errs by more than 4
 * u^{1/p} (ln(1/δ)/n)^{(p−1)/p} with probability at most δ. Bubeck, Cesa-Bianchi and Lugosi 2013,
 * Lemma 1, as others restate it, with p = 1 + ε.
 */
public final class TruncatedMeanBounds {
  private TruncatedMeanBounds() {}

  /** B_1 = (u/ln(1/δ))^{1/p}; B_k = B_1 k^{1/p}. */
  public static double alpha(double p, double moment, double delta) {
    return StrictMath.pow(moment / level(p, moment, delta), 1 / p);
  }

  /** 4 u^{1/p} (ln(1/δ)/n)^{(p−1)/p}. */
  public static double radius(double p, double moment, int n, double delta) {
    Argument.samples(n);
    return 4
        * StrictMath.pow(moment, 1 / p)
        * StrictMath.pow(level(p, moment, delta) / n, PerSampleClipBounds.rate(p) / 2);
  }

  private static double level(double p, double moment, double delta) {
    Argument.order(p);
    Argument.positive("moment", moment);
    Argument.probability("delta", delta);
    return -StrictMath.log(delta);
  }
}
