package org.noiseproof.experiment;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The median of independent runs and an interval for the median of their law, whatever that law:
 * between the k-th smallest and the k-th largest value lies the median with probability 1 − 2
 * P(Bin(n, ½) &lt; k), for a continuous law; k is the largest for which that is at least {@value
 * #LEVEL}, or 1.
 *
 * @param median of the runs; the midpoint of the two in the middle
 * @param lower the k-th smallest
 * @param upper the k-th largest
 */
public record MedianBand(double median, double lower, double upper) {
  private static final double LEVEL = 0.95;

  /** The band of these runs; what did not converge is ∞. */
  public static MedianBand of(double... runs) {
    if (runs.length == 0) {
      throw new IllegalArgumentException("no runs, expected at least 1");
    }
    double[] sorted = runs.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double low = sorted[(n - 1) / 2];
    double high = sorted[n / 2];
    int k = rank(n);
    return new MedianBand(low == high ? low : (low + high) / 2, sorted[k - 1], sorted[n - k]);
  }

  /** The probability with which the interval from n runs holds the median. */
  public static double coverage(int runs) {
    return coverage(runs, rank(runs));
  }

  private static int rank(int n) {
    int k = 1;
    while (2 * (k + 1) <= n && coverage(n, k + 1) >= LEVEL) {
      k++;
    }
    return k;
  }

  private static double coverage(int n, int k) {
    return 1 - 2 * new BinomialDistribution(null, n, 0.5).cumulativeProbability(k - 1);
  }
}
