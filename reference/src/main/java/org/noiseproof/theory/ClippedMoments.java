package org.noiseproof.theory;

import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;

/**
 * The moments of a clipped heavy-tailed variable Y = μ + X in closed form (CLIP-5, derived), where
 * clip_t(y) = max(−t, min(t, y)). Errors are a few units in the last place of the largest of t, |μ|
 * and the law's scale, or of its square; the bias of N2 at μ = 0 keeps its relative accuracy,
 * however small it is.
 *
 * @param mean E clip_t(Y)
 * @param absolute E min(|Y|, t)
 * @param second E min(|Y|, t)² = E clip_t(Y)²
 */
public record ClippedMoments(double mean, double absolute, double second) {

  /** The moments of clip_t(X). */
  public static ClippedMoments of(NoiseLaw law, double threshold) {
    return of(law, 0, threshold);
  }

  /**
   * The moments of clip_t(μ + X).
   *
   * @param shift μ, finite
   * @param threshold t, 0 ≤ t &lt; ∞
   * @throws IllegalArgumentException for a symmetric stable law, which has no closed form
   */
  public static ClippedMoments of(NoiseLaw law, double shift, double threshold) {
    if (!Double.isFinite(shift)) {
      throw new IllegalArgumentException("shift = " + shift + " is out of range: a finite number");
    }
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "threshold = " + threshold + " is out of range: 0 ≤ threshold < ∞");
    }
    return switch (law) {
      case SymmetricPareto pareto -> ClippedPareto.symmetric(pareto, shift, threshold);
      case ShiftedPareto pareto -> ClippedPareto.shifted(pareto, shift, threshold);
      case StudentT2 _ -> ClippedSymmetric.studentT2(shift, threshold);
      case Cauchy(double scale) ->
          ClippedSymmetric.cauchy(shift / scale, threshold / scale).scaled(scale);
      case TwoPoint(double q, double height) ->
          atom(shift + height, threshold, q).plus(atom(shift, threshold, 1 - q));
      case CentredTwoPoint centred ->
          atom(shift + centred.upper(), threshold, centred.probability())
              .plus(atom(shift + centred.lower(), threshold, 1 - centred.probability()));
      case ThreePoint(double q, double height) ->
          atom(shift + height, threshold, q / 2)
              .plus(atom(shift - height, threshold, q / 2))
              .plus(atom(shift, threshold, 1 - q));
      case SymmetricStable stable ->
          throw new IllegalArgumentException(stable + " has no clipped moments in closed form");
    };
  }

  /** Var clip_t(Y). */
  public double variance() {
    return second - mean * mean;
  }

  /** The moments of cY, clipped at ct, for c &gt; 0. */
  ClippedMoments scaled(double c) {
    return new ClippedMoments(c * mean, c * absolute, c * c * second);
  }

  /** The sum of two parts of an expectation. */
  ClippedMoments plus(ClippedMoments other) {
    return new ClippedMoments(mean + other.mean, absolute + other.absolute, second + other.second);
  }

  private static ClippedMoments atom(double value, double threshold, double probability) {
    double clipped = Math.clamp(value, -threshold, threshold);
    return new ClippedMoments(
        probability * clipped, probability * Math.abs(clipped), probability * clipped * clipped);
  }
}
