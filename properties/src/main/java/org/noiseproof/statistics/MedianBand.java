package org.noiseproof.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The median of independent runs and an interval for the median of their law, whatever that law:
 * between the k-th smallest and the k-th largest value lies the median with probability at least 1
 * − 2 P(Bin(n, ½) &lt; k), with equality for a continuous law; k is the largest for which that is
 * at least the level, or 1.
 *
 * <p>It covers since a run is at most the median m with probability p ≥ ½, ties or none: the k-th
 * smallest is above m only where fewer than k of n runs are at most m, and Bin(n, p) is
 * stochastically at least Bin(n, ½). The runs need not have one law, if only m is a median of each
 * (Thompson 1936, <i>Annals of Mathematical Statistics</i> 7, for one continuous law; derived
 * beyond).
 *
 * @param median of the runs; the midpoint of the two in the middle
 * @param lower the k-th smallest
 * @param upper the k-th largest
 */
public record MedianBand(double median, double lower, double upper) {
  private static final double LEVEL = 0.95;

  /** The band of these runs at level {@value #LEVEL}; what did not converge is ∞. */
  public static MedianBand of(double... runs) {
    return at(LEVEL, runs);
  }

  /** The band of these runs at a level in (0, 1). */
  public static MedianBand at(double level, double[] runs) {
    if (runs.length == 0) {
      throw new IllegalArgumentException("no runs, expected at least 1");
    }
    double[] sorted = runs.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double low = sorted[(n - 1) / 2];
    double high = sorted[n / 2];
    int k = rank(level, n);
    return new MedianBand(low == high ? low : (low + high) / 2, sorted[k - 1], sorted[n - k]);
  }

  /** The probability with which the band of n runs at level {@value #LEVEL} holds the median. */
  public static double coverage(int runs) {
    return coverage(LEVEL, runs);
  }

  /**
   * The probability with which the band of n runs at a level holds the median; below the level
   * where n runs are too few for it.
   */
  public static double coverage(double level, int runs) {
    return coverageOfRank(runs, rank(level, runs));
  }

  /**
   * The least number of runs whose band has a level with k = leftOut + 1: so many of the largest
   * and of the smallest may be anything.
   *
   * @throws IllegalArgumentException where the level is not in (0, 1)
   */
  public static int leastRuns(double level, int leftOut) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level = " + level + " is out of range: 0 < level < 1");
    }
    int n = 2 * (leftOut + 1);
    while (coverageOfRank(n, leftOut + 1) < level) {
      n++;
    }
    return n;
  }

  private static int rank(double level, int n) {
    int k = 1;
    while (2 * (k + 1) <= n && coverageOfRank(n, k + 1) >= level) {
      k++;
    }
    return k;
  }

  private static double coverageOfRank(int n, int k) {
    return 1 - 2 * new BinomialDistribution(null, n, 0.5).cumulativeProbability(k - 1);
  }
}
