package org.noiseproof.theory;

import org.apache.commons.math3.analysis.integration.RombergIntegrator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;

/**
 * How fast ln|s| grows near the saddle u = w = 0 of ½(uwx − y)², where s = u + w obeys s′ = (1 +
 * ηb)s with b = xy, one sample a step: by E ln|1 + ηb| a step, whatever E s does (derived). SGD
 * learns where that is positive, and collapses to the saddle where it is negative.
 *
 * <p>b = k + σε, with ε of mean 0 and variance 1: a sign where nothing else is said.
 *
 * @param mean k &gt; 0
 * @param deviation σ &gt; k
 */
public record SaddleGrowth(double mean, double deviation) {
  /** e^{−μ²/2} is still a normal number. */
  private static final double FARTHEST = 36;

  public SaddleGrowth {
    Argument.positive("mean", mean);
    Argument.require(
        deviation > mean && Double.isFinite(deviation),
        "deviation",
        deviation,
        mean + " < deviation < ∞");
  }

  /** ½ ln|(1 + ηk)² − η²σ²|. */
  public double exponent(double rate) {
    double grown = 1 + rate * mean;
    double noise = rate * deviation;
    return StrictMath.log(Math.abs((grown - noise) * (grown + noise))) / 2;
  }

  /** η_c = 2k/(σ² − k²), up to which it learns. */
  public double threshold() {
    return 2 * mean / excess();
  }

  /**
   * The second root, (1 + ηk)² − η²σ² = −1, beyond which ln|s| grows again: what learns is no
   * interval of learning rates.
   */
  public double secondThreshold() {
    return (mean + Math.sqrt(mean * mean + 2 * excess())) / excess();
  }

  private double excess() {
    return (deviation - mean) * (deviation + mean);
  }

  /** ηk − η²σ²/2: what the stochastic differential equation has for it. */
  public double diffusionExponent(double rate) {
    return rate * mean - rate * rate * deviation * deviation / 2;
  }

  /** 2k/σ², its root. */
  public double diffusionThreshold() {
    return 2 * mean / (deviation * deviation);
  }

  /**
   * ηk − η²(σ² + k²)/2: with the "modified loss", which corrects the drift by −(η/4)∇‖∇L‖² and
   * leaves the noise as it is (Ziyin, Li and Ueda, appendix A.3).
   */
  public double modifiedExponent(double rate) {
    return diffusionExponent(rate) - rate * rate * mean * mean / 2;
  }

  /** 2k/(σ² + k²), its root. */
  public double modifiedThreshold() {
    return 2 * mean / (deviation * deviation + mean * mean);
  }

  /**
   * (2k/σ²)(1 + (3 − 2κ₄)k²/σ²), the threshold for symmetric ε up to O((k/σ)⁴) relative.
   *
   * @param kurtosis κ₄ = E ε⁴: 1 for signs, 3 for Gaussian ε
   */
  public double expandedThreshold(double kurtosis) {
    double square = mean * mean / (deviation * deviation);
    return diffusionThreshold() * (1 + correction(kurtosis) * square);
  }

  /** 3 − 2κ₄, by which the threshold exceeds the diffusion's: that share of k²/σ². */
  public static double correction(double kurtosis) {
    return 3 - 2 * kurtosis;
  }

  /**
   * E ln|1 + ηb| for ε ~ N(0, 1): ln(ησ) + E ln|μ + ε|, μ = (1 + ηk)/(ησ), of which the derivative
   * in μ is y(μ) = e^{−μ²/2} ∫₀^μ e^{t²/2} dt, and the value at 0 is −(γ + ln 2)/2.
   */
  public double gaussianExponent(double rate) {
    double scale = rate * deviation;
    double mu = (1 + rate * mean) / scale;
    Argument.require(mu <= FARTHEST, "μ", mu, "μ ≤ " + FARTHEST);
    double risen =
        new RombergIntegrator(64 * Math.ulp(1.0), Math.ulp(1.0), 5, 20)
            .integrate(1 << 20, SaddleGrowth::dawson, 0, mu);
    return StrictMath.log(scale) - (Gamma.GAMMA + StrictMath.log(2)) / 2 + risen;
  }

  /** y, by its series of positive terms. */
  private static double dawson(double mu) {
    double power = mu * StrictMath.exp(-mu * mu / 2);
    double sum = power;
    for (int n = 1; n < mu * mu || power > sum * Math.ulp(1.0); n++) {
      power *= mu * mu / (2 * n);
      sum += power / (2 * n + 1);
    }
    return sum;
  }

  /** The root of {@link #gaussianExponent} next to 2k/σ², for 4 ≤ σ/k ≤ 50. */
  public double gaussianThreshold() {
    double near = diffusionThreshold();
    return new BrentSolver(near * Math.ulp(1f), 0)
        .solve(200, this::gaussianExponent, 0.8 * near, near);
  }
}
