package org.noiseproof.statistics;

import java.util.function.LongToDoubleFunction;

/** Decides a {@link Hypothesis} on a stream of samples and stops as soon as one side is decided. */
public final class SequentialTest {
  private SequentialTest() {}

  /**
   * Draws samples until the hypothesis is decided.
   *
   * <p>Samples are drawn by many threads and consumed in order, so the decision has the same bits for any
   * number of threads.
   *
   * @param sampler Z of replicate r = 0, 1, …; called from many threads
   * @param maxSamples where to give up as UNDECIDED
   * @throws IllegalArgumentException where a sample is outside the hypothesis' range
   */
  public static Decision decide(
      Hypothesis hypothesis, LongToDoubleFunction sampler, ErrorBudget budget, long maxSamples) {
    throw new UnsupportedOperationException();
  }
}
