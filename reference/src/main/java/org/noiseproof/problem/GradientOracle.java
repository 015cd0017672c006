package org.noiseproof.problem;

import org.noiseproof.random.RandomStream;

/** Where the stochastic gradients of a run come from. */
public sealed interface GradientOracle permits NoisyGradient, SampledGradient {

  /** d. */
  int dimension();

  /**
   * n stochastic gradients at x.
   *
   * @param x of d coordinates
   * @param samples n ≥ 1
   * @return n × d, row-major, one row a sample
   */
  double[] sample(double[] x, int samples, RandomStream random);
}
