package org.noiseproof.statistics;

import org.apache.commons.math3.distribution.BinomialDistribution;

/** The exact criterion on simulated frequencies. */
final class Binomial {
  /** Probability that a criterion fails a correct process. */
  private static final double FALSE_ALARM = 1e-9;

  private Binomial() {}

  /** The least k with P(Bin(n, p) &gt; k) ≤ 1e-9: more failures refute "probability ≤ p". */
  static int most(int n, double p) {
    BinomialDistribution failures = new BinomialDistribution(null, n, p);
    int k = failures.inverseCumulativeProbability(1 - FALSE_ALARM);
    while (1 - failures.cumulativeProbability(k) > FALSE_ALARM) {
      k++;
    }
    return k;
  }
}
