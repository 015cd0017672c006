package org.noiseproof.theory;

import org.noiseproof.noise.ShiftedPareto;

/**
 * CLIP-24: where SGD with a fixed nonlinearity ends up on F(x) = x²/2 under skewed noise ξ of mean
 * 0 (derived). Steps along sign(x + ξ), or clip_t(x + ξ), are unbiased subgradients not of F but of
 *
 * <pre>
 * V(x) = E|x + ξ|, or V(x) = E H_t(x + ξ),  H_t Huber's function,
 * </pre>
 *
 * which is convex; its minimiser x̂ is the median of −ξ, or Huber's location, and not the mean 0.
 * With |N| ≤ C the usual argument bounds the excess of the averaged point x̄ of T steps,
 *
 * <pre>
 * E V(x̄) − V(x̂) ≤ (x_0 − x̂)²/(2ηT) + ηC²/2.
 * </pre>
 *
 * @param noise ξ
 * @param threshold t &gt; 0 of a clip, or 0 for the sign
 */
public record SkewedNoiseLimit(ShiftedPareto noise, double threshold) {
  public SkewedNoiseLimit {
    Argument.require(threshold >= 0 && Double.isFinite(threshold), "t", threshold, "0 ≤ t < ∞");
  }

  /** C: 1 for the sign, t for a clip. */
  public double level() {
    return threshold == 0 ? 1 : threshold;
  }

  /** E N(x + ξ), V's derivative. */
  public double response(double x) {
    return threshold == 0
        ? 2 * StrictMath.pow(above(x) / noise.scale(), -noise.index()) - 1
        : ClippedMoments.of(noise, x, threshold).mean();
  }

  /** x̂, the root of the response, by bisection between its signs at ∓the noise's shift. */
  public double minimizer() {
    double left = -noise.shift();
    double right = noise.shift();
    while (true) {
      double middle = left + (right - left) / 2;
      if (middle <= left || middle >= right) {
        return middle;
      }
      if (response(middle) < 0) {
        left = middle;
      } else {
        right = middle;
      }
    }
  }

  /** V(x) − V(x̂). */
  public double excess(double x) {
    return tilted(x) - tilted(minimizer());
  }

  /** (x_0 − x̂)²/(2ηT) + ηC²/2, for the expected excess of the averaged point. */
  public static double regret(double distance, double level, double step, long steps) {
    return distance * distance / (2 * step * steps) + step * level * level / 2;
  }

  /** V: with Y = x + ξ, H_t(Y) = min(|Y|, t)²/2 + t(|Y| − min(|Y|, t)). */
  private double tilted(double x) {
    double absolute = absoluteMean(x);
    if (threshold == 0) {
      return absolute;
    }
    ClippedMoments clipped = ClippedMoments.of(noise, x, threshold);
    return clipped.second() / 2 + threshold * (absolute - clipped.absolute());
  }

  /** E|x + ξ| = x + 2E(c − P)₊, where x + ξ = P − c and P is the Pareto variable behind ξ. */
  private double absoluteMean(double x) {
    double a = noise.index();
    double s = noise.scale();
    double c = above(x);
    double below = c - s - s / (a - 1) * (1 - StrictMath.pow(c / s, 1 - a));
    return x + 2 * below;
  }

  /** c = EP − x, or s where that is less: x + ξ is negative while P &lt; c. */
  private double above(double x) {
    return Math.max(noise.scale(), noise.shift() - x);
  }
}
