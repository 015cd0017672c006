package org.noiseproof.backend;

/** A gradient estimator that runs: n rows of d coordinates to one gradient. */
public interface GradientEstimator {

  /**
   * The estimate from a batch.
   *
   * @return d coordinates
   * @throws IllegalArgumentException where an entry is not finite (the message names the row and
   *     the column), or the spec does not fit the batch
   */
  double[] estimate(Batch gradients);

  /**
   * The kernel's dependency depth for n × d batches: the longest chain of roundings between an
   * input and an output coordinate, which scales the criterion of {@code org.noiseproof.criteria}.
   * The default is what left-to-right sums need.
   */
  default int depth(int samples, int dimension) {
    return samples + dimension + 8;
  }
}
