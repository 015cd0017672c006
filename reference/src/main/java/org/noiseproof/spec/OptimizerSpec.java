package org.noiseproof.spec;

/**
 * A first-order optimizer: how a gradient g moves the parameters θ. Every buffer starts at 0; η is
 * the learning rate.
 */
public sealed interface OptimizerSpec extends Spec {

  /** η ≥ 0. */
  double learningRate();

  /**
   * Stochastic gradient descent as PyTorch's {@code SGD}: g ← g + λθ; the buffer b = g on the first
   * step and μb + (1−dampening) g later; θ ← θ − η b, or θ − η (g + μb) with Nesterov momentum.
   * With μ = 0 there is no buffer.
   *
   * @param learningRate η ≥ 0
   * @param momentum μ ≥ 0
   * @param dampening the share of the gradient kept out of the buffer, after the first step
   * @param nesterov looks ahead; needs μ &gt; 0 and no dampening
   * @param weightDecay λ ≥ 0, coupled (added to the gradient)
   */
  record Sgd(
      double learningRate,
      @Default("0") double momentum,
      @Default("0") double dampening,
      @Default("false") boolean nesterov,
      @Default("0") double weightDecay)
      implements OptimizerSpec {
    public Sgd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.finiteAtLeastZero("momentum", momentum);
      Range.finite("dampening", dampening);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
      if (nesterov && (momentum == 0 || dampening != 0)) {
        throw new IllegalArgumentException(
            "nesterov = true needs momentum > 0 and dampening = 0, got momentum = "
                + momentum
                + ", dampening = "
                + dampening);
      }
    }
  }

  /**
   * SGD on clipped gradients: m = μm + (1−μ) clip_τ(g); θ ← θ − η m.
   *
   * @param learningRate η ≥ 0
   * @param threshold τ ≥ 0, may be infinite
   * @param momentum 0 ≤ μ &lt; 1
   */
  record ClippedSgd(double learningRate, double threshold, @Default("0") double momentum)
      implements OptimizerSpec {
    public ClippedSgd {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.atLeastZero("threshold", threshold);
      Range.belowOne("momentum", momentum);
    }
  }

  /**
   * Adam (Kingma &amp; Ba) with bias correction and ε outside the root: m = β₁m + (1−β₁)g, v = β₂v
   * + (1−β₂)g², θ ← θ − ηλθ − η m̂/(√v̂ + ε), m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ), t from 1. The weight
   * decay is decoupled (AdamW).
   *
   * @param learningRate η ≥ 0
   * @param beta1 0 ≤ β₁ &lt; 1
   * @param beta2 0 ≤ β₂ &lt; 1
   * @param epsilon ε ≥ 0; 0/0 moves nothing
   * @param weightDecay λ ≥ 0, decoupled
   */
  record Adam(
      double learningRate,
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-8") double epsilon,
      @Default("0") double weightDecay)
      implements OptimizerSpec {
    public Adam {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("beta1", beta1);
      Range.belowOne("beta2", beta2);
      Range.finiteAtLeastZero("epsilon", epsilon);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
    }
  }
}
