package org.noiseproof.theory;

/**
 * SYM-18: why SGD on ½(uwx − y)² with x ~ N(0, 1) and y = x + σε, ε ~ N(0, 1), has no stationary
 * law. From u = w on, v = uw ≥ 0 and
 *
 * <pre>
 * v′ = v(1 − ηx²(v − 1) + ησxε)².
 * </pre>
 *
 * <p>Where |ε| ≤ e, v′ ≥ v² unless |x| is below the positive root r of η(v − 1)r² − ησer = 1 + √v.
 * With e = 2√(ln v) the probability of less is at most 2φ(0)r + v⁻²; it falls with v, and summed
 * along v, v², v⁴, … it bounds the probability that a run ever fails to square. So beyond a
 * threshold runs diverge doubly exponentially with positive probability, and as x is unbounded
 * every state reaches any threshold. Derived.
 *
 * @param learningRate η &gt; 0
 * @param noise σ ≥ 0
 */
public record ProductEscape(double learningRate, double noise) {
  private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

  public ProductEscape {
    Argument.positive("learning_rate", learningRate);
    Argument.require(noise >= 0 && Double.isFinite(noise), "noise", noise, "0 ≤ noise < ∞");
  }

  /**
   * The most that P(v_{t+1} &lt; v_t² for some t) can be.
   *
   * @param v v_0 ≥ 16
   */
  public double returning(double v) {
    Argument.require(v >= 16 && Double.isFinite(v), "v", v, "16 ≤ v < ∞");
    double sum = 0;
    double failure = 0;
    for (double at = v; at < Double.POSITIVE_INFINITY; at *= at) {
      failure = failing(at);
      sum += failure;
    }
    return sum + failure; // what is left is far below the last term
  }

  /** The most that P(v′ &lt; v²) can be. */
  private double failing(double v) {
    double curvature = learningRate * (v - 1);
    double half = learningRate * noise * Math.sqrt(StrictMath.log(v)) / curvature;
    double root = half + Math.sqrt(half * half + (1 + Math.sqrt(v)) / curvature);
    return Math.min(1, 2 * DENSITY_AT_ZERO * root + 1 / v / v);
  }

  /**
   * 4(1 + 2η)³/(27η): under bounded data, x = ±1 and xy ∈ {0, 2}, the largest that v can become
   * from v ≤ 2 on. It is the maximum of v(1 + η(2 − v))², at v = (1 + 2η)/(3η); under the other
   * label v falls.
   *
   * @param learningRate ¼ ≤ η ≤ 2/5: the maximum is below 2, and ηv ≤ 1
   */
  public static double largestUnderBoundedData(double learningRate) {
    Argument.require(
        learningRate >= 0.25 && learningRate <= 0.4,
        "learning_rate",
        learningRate,
        "0.25 ≤ learning_rate ≤ 0.4");
    double growth = 1 + 2 * learningRate;
    return 4 * growth * growth * growth / (27 * learningRate);
  }
}
