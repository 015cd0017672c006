package org.noiseproof.random;

import static org.noiseproof.exact.Tolerance.SAMPLER_ERROR;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Whether a sample contradicts a law, each with an error of at most 1e-9 at any sample size. */
public final class SampleCheck {
  private SampleCheck() {}

  /** As many draws from one stream. */
  public static double[] draw(int size, String name, ToDoubleFunction<RandomStream> sampler) {
    RandomStream random = Streams.of(20260101, name).replicate(0);
    double[] sample = new double[size];
    for (int i = 0; i < size; i++) {
      sample[i] = sampler.applyAsDouble(random);
    }
    return sample;
  }

  /**
   * By the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant (1990): P(sup|F_n
   * − F| &gt; ε) ≤ 2 exp(−2nε²).
   */
  public static boolean contradictsDistribution(double[] sample, DoubleUnaryOperator cdf) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double probability = cdf.applyAsDouble(sorted[i]);
      distance =
          Math.max(
              distance, Math.max(probability - (double) i / n, (double) (i + 1) / n - probability));
    }
    return distance > Math.sqrt(Math.log(2 / SAMPLER_ERROR) / (2.0 * n));
  }

  /** By the exact law of the number of hits, binomial. */
  public static boolean contradictsProbability(int hits, int trials, double probability) {
    BinomialDistribution law = BinomialDistribution.of(trials, probability);
    double atMost = law.cumulativeProbability(hits);
    double atLeast = law.survivalProbability(hits - 1);
    return Math.min(atMost, atLeast) < SAMPLER_ERROR / 2;
  }

  /** By Hoeffding's inequality, for terms in [−1, 1]. */
  public static boolean contradictsMean(double sum, int terms, double mean) {
    return Math.abs(sum / terms - mean) > Math.sqrt(2 * Math.log(2 / SAMPLER_ERROR) / terms);
  }
}
