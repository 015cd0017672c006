package org.noiseproof.theory;

import org.noiseproof.exact.ExactSum;
import org.noiseproof.noise.NoiseLaw;

/**
 * The exact bias and variance of PS-Clip, (1/n) Σ_k clip_{t_k}(Y_k) with t_k = α k^{1/β}, on
 * independent real Y_k = μ + X_k of one law (CLIP-7): E PS_n − EY = (1/n) Σ_k (E clip_{t_k} Y − EY)
 * and Var PS_n = (1/n²) Σ_k Var clip_{t_k} Y, out of the closed forms of {@link ClippedMoments},
 * summed without error.
 *
 * @param bias E PS_n − EY
 * @param variance Var PS_n
 */
public record PerSampleClipRisk(double bias, double variance) {

  /**
   * The risk of PS-Clip.
   *
   * @param law of X, with a mean
   * @param shift μ
   * @param alpha α &gt; 0, finite
   * @param beta β &gt; 0; infinite for the threshold α at every k
   * @param n number of samples
   */
  public static PerSampleClipRisk of(NoiseLaw law, double shift, double alpha, double beta, int n) {
    Argument.positive("alpha", alpha);
    Argument.require(beta > 0, "beta", beta, "0 < beta ≤ ∞");
    Argument.samples(n);
    double mean = shift + law.mean();
    if (Double.isNaN(mean)) {
      throw new IllegalArgumentException(law + " has no mean, and so PS-Clip has no bias");
    }
    ExactSum bias = new ExactSum();
    ExactSum variance = new ExactSum();
    for (int k = 1; k <= n; k++) {
      double threshold = alpha * StrictMath.pow(k, 1 / beta);
      ClippedMoments clipped = ClippedMoments.of(law, shift, threshold);
      bias.add(clipped.mean() - mean);
      variance.add(clipped.variance());
    }
    return new PerSampleClipRisk(bias.round() / n, variance.round() / n / n);
  }

  /** E(PS_n − EY)² = bias² + variance. */
  public double meanSquaredError() {
    return bias * bias + variance;
  }
}
