package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.noiseproof.claim.Trial;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;

/**
 * Micro-batch clipping of n samples that are {@code base} or, with probability q, base + A,
 * exactly: a micro-batch with j hits gives one value, measured on the implementation, and the
 * estimate is the mean of n/B independent such values.
 *
 * @param base the value of most samples
 * @param height A
 * @param probability q
 * @param samples n, a multiple of every B
 */
record MicroBatches(double base, double height, double probability, int samples) {

  /** EX. */
  double mean() {
    return base + height * probability;
  }

  /** The same noise about another mean. */
  MicroBatches about(double mean) {
    return new MicroBatches(mean - height * probability, height, probability, samples);
  }

  /** What is left of one micro-batch under the spec. */
  FiniteLaw block(Subject subject, int size) {
    BinomialDistribution hits = new BinomialDistribution(null, size, probability);
    SortedMap<Double, Double> atoms = new TreeMap<>();
    for (int j = 0; j <= size; j++) {
      double[] rows = new double[size];
      Arrays.fill(rows, base);
      Arrays.fill(rows, 0, j, base + height);
      atoms.merge(subject.estimate(rows), hits.probability(j), Double::sum);
    }
    return new FiniteLaw(atoms);
  }

  /** Bias, variance and tail of the estimate with micro-batches of this size, clipped at t. */
  Risk risk(Trial trial, double threshold, int size) {
    Subject subject = Subject.find(trial, new MicroBatchClip(threshold, size)).orElseThrow();
    FiniteLaw block = block(subject, size);
    double target = mean();
    return new Risk(
        size,
        block.mean() - target,
        block.variance() * size / samples,
        block.averaged(samples / size).map(x -> Math.abs(x - target)).quantile(0.999));
  }

  /**
   * What an estimate risks.
   *
   * @param size B
   * @param bias E estimate − EX
   * @param variance of the estimate
   * @param quantile the 0.999-quantile of |estimate − EX|
   */
  record Risk(int size, double bias, double variance, double quantile) {
    double meanSquaredError() {
      return bias * bias + variance;
    }

    double absoluteBias() {
      return Math.abs(bias);
    }
  }
}
