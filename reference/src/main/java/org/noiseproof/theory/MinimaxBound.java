package org.noiseproof.theory;

/**
 * CLIP-13: no estimator of a mean beats n^{−2(p−1)/p} on all laws with E|X|ᵖ ≤ Mᵖ; derived from the
 * exact Bayes risk of telling, by even odds, X = 0 from X = A with probability q (else 0).
 */
public final class MinimaxBound {
  private MinimaxBound() {}

  /**
   * The Bayes risk of the mean on n samples, ½ [(1−q)ⁿ/(1 + (1−q)ⁿ)] (qA)²: the least average of
   * the two mean squared errors, reached by the posterior mean.
   *
   * @param probability q in (0, 1)
   * @param height A &gt; 0
   */
  public static double bayesRisk(double probability, double height, int n) {
    Argument.positive("height", height);
    double mean = probability * height;
    return oddsOfNoHit(probability, n) / 2 * mean * mean;
  }

  /**
   * The Bayes risk at q = c/n and qAᵖ = Mᵖ in units of M² n^{−r}: ½ cʳ (1−c/n)ⁿ/(1 + (1−c/n)ⁿ).
   *
   * @param c in (0, n)
   */
  public static double constant(double p, double c, int n) {
    Argument.samples(n);
    Argument.require(c > 0 && c < n, "c", c, "0 < c < n = " + n);
    return StrictMath.pow(c, PerSampleClipBounds.rate(p)) / 2 * oddsOfNoHit(c / n, n);
  }

  /** Its limit for n → ∞: ½ cʳ e^{−c}/(1 + e^{−c}). */
  public static double limit(double p, double c) {
    Argument.positive("c", c);
    return StrictMath.pow(c, PerSampleClipBounds.rate(p)) / 2 / (1 + StrictMath.exp(c));
  }

  /**
   * The c at which the limit is largest: the root of r(1 + e^{−c}) − c, which is convex and falls,
   * by Newton's method from c = r, below the root. It is 0 at p = 1, where the limit for c → 0 is
   * ¼.
   */
  public static double bestC(double p) {
    double r = PerSampleClipBounds.rate(p);
    double c = r;
    while (true) {
      double decay = r * StrictMath.exp(-c);
      double next = c + (r + decay - c) / (1 + decay);
      if (!(next > c)) {
        return c;
      }
      c = next;
    }
  }

  /** Under one of the two laws, |estimate − EX| ≥ qA/2 with probability at least (1−q)ⁿ/2. */
  public static double deviationProbability(double probability, int n) {
    return noHit(probability, n) / 2;
  }

  private static double oddsOfNoHit(double probability, int n) {
    double noHit = noHit(probability, n);
    return noHit / (1 + noHit);
  }

  private static double noHit(double probability, int n) {
    Argument.probability("probability", probability);
    Argument.samples(n);
    return StrictMath.exp(n * StrictMath.log1p(-probability));
  }
}
