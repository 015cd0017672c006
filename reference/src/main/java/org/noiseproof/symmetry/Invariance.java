package org.noiseproof.symmetry;

import org.noiseproof.loss.Population;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Symmetry;

/**
 * Whether a loss has a symmetry, seen at one point: ℓ(e^{λA}θ; z) = ℓ(θ; z) for all λ exactly where
 * θᵀA∇ℓ(θ; z) = 0 for all θ. Of all samples, the one at which that is violated most.
 *
 * @param sample which, from 0
 * @param product θᵀA∇ℓ(θ; z) of it
 * @param gauge Σ|A_ij θ_j ∂_i ℓ|, the scale on which its rounding is judged
 */
public record Invariance(int sample, double product, double gauge) {

  /**
   * At θ. A random θ is a good one: a loss without the symmetry has it on a set of measure 0, if it
   * is analytic.
   */
  public static Invariance of(
      Symmetry symmetry, SampleLoss loss, Population population, double[] theta) {
    Invariance worst = new Invariance(0, 0, 0);
    for (int k = 0; k < population.size(); k++) {
      double[] gradient = GradientNoise.gradient(loss, population.get(k), theta, k);
      Invariance one = of(symmetry, theta, gradient, k);
      worst = one.ratio() > worst.ratio() || k == 0 ? one : worst;
    }
    return worst;
  }

  /** Of one gradient. */
  private static Invariance of(Symmetry symmetry, double[] theta, double[] gradient, int sample) {
    if (symmetry.dimension() != theta.length) {
      throw new IllegalArgumentException(
          "generator is %d × %d, theta has %d entries"
              .formatted(symmetry.dimension(), symmetry.dimension(), theta.length));
    }
    double product = 0;
    double gauge = 0;
    for (int i = 0; i < theta.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        double term = gradient[i] * symmetry.generator().at(i, j) * theta[j];
        product += term;
        gauge += Math.abs(term);
      }
    }
    return new Invariance(sample, product, gauge);
  }

  /** |product|/gauge: some multiple of 2⁻⁵³ where the loss has the symmetry, up to 1 elsewhere. */
  public double ratio() {
    return gauge == 0 ? 0 : Math.abs(product) / gauge;
  }
}
