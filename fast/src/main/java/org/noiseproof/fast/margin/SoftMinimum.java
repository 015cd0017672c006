package org.noiseproof.fast.margin;

import java.util.Arrays;

/**
 * max_t t + μ Σ log(m_j − t), a smooth function of margins a little below the least, and its
 * derivatives p_j = μ/(m_j − t), which sum to 1.
 *
 * @param value of the function
 * @param weights p
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SoftMinimum(double value, double[] weights) {
  private static final int MOST_STEPS = 100;

  static SoftMinimum of(double[] margins, double mu) {
    double least = Arrays.stream(margins).min().orElseThrow();
    double below = below(margins, least, mu);
    double[] weights = new double[margins.length];
    double logs = 0;
    for (int j = 0; j < margins.length; j++) {
      double gap = margins[j] - least + below;
      weights[j] = mu / gap;
      logs += StrictMath.log(gap);
    }
    return new SoftMinimum(least - below + mu * logs, weights);
  }

  /**
   * How far t is below the least margin, at least μ: the root of 1/Σ μ/(m − t) = 1, whose left side
   * is concave in t, so that Newton's method is monotone.
   */
  private static double below(double[] margins, double least, double mu) {
    double below = mu;
    for (int s = 0; s < MOST_STEPS; s++) {
      double sum = 0;
      double squares = 0;
      for (double margin : margins) {
        double weight = mu / (margin - least + below);
        sum += weight;
        squares += weight * weight;
      }
      double longer = below + mu * sum * (sum - 1) / squares;
      if (!(longer > below)) {
        return below;
      }
      below = longer;
    }
    return below;
  }
}
