package org.noiseproof.spec;

/**
 * An optimizer that knows the rows of its parameters from their columns. Parameters that are a
 * vector are one column. Every buffer starts at 0; the weight decay λ is decoupled: θ ← (1 − ηλ)θ,
 * then the step.
 */
public sealed interface MatrixOptimizerSpec extends OptimizerSpec {

  /**
   * Normalized steepest descent: m = μm + (1−μ)g; θ ← (1−ηλ)θ − η D, D the direction of m under the
   * norm, ‖D‖ = 1 and ⟨m, D⟩ = ‖m‖_*; no move where m = 0. Under the Frobenius norm it is
   * normalized SGD, under the largest entry sign SGD, under the spectral norm Muon with an exact
   * polar factor, under the nuclear norm NucGD.
   *
   * @param learningRate η ≥ 0, the length of every step
   * @param norm in which D is the steepest
   * @param momentum 0 ≤ μ &lt; 1
   * @param weightDecay λ ≥ 0, decoupled
   */
  record Nsd(
      double learningRate,
      NormSpec norm,
      @Default("0") double momentum,
      @Default("0") double weightDecay)
      implements MatrixOptimizerSpec {
    public Nsd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("momentum", momentum);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
    }
  }

  /**
   * NucGD: m = μm + (1−μ)g; θ ← (1−ηλ)θ − η u vᵀ, (u, v) the leading singular pair of m. With q
   * &gt; 0 power iterations the pair is tracked, not recomputed: a vector p with an entry a row is
   * kept from step to step, and q times p ← m mᵀp/‖m mᵀp‖; then u = p, v = mᵀp/‖mᵀp‖. Before the
   * first step, and wherever mᵀp = 0, p is the longest column of m, the first of several, at length
   * 1.
   *
   * @param learningRate η ≥ 0
   * @param momentum 0 ≤ μ &lt; 1
   * @param powerIterations q; 0 for the exact pair
   * @param weightDecay λ ≥ 0, decoupled
   */
  record Nucgd(
      double learningRate,
      @Default("0") double momentum,
      @Default("0") int powerIterations,
      @Default("0") double weightDecay)
      implements MatrixOptimizerSpec {
    public Nucgd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("momentum", momentum);
      Range.atLeastZero("power_iterations", powerIterations);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
    }
  }

  /**
   * Muon: m = μm + g; θ ← (1−ηλ)θ − η X_K, where X₀ = m/‖m‖_F and X ← aX + b(XXᵀ)X + c(XXᵀ)²X with
   * (a, b, c) = (3.4445, −4.7750, 2.0315), K times; no move where m = 0.
   *
   * @param learningRate η ≥ 0
   * @param momentum 0 ≤ μ &lt; 1
   * @param newtonSchulzSteps K; 0 for the exact polar factor of m
   * @param weightDecay λ ≥ 0, decoupled
   */
  record Muon(
      double learningRate,
      @Default("0.95") double momentum,
      @Default("5") int newtonSchulzSteps,
      @Default("0") double weightDecay)
      implements MatrixOptimizerSpec {
    public Muon {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("momentum", momentum);
      Range.atLeastZero("newton_schulz_steps", newtonSchulzSteps);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
    }
  }

  /**
   * PolarGrad: m = μm + (1−μ)g; θ ← (1−ηλ)θ − η ‖m‖_nuclear P, P the polar factor of m: steepest
   * descent in the spectral norm without the normalization.
   *
   * @param learningRate η ≥ 0
   * @param momentum 0 ≤ μ &lt; 1
   * @param weightDecay λ ≥ 0, decoupled
   */
  record PolarGrad(
      double learningRate, @Default("0") double momentum, @Default("0") double weightDecay)
      implements MatrixOptimizerSpec {
    public PolarGrad {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("momentum", momentum);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
    }
  }

  /** λ ≥ 0, decoupled. */
  double weightDecay();
}
