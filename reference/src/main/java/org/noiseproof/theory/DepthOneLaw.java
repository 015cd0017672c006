package org.noiseproof.theory;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Where the stochastic differential equation of SGD has v = Σ u_k w_k, a linear net with one hidden
 * layer and x² ≡ 1: a Gamma law with temperature T = η/S, β = E xy and α = Var xy (Ziyin, Li and
 * Ueda, Noise Balance and Stationary Distribution of SGD, v2; here for ½(f − y)², T_p = T/2):
 *
 * <pre>
 * shape β/(2T_pα) − ½, scale 2T_pα;  E v = β − T_pα,  Var v = 2T_pα(β − T_pα).
 * </pre>
 *
 * <p>The variance is largest at T_pα = β/2 and gone at T_pα = β: beyond, v collapses to 0. Discrete
 * SGD has this law only as η → 0 with ηα fixed.
 *
 * @param target β &gt; 0
 * @param noise α &gt; 0
 * @param temperature T with 0 &lt; T &lt; 2β/α
 */
public record DepthOneLaw(double target, double noise, double temperature) {
  public DepthOneLaw {
    Argument.positive("target", target);
    Argument.positive("noise", noise);
    Argument.require(
        temperature > 0 && temperature < 2 * target / noise,
        "temperature",
        temperature,
        "0 < temperature < 2 target/noise");
  }

  /** The T of the largest variance, β/α. */
  public static double mostFluctuating(double target, double noise) {
    return target / noise;
  }

  /** Where v collapses, T = 2β/α. */
  public static double collapse(double target, double noise) {
    return 2 * target / noise;
  }

  /** Var w of SGD without a hidden layer, w′ = w − η(w − y): ηα/(2 − η), exactly. */
  public static double withoutHiddenLayer(double noise, double rate) {
    return rate * noise / (2 - rate);
  }

  /** β − T_pα. */
  public double mean() {
    return target - temperature * noise / 2;
  }

  /** 2T_pα(β − T_pα). */
  public double variance() {
    return temperature * noise * mean();
  }

  /** The law itself. */
  public GammaDistribution law() {
    return GammaDistribution.of(mean() / (temperature * noise), temperature * noise);
  }
}
