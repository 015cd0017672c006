package org.noiseproof.theory;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * CLIP-11: the median of the means of k blocks of N independent real samples with E|X − EX|ᵖ ≤ σᵖ,
 * 1 ≤ p ≤ 2. By the inequality of von Bahr and Esseen a block mean errs by more than R with
 * probability at most 1/8, and the median by more only where half of the blocks do; derived, with
 * the exact binomial tail in place of an exponential bound.
 */
public final class MedianOfMeansBounds {
  private MedianOfMeansBounds() {}

  /** With this probability, at most, a block mean errs by more than R. */
  public static final double BAD_BLOCK = 0.125;

  /** R = (8 · 2^{2−p})^{1/p} σ N^{−(p−1)/p}. */
  public static double radius(double p, double deviation, int blockSize) {
    Argument.positive("deviation", deviation);
    Argument.require(blockSize >= 1, "blockSize", blockSize, "blockSize ≥ 1");
    return StrictMath.pow(StrictMath.pow(2, 2 - p) / BAD_BLOCK, 1 / p)
        * deviation
        * StrictMath.pow(blockSize, -PerSampleClipBounds.rate(p) / 2);
  }

  /** P(|MoM − EX| &gt; R) ≤ P(Bin(k, 1/8) ≥ k/2). */
  public static double failure(int blocks) {
    return failure(blocks, BAD_BLOCK);
  }

  /**
   * P(Bin(k, b) ≥ k/2): that half of k independent blocks are bad, so that their median may be.
   *
   * @param bad b in (0, 1), the probability that one of them is
   */
  public static double failure(int blocks, double bad) {
    Argument.require(blocks >= 1, "blocks", blocks, "blocks ≥ 1");
    Argument.probability("bad", bad);
    return BinomialDistribution.of(blocks, bad).survivalProbability((blocks + 1) / 2 - 1);
  }
}
