package org.noiseproof.loss;

/** How a batch is drawn from a population. */
public enum Sampling {
  /** Each sample of the batch anew. */
  WITH_REPLACEMENT,
  /** No sample twice in a batch; every subset is as likely as every other. */
  WITHOUT_REPLACEMENT;

  /**
   * κ: the covariance of the mean of a batch is κ times that of one sample; 1/S with replacement,
   * (N − S)/(S(N − 1)) without, 0 for N = S = 1.
   *
   * @param population N ≥ 1
   * @param batch S ≥ 1, without replacement at most N
   */
  public double noise(int population, int batch) {
    require(population, batch);
    return switch (this) {
      case WITH_REPLACEMENT -> 1.0 / batch;
      case WITHOUT_REPLACEMENT ->
          population == batch ? 0 : (double) (population - batch) / batch / (population - 1);
    };
  }

  /**
   * Refuses a batch that cannot be drawn.
   *
   * @throws IllegalArgumentException where S &lt; 1, or S &gt; N without replacement
   */
  public void require(int population, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch = " + batch + " is out of range: batch ≥ 1");
    }
    if (this == WITHOUT_REPLACEMENT && batch > population) {
      throw new IllegalArgumentException(
          "batch = %d is out of range: batch ≤ %d, the population, without replacement"
              .formatted(batch, population));
    }
  }
}
