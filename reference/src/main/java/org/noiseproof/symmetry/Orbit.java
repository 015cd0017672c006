package org.noiseproof.symmetry;

import java.util.Arrays;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.symmetry.OrbitEquilibrium.Everywhere;

/**
 * The orbit θ_λ = e^{λA}θ, and what stochastic gradients do along it. Everything follows from θ and
 * from M at θ alone, since M(θ_λ) = e^{−λA}Me^{−λA}: with the eigenvalues a_i of A and the
 * components of M and θ along its eigenvectors,
 *
 * <pre>
 * E‖ĝ(θ_λ)‖² = Σ s_i e^{−2λa_i},    s_i = (VᵀMV)_ii
 * ‖θ_λ‖²     = Σ c_i e^{2λa_i},     c_i = (Vᵀθ)_i²
 * D(λ) = Tr[M(θ_λ)A] = Σ a_i s_i e^{−2λa_i} = −½ d/dλ E‖ĝ‖²,   which never rises
 * C(θ_λ) = Σ a_i c_i e^{2λa_i}              = ½ d/dλ ‖θ_λ‖²,    which never falls
 * </pre>
 *
 * <p>So the drift G(λ) = η²D(λ) − ηγ(2 − ηγ)C(θ_λ) of the charge is −½ d/dλ of the convex function
 * η²E‖ĝ‖² + ηγ(2 − ηγ)‖θ_λ‖²: its root is that function's minimiser, and without decay the point of
 * the orbit where E‖ĝ‖² is least. Valid at any η, as M is the second moment of the gradient that
 * the step uses. Derived.
 *
 * <p>Where A is not diagonal, an s_i or c_i below what rounding leaves of the largest is taken to
 * be 0: a direction without noise.
 */
public final class Orbit {
  private final Symmetry symmetry;
  private final double[] theta;
  private final ExponentialSum squaredGradient;
  private final ExponentialSum squaredLength;

  private Orbit(
      Symmetry symmetry,
      double[] theta,
      ExponentialSum squaredGradient,
      ExponentialSum squaredLength) {
    this.symmetry = symmetry;
    this.theta = theta;
    this.squaredGradient = squaredGradient;
    this.squaredLength = squaredLength;
  }

  /**
   * Through θ, which is its point at λ = 0.
   *
   * @param noise of the gradient that a step uses, of one sample or of a batch, at θ
   * @throws IllegalArgumentException where θ, A and the noise are not of one dimension, or ‖θ‖² or
   *     E‖ĝ‖² is not finite
   */
  public static Orbit through(double[] theta, Symmetry symmetry, GradientNoise noise) {
    if (theta.length != symmetry.dimension()) {
      throw new IllegalArgumentException(
          "theta has %d entries, expected %d".formatted(theta.length, symmetry.dimension()));
    }
    if (!Double.isFinite(Arrays.stream(theta).map(x -> x * x).sum())) {
      throw new IllegalArgumentException(
          "theta = %s is out of range: ‖theta‖² < ∞".formatted(Arrays.toString(theta)));
    }
    Matrix secondMoment = noise.secondMoment();
    if (!secondMoment.isFinite()) {
      throw new IllegalArgumentException("noise = %s is out of range: E‖ĝ‖² < ∞".formatted(noise));
    }
    return new Orbit(
        symmetry,
        theta.clone(),
        Eigenframe.sum(symmetry, Eigenframe.diagonal(symmetry, secondMoment), -2),
        Eigenframe.sum(symmetry, Eigenframe.squares(symmetry, theta), 2));
  }

  /** θ_λ. */
  public double[] point(double lambda) {
    return symmetry.act(lambda, theta);
  }

  /** C(θ_λ). */
  public double charge(double lambda) {
    return squaredLength.slope(finite(lambda)) / 2;
  }

  /** E‖ĝ(θ_λ)‖² = Tr M(θ_λ). */
  public double squaredGradient(double lambda) {
    return squaredGradient.at(finite(lambda));
  }

  /** D(λ) = Tr[M(θ_λ)A]: positive where the noise pushes the charge up. */
  public double force(double lambda) {
    return -squaredGradient.slope(finite(lambda)) / 2;
  }

  private static double finite(double lambda) {
    if (!Double.isFinite(lambda)) {
      throw new IllegalArgumentException("lambda = " + lambda + " is out of range: finite");
    }
    return lambda;
  }

  /**
   * G(λ) = E[C′ − C | θ_λ] = η²D(λ) − ηγ(2 − ηγ)C(θ_λ).
   *
   * @param rate η ≥ 0
   * @param weightDecay γ ≥ 0, coupled
   */
  public double drift(double lambda, double rate, double weightDecay) {
    double lost = ChargeDrift.lost(rate, weightDecay);
    return rate * rate * force(lambda) - lost * charge(lambda);
  }

  /**
   * λ* without weight decay, whatever η: where D(λ*) = 0, and where E‖ĝ‖² is least. Finite exactly
   * where eigenvectors of positive and of negative a_i both carry noise; for rescaling, ¼ ln(Tr
   * M_u/Tr M_w).
   */
  public OrbitEquilibrium equilibrium() {
    return squaredGradient.least();
  }

  /**
   * λ* for steps θ′ = θ − η(ĝ + γθ): the only root of G.
   *
   * @param rate η ≥ 0
   * @param weightDecay γ ≥ 0, coupled, with ηγ ≤ 2: beyond that the decay pushes charges up
   */
  public OrbitEquilibrium equilibrium(double rate, double weightDecay) {
    double lost = ChargeDrift.lost(rate, weightDecay);
    if (lost < 0) {
      throw new IllegalArgumentException(
          "rate · weightDecay = %s is out of range: at most 2".formatted(rate * weightDecay));
    }
    if (rate == 0) {
      return new Everywhere();
    }
    double factor = lost / rate / rate;
    if (!Double.isFinite(factor * squaredLength.at(0))) {
      throw new IllegalArgumentException(
          "rate = %s is out of range beside weightDecay = %s: (2/η − γ)γ‖θ‖² < ∞"
              .formatted(rate, weightDecay));
    }
    return squaredGradient.plus(squaredLength.times(factor)).least();
  }
}
