package org.noiseproof.symmetry;

import org.noiseproof.loss.Symmetry;

/**
 * E[C′ − C | θ] for one step θ′ = θ − η(ĝ + γθ), exactly, at any η: −ηγ(2 − ηγ)C + η²Tr[MA], M of
 * the batch's gradient. The cross term θᵀAĝ vanishes for every sample. In three parts:
 *
 * @param decay −ηγ(2 − ηγ) C(θ)
 * @param descent η² ∇LᵀA∇L, which gradient descent has as well
 * @param noise η² κ Tr[ΣA], κΣ the covariance of the batch's gradient
 * @see <a href="https://arxiv.org/abs/2402.07193">Ziyin, Wang, Li and Wu 2024, whose abstract has
 *     this in continuous time; the exact step is derived</a>
 */
public record ChargeDrift(double decay, double descent, double noise) {

  /**
   * At θ.
   *
   * @param noise of the gradient that the step uses, of one sample or of a batch, at θ
   * @param rate η ≥ 0
   * @param weightDecay γ ≥ 0, coupled: of the penalty ½γ‖θ‖²
   */
  public static ChargeDrift of(
      Symmetry symmetry, double[] theta, GradientNoise noise, double rate, double weightDecay) {
    double lost = lost(rate, weightDecay);
    double all = noise.force(symmetry);
    double centred = symmetry.generator().inner(noise.covariance());
    double squared = rate * rate;
    return new ChargeDrift(
        -lost * symmetry.charge(theta), squared * (all - centred), squared * centred);
  }

  /** E[C′ − C | θ]. */
  public double total() {
    return decay + descent + noise;
  }

  /** 1 − (1 − ηγ)² = ηγ(2 − ηγ), the share of a charge that the decay of one step takes. */
  static double lost(double rate, double weightDecay) {
    requireAtLeastZero("rate", rate);
    requireAtLeastZero("weightDecay", weightDecay);
    double product = rate * weightDecay;
    return product * (2 - product);
  }

  private static void requireAtLeastZero(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s = %s is out of range: 0 ≤ %s < ∞".formatted(name, value, name));
    }
  }
}
