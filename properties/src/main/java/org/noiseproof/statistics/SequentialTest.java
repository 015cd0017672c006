package org.noiseproof.statistics;

import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/** Decides a {@link Hypothesis} on a stream of samples and stops as soon as one side is decided. */
public final class SequentialTest {
  /** Two cores with lanes of 64 replicas each are both at work. */
  private static final int SMALLEST_BLOCK = 128;

  private static final int LARGEST_BLOCK = 1 << 16;

  private SequentialTest() {}

  /** Samples that are cheaper to draw many at a time. */
  @FunctionalInterface
  public interface Sampler {
    /** Z of replicates first … first + count − 1; must not depend on how they are cut up. */
    double[] draw(long first, int count);
  }

  /**
   * {@link #decide(Hypothesis, Sampler, ErrorBudget, long)} on samples drawn one by one.
   *
   * @param sampler Z of replicate r = 0, 1, …; called from many threads
   */
  public static Decision decide(
      Hypothesis hypothesis, LongToDoubleFunction sampler, ErrorBudget budget, long maxSamples) {
    Sampler blocks =
        (first, count) ->
            IntStream.range(0, count)
                .parallel()
                .mapToDouble(i -> sampler.applyAsDouble(first + i))
                .toArray();
    return decide(hypothesis, blocks, budget, maxSamples);
  }

  /**
   * Draws samples until the hypothesis is decided.
   *
   * <p>Means and probabilities are decided by betting, so that P(VIOLATED) ≤ α where the statement
   * is true and P(HOLDS) ≤ β where it fails by more than Δ, whenever the run stops; laws by
   * Dvoretzky-Kiefer-Wolfowitz bands at times fixed in advance. docs/statistics.md has the
   * formulas.
   *
   * <p>Samples are consumed in order, so the decision has the same bits for any number of threads.
   * At most an eighth more than {@link Decision#samples}, or 128, are drawn.
   *
   * @param sampler of Z, called from this thread
   * @param maxSamples where to give up as UNDECIDED
   * @throws IllegalArgumentException where a sample is outside the hypothesis' range
   */
  public static Decision decide(
      Hypothesis hypothesis, Sampler sampler, ErrorBudget budget, long maxSamples) {
    if (maxSamples < 1) {
      throw new IllegalArgumentException(
          "maxSamples = " + maxSamples + " is out of range: maxSamples ≥ 1");
    }
    Course course =
        switch (hypothesis) {
          case Hypothesis.MeanAtMost h -> MeanCourse.of(h, budget, maxSamples);
          case Hypothesis.MeanEquals h -> MeanCourse.of(h, budget, maxSamples);
          case Hypothesis.ProbabilityAtMost h -> MeanCourse.of(h, budget, maxSamples);
          case Hypothesis.LawEquals h -> new LawCourse(h, budget, maxSamples);
        };
    long drawn = 0;
    while (drawn < course.horizon()) {
      double[] block = sampler.draw(drawn, blockSize(drawn, course.horizon()));
      for (double z : block) {
        if (course.observe(z) != Verdict.UNDECIDED) {
          return course.decision();
        }
      }
      drawn += block.length;
    }
    return course.decision();
  }

  /**
   * Grows with what was drawn, so that little is drawn in vain, by whole blocks, so that lanes are
   * full; never depends on the threads.
   */
  private static int blockSize(long drawn, long horizon) {
    long whole = drawn / 8 / SMALLEST_BLOCK * SMALLEST_BLOCK;
    long size = Math.clamp(whole, SMALLEST_BLOCK, LARGEST_BLOCK);
    return (int) Math.min(size, horizon - drawn);
  }
}
