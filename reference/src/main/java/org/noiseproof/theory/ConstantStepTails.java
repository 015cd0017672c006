package org.noiseproof.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * CLIP-25: SGD with a constant step on F(x) = x²/2 from 0 is a weighted sum of its noises, x_T =
 * −Σ_j w_j ξ_{T−1−j}, w_j = η(1 − η)ʲ, j &lt; T; so its tails are the noise's (derived, for
 * independent symmetric ξ of one law):
 *
 * <pre>
 * ½ P(max_j |w_j ξ_j| &gt; s) ≤ P(|x_T| &gt; s) ≤ Σ_j w_jᵖ E|ξ|ᵖ s^{−p},  1 ≤ p ≤ 2,
 * </pre>
 *
 * the first by Lévy's inequality, the second by von Bahr and Esseen's (1965) and Markov's.
 *
 * @param step η in (0, 1)
 * @param steps T ≥ 1
 */
public record ConstantStepTails(double step, int steps) {
  public ConstantStepTails {
    Argument.probability("step", step);
    Argument.require(steps >= 1, "steps", steps, "steps ≥ 1");
  }

  /** w_j = η(1 − η)ʲ, of the noise j steps before the last. */
  public double weight(int j) {
    Argument.require(j >= 0 && j < steps, "j", j, "0 ≤ j < " + steps);
    return step * StrictMath.pow(1 - step, j);
  }

  /**
   * P(max_j |w_j ξ_j| &gt; s) = 1 − Π_j (1 − P(|ξ| &gt; s/w_j)).
   *
   * @param tail P(|ξ| &gt; ·)
   */
  public double largestTerm(DoubleUnaryOperator tail, double s) {
    Argument.positive("s", s);
    double logOfNone = 0;
    for (int j = 0; j < steps; j++) {
      logOfNone += StrictMath.log1p(-tail.applyAsDouble(s / weight(j)));
    }
    return -StrictMath.expm1(logOfNone);
  }

  /** Half of that: P(|x_T| &gt; s) at least. */
  public double atLeast(DoubleUnaryOperator tail, double s) {
    return largestTerm(tail, s) / 2;
  }

  /**
   * P(|x_T| &gt; s) at most Σ_j w_jᵖ E|ξ|ᵖ s^{−p}.
   *
   * @param moment E|ξ|ᵖ
   */
  public double atMost(double p, double moment, double s) {
    Argument.order(p);
    Argument.positive("moment", moment);
    Argument.positive("s", s);
    double ratio = StrictMath.pow(1 - step, p);
    double weights = StrictMath.pow(step, p) * (1 - StrictMath.pow(ratio, steps)) / (1 - ratio);
    return weights * moment * StrictMath.pow(s, -p);
  }

  /** E x_T² = η/(2 − η) (1 − (1 − η)^{2T}) Var ξ. */
  public double variance(double noise) {
    return stationaryVariance(noise) * (1 - StrictMath.pow(1 - step, 2.0 * steps));
  }

  /** Its limit for T → ∞, η/(2 − η) Var ξ. */
  public double stationaryVariance(double noise) {
    return step / (2 - step) * noise;
  }
}
