package org.noiseproof.noise;

import org.noiseproof.random.RandomStream;

/**
 * Which of many trials of small probability q hit, in increasing order, at the cost of the hits
 * alone: for the two- and three-point laws, whose other values are 0. The gap before each hit is
 * geometric, ⌊ln U/ln(1 − q)⌋, which is the law of the first hit of independent trials.
 */
public final class SparseHits {
  private final RandomStream random;
  private final double logOfMiss;
  private long next;

  /**
   * The hits of independent trials 0, 1, 2, …
   *
   * @param probability q in [0, 1] of a hit in each trial
   */
  public SparseHits(RandomStream random, double probability) {
    Parameter.probability(probability);
    this.random = random;
    this.logOfMiss = StrictMath.log1p(-probability);
    this.next = -1;
  }

  /** The next trial that hits; {@code Long.MAX_VALUE} stands for every trial from there on. */
  public long next() {
    double gap = Math.floor(StrictMath.log(random.nextUniform()) / logOfMiss);
    // a gap of 2⁶³ or more, or infinite for q = 0, saturates in the conversion
    long skipped = (long) gap;
    next = skipped >= Long.MAX_VALUE - 1 - next ? Long.MAX_VALUE : next + 1 + skipped;
    return next;
  }
}
