package org.noiseproof.theory;

import org.noiseproof.noise.Cauchy;

/**
 * CLIP-24: SGD through a component-wise odd, nondecreasing nonlinearity N, |N| ≤ C, under symmetric
 * unimodal noise ξ that may have no moment at all (derived; the framework is that of Armacki et
 * al., arXiv 2410.13954 and 2410.15637, of which only the abstracts were read).
 *
 * <p>f(u) = E N(u + ξ) is odd, and concave on [0, ∞) as ξ is unimodal; so u f(u) ≥ u² f(G)/G for
 * |u| ≤ G, and every step descends in expectation: for η = √(2Δ/(L C² d T)),
 *
 * <pre>
 * (1/T) Σ E‖∇F(x_t)‖² ≤ (G/f(G)) √(2LΔC²d/T);
 * (1/T) Σ ‖∇F(x_t)‖²  ≤ twice that + 2 (G/f(G))² C² d ln(1/δ)/T  with probability ≥ 1 − δ,
 * </pre>
 *
 * the second by Hoeffding's lemma for the bounded martingale ⟨∇F, N − E N⟩.
 *
 * @param smoothness L
 * @param gap Δ = F(x_0) − inf F
 * @param level C
 * @param dimension d
 * @param ratio G/f(G), where every partial derivative is at most G
 */
public record SymmetricNoiseBounds(
    double smoothness, double gap, double level, int dimension, double ratio) {
  public SymmetricNoiseBounds {
    Argument.positive("smoothness", smoothness);
    Argument.positive("gap", gap);
    Argument.positive("level", level);
    Argument.require(dimension >= 1, "dimension", dimension, "dimension ≥ 1");
    Argument.positive("ratio", ratio);
  }

  /** E sign(u + ξ) = P(|ξ| &lt; u), u ≥ 0. */
  public static double signResponse(Cauchy noise, double u) {
    return 1 - noise.tail(u);
  }

  /** E clip_t(u + ξ). */
  public static double clipResponse(Cauchy noise, double u, double threshold) {
    return ClippedMoments.of(noise, u, threshold).mean();
  }

  /** η = √(2Δ/(L C² d T)). */
  public double step(long steps) {
    return Math.sqrt(2 * gap / (smoothness * level * level * dimension * steps));
  }

  /** (G/f(G)) √(2LΔC²d/T), for the expectation of the average of ‖∇F‖². */
  public double expectation(long steps) {
    return ratio * Math.sqrt(2 * smoothness * gap * level * level * dimension / steps);
  }

  /** What the average of ‖∇F‖² exceeds with probability at most δ. */
  public double highProbability(long steps, double delta) {
    Argument.probability("delta", delta);
    return 2 * expectation(steps)
        + 2 * ratio * ratio * level * level * dimension * StrictMath.log(1 / delta) / steps;
  }
}
