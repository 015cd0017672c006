package org.noiseproof.theory;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;

/**
 * SYM-7, SYM-9, SYM-11: where gradient noise leaves SGD on ℓ = ½(u wᵀx − y)², y = v·x + ε with ε
 * independent of x, E ε = 0, E xxᵀ = Σ. Along the minima u w = v, on the orbit (w e^{−λ}, u e^λ),
 *
 * <pre>
 * E g_u² = σ² wᵀΣw,   E|g_w|² = σ² u² Tr Σ,   σ² = E ε²,
 * </pre>
 *
 * and u² − |w|² has no drift where the two are equal: u² = wᵀΣw/Tr Σ, that is u⁴ = vᵀΣv/Tr Σ,
 * whatever σ, the learning rate, the batch and the start. A special case of the theorem on noise
 * equilibria of Ziyin, Wang, Li and Wu (2024, arXiv 2402.07193, of which the abstract, the
 * introduction's first lines and the captions were read); derived here.
 *
 * @param teacher v ≠ 0
 * @param covariance Σ, symmetric, vᵀΣv &gt; 0
 */
public record TwoLayerEquilibrium(List<Double> teacher, Matrix covariance) {
  public TwoLayerEquilibrium {
    teacher = List.copyOf(teacher);
    QuadraticForm.requireSymmetric("covariance", covariance);
    Argument.require(
        covariance.rows() == teacher.size(),
        "covariance's size",
        covariance.rows(),
        "that of the teacher, " + teacher.size());
    Argument.positive("vᵀΣv", QuadraticForm.of(covariance).of(array(teacher)));
  }

  /** Of features with E xxᵀ = I. */
  public static TwoLayerEquilibrium isotropic(double... teacher) {
    Matrix identity = Matrix.zero(teacher.length, teacher.length);
    double[] entries = identity.entries();
    for (int j = 0; j < teacher.length; j++) {
      entries[j * teacher.length + j] = 1;
    }
    return new TwoLayerEquilibrium(
        Arrays.stream(teacher).boxed().toList(),
        Matrix.of(teacher.length, teacher.length, entries));
  }

  /** u² = √(vᵀΣv/Tr Σ). */
  public double squaredU() {
    return Math.sqrt(QuadraticForm.of(covariance).of(array(teacher)) / trace());
  }

  /** |w|² = |v|²/u². */
  public double squaredW() {
    return squares() / squaredU();
  }

  /** θ = (w, u) at λ from the equilibrium along its orbit, u &gt; 0. */
  public double[] at(double lambda) {
    return on(Math.sqrt(squaredU()) * StrictMath.exp(lambda), 1);
  }

  /**
   * θ = (w, u) with u w = c v.
   *
   * @param u &gt; 0
   * @param c how much of the teacher
   */
  public double[] on(double u, double c) {
    Argument.positive("u", u);
    double[] theta = new double[teacher.size() + 1];
    for (int j = 0; j < teacher.size(); j++) {
      theta[j] = c * teacher.get(j) / u;
    }
    theta[teacher.size()] = u;
    return theta;
  }

  /**
   * E g_u² − E|g_w|² at λ from the equilibrium, −2σ² u² Tr Σ sinh 2λ: against λ on both sides.
   *
   * @param noise σ², for batches κσ²
   */
  public double restoring(double lambda, double noise) {
    return -2 * noise * squaredU() * trace() * StrictMath.sinh(2 * lambda);
  }

  /** u²/|w|² = 1/n where E xxᵀ = I; of a ReLU neuron as well, on whose side of 0 half of x is. */
  public static double ratio(int inputs) {
    return ratio(inputs, 0);
  }

  /**
   * u²/|w|² under decay, (2c + 1)/(2c + n): −2ηγ(u² − |w|²) joins the noise.
   *
   * @param inputs n
   * @param decay c = γ/(ησ²κ), held while η → 0
   */
  public static double ratio(int inputs, double decay) {
    Argument.samples(inputs);
    Argument.require(decay >= 0, "decay", decay, "0 ≤ decay");
    return (2 * decay + 1) / (2 * decay + inputs);
  }

  /**
   * u²/|w|² where u has the learning rate η_u and w has η_w: η_u/(n η_w). The charge that only
   * noise moves is then u²/η_u − |w|²/η_w.
   */
  public static double ratio(int inputs, double rateOfU, double rateOfW) {
    Argument.positive("rateOfU", rateOfU);
    Argument.positive("rateOfW", rateOfW);
    return rateOfU / rateOfW * ratio(inputs);
  }

  private double trace() {
    double trace = 0;
    for (int j = 0; j < covariance.rows(); j++) {
      trace += covariance.at(j, j);
    }
    return trace;
  }

  private double squares() {
    return QuadraticForm.squares(0, teacher.size()).of(array(teacher));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
