package org.noiseproof.theory;

/**
 * CLIP-12: Catoni's estimator of the mean of n independent real samples of variance at most v. With
 * probability at least 1 − 2δ it errs by less than √(2vl/(n − 2l)), l = ln(1/δ), n &gt; 2l; δ and v
 * are needed to run it. Catoni 2012 as restated by Lugosi and Mendelson 2019, Theorem 5, cited from
 * memory.
 */
public final class CatoniBounds {
  private CatoniBounds() {}

  /** α = √(2l/(n(v + 2vl/(n − 2l)))), the scale of the estimator. */
  public static double scale(double variance, int n, double delta) {
    double level = level(variance, n, delta);
    return Math.sqrt(2 * level / (n * (variance + 2 * variance * level / (n - 2 * level))));
  }

  /** √(2vl/(n − 2l)). */
  public static double radius(double variance, int n, double delta) {
    double level = level(variance, n, delta);
    return Math.sqrt(2 * variance * level / (n - 2 * level));
  }

  private static double level(double variance, int n, double delta) {
    Argument.positive("variance", variance);
    Argument.probability("delta", delta);
    double level = -StrictMath.log(delta);
    Argument.require(n > 2 * level, "n", n, "n > 2 ln(1/δ) = " + 2 * level);
    return level;
  }
}
