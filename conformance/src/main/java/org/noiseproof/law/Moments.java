package org.noiseproof.law;

import java.util.function.IntToDoubleFunction;

/** Averages with geometric weights, corrected for starting at 0: what they can come to. */
final class Moments {
  private Moments() {}

  /** The weight in m̂ of a gradient by its age, after t steps. */
  static IntToDoubleFunction adam(double beta1, int t) {
    return age -> (1 - beta1) * Math.pow(beta1, age) / (1 - Math.pow(beta1, t));
  }

  /** The weight in NAdam's m̂, which has the newest gradient twice. */
  static IntToDoubleFunction nadam(double beta1, int t) {
    IntToDoubleFunction ahead = adam(beta1, t + 1);
    IntToDoubleFunction now = adam(beta1, t);
    return age -> ahead.applyAsDouble(age + 1) + (age == 0 ? now.applyAsDouble(0) : 0);
  }

  /**
   * sup |m̂|/√v̂ after t steps, for weights wᵢ in m̂ and qᵢ in v̂: √Σ wᵢ²/qᵢ, attained at gᵢ ∝
   * wᵢ/qᵢ (Cauchy-Schwarz).
   */
  static double largestRatio(IntToDoubleFunction weights, double beta2, int t) {
    IntToDoubleFunction squares = adam(beta2, t);
    double sum = 0;
    for (int age = 0; age < t; age++) {
      double w = weights.applyAsDouble(age);
      sum += w == 0 ? 0 : w * w / squares.applyAsDouble(age);
    }
    return Math.sqrt(sum);
  }

  /** m̂/√v̂ after t steps of which the first alone had a gradient, of size 1. */
  static double afterOne(IntToDoubleFunction weights, double beta2, int t) {
    return weights.applyAsDouble(t - 1) / Math.sqrt(adam(beta2, t).applyAsDouble(t - 1));
  }

  /** What errors of the rounded β grow by where 1 − β is divided by. */
  static double cancellation(double... betas) {
    double sum = 1;
    for (double beta : betas) {
      sum += 1 / (1 - beta);
    }
    return sum;
  }
}
