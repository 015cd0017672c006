package org.noiseproof.theory;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.noiseproof.problem.ZeroChain;

/**
 * CLIP-14: how many noisy gradients it takes at least to find ‖∇f‖ &lt; ε on an L-smooth function
 * with f(x₀) − inf f ≤ Δ, from an oracle whose noise has E‖·‖ᵖ ≤ σᵖ.
 *
 * <p>The hard instance is f(x) = (Lλ²/152) F(x/λ), F the {@link ZeroChain} of d coordinates, seen
 * through a gate that opens with probability π: a zero-respecting method needs d openings. With λ =
 * 304ε/L the gradient is longer than 2ε until then; d = ⌊LΔ/(7296ε²)⌋ makes the gap at most Δ; the
 * noise is at most 46ε|z/π − 1|, so that π = min(1, (2(46ε/σ)ᵖ)^{1/(p−1)}) keeps its moment. The
 * rate ε^{−(3p−2)/(p−1)} is that of Zhang et al. 2020, quoted; the constants are derived from those
 * of the chain.
 *
 * @param dimension d
 * @param probability π
 * @param scale λ
 */
public record ZeroChainBound(int dimension, double probability, double scale) {

  /**
   * The hard instance.
   *
   * @param p order of the noise's moment, 1 &lt; p ≤ 2
   * @param smoothness L
   * @param gap Δ ≥ 7296ε²/L
   * @param deviation σ
   * @param epsilon ε
   */
  public static ZeroChainBound of(
      double p, double smoothness, double gap, double deviation, double epsilon) {
    above(p);
    Argument.positive("smoothness", smoothness);
    Argument.positive("deviation", deviation);
    Argument.positive("epsilon", epsilon);
    double scale = 2 * ZeroChain.SMOOTHNESS * epsilon / smoothness;
    double share = ZeroChain.GAP_PER_COORDINATE * smoothness * scale * scale / ZeroChain.SMOOTHNESS;
    Argument.require(gap >= share, "gap", gap, "gap ≥ 7296 ε²/L = " + share);
    double partial = 2 * epsilon * ZeroChain.PARTIAL_BOUND;
    double open = StrictMath.pow(2 * StrictMath.pow(partial / deviation, p), 1 / (p - 1));
    return new ZeroChainBound((int) (gap / share), Math.min(1, open), scale);
  }

  /** P(Bin(T, π) ≥ d), at least the probability that T gradients suffice. */
  public static double finished(int calls, double probability, int dimension) {
    Argument.samples(calls);
    Argument.require(dimension >= 1, "dimension", dimension, "dimension ≥ 1");
    return BinomialDistribution.of(calls, probability).survivalProbability(dimension - 1);
  }

  /** E|z/π − 1|ᵖ = π(1/π − 1)ᵖ + (1 − π) ≤ 2π^{1−p}. */
  public static double gateMoment(double p, double probability) {
    return probability * StrictMath.pow(1 / probability - 1, p) + (1 - probability);
  }

  /** d/(2π): with no more gradients than this the gate opens d/2 times on average. */
  public double calls() {
    return dimension / (2 * probability);
  }

  /** P(Bin(T, π) ≥ d) ≤ (e/4)^{d/2} for T ≤ d/(2π), by Chernoff's bound. */
  public double chernoff() {
    return StrictMath.pow(Math.E / 4, dimension / 2.0);
  }

  /**
   * What {@link #calls} is at least, and for π &lt; 1 at most twice: (LΔ/29184) (½)^{1/(p−1)}
   * (σ/46)^{p/(p−1)} ε^{−(3p−2)/(p−1)}.
   */
  public static double least(
      double p, double smoothness, double gap, double deviation, double epsilon) {
    above(p);
    double partial = 2 * ZeroChain.PARTIAL_BOUND;
    double constant = 8 * ZeroChain.SMOOTHNESS * 2 * ZeroChain.GAP_PER_COORDINATE;
    return smoothness
        * gap
        / constant
        * StrictMath.pow(0.5, 1 / (p - 1))
        * StrictMath.pow(deviation / partial, p / (p - 1))
        * StrictMath.pow(epsilon, -(3 * p - 2) / (p - 1));
  }

  private static void above(double p) {
    Argument.require(p > 1 && p <= 2, "p", p, "1 < p ≤ 2");
  }
}
