package org.noiseproof.spec;

/**
 * An optimizer that moves every coordinate by its own gradients alone, scaled by what it remembers
 * of them. ε ≥ 0; 0/0 moves nothing.
 */
public sealed interface CoordinatewiseOptimizerSpec extends OptimizerSpec {

  /**
   * RMSprop (Tieleman and Hinton 2012, lecture 6.5): v = ρv + (1−ρ)g²; θ ← θ − η g/(√v + ε).
   *
   * @param learningRate η ≥ 0
   * @param decay 0 ≤ ρ &lt; 1
   * @param epsilon ε ≥ 0, outside the root
   */
  record Rmsprop(
      double learningRate, @Default("0.99") double decay, @Default("1e-8") double epsilon)
      implements CoordinatewiseOptimizerSpec {
    public Rmsprop {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("decay", decay);
      Range.finiteAtLeastZero("epsilon", epsilon);
    }
  }

  /**
   * Adagrad (Duchi, Hazan and Singer 2011), diagonal: v = v + g² from v = v₀; θ ← θ − η g/(√v + ε).
   *
   * @param learningRate η ≥ 0
   * @param initialAccumulator v₀ ≥ 0
   * @param epsilon ε ≥ 0, outside the root
   */
  record Adagrad(
      double learningRate,
      @Default("0") double initialAccumulator,
      @Default("1e-10") double epsilon)
      implements CoordinatewiseOptimizerSpec {
    public Adagrad {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.finiteAtLeastZero("initial_accumulator", initialAccumulator);
      Range.finiteAtLeastZero("epsilon", epsilon);
    }
  }

  /**
   * Adadelta (Zeiler 2012, arXiv 1212.5701): v = ρv + (1−ρ)g²; Δ = √(u + ε)/√(v + ε) g; u = ρu +
   * (1−ρ)Δ²; θ ← θ − ηΔ.
   *
   * @param learningRate η ≥ 0; the paper has 1
   * @param decay 0 ≤ ρ &lt; 1
   * @param epsilon ε ≥ 0, inside both roots
   */
  record Adadelta(
      @Default("1") double learningRate,
      @Default("0.9") double decay,
      @Default("1e-6") double epsilon)
      implements CoordinatewiseOptimizerSpec {
    public Adadelta {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("decay", decay);
      Range.finiteAtLeastZero("epsilon", epsilon);
    }
  }

  /**
   * AdaMax (Kingma and Ba 2015, arXiv 1412.6980, section 7.1) with ε as PyTorch adds it: m = β₁m +
   * (1−β₁)g; u = max(β₂u, |g| + ε); θ ← θ − η/(1−β₁ᵗ) m/u.
   *
   * @param learningRate η ≥ 0
   * @param beta1 0 ≤ β₁ &lt; 1
   * @param beta2 0 ≤ β₂ &lt; 1
   * @param epsilon ε ≥ 0; the paper has 0
   */
  record Adamax(
      double learningRate,
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-8") double epsilon)
      implements CoordinatewiseOptimizerSpec {
    public Adamax {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("beta1", beta1);
      Range.belowOne("beta2", beta2);
      Range.finiteAtLeastZero("epsilon", epsilon);
    }
  }

  /**
   * NAdam (Dozat 2016) with a constant β₁: Adam, whose m̂ looks one step ahead: m̂ = β₁ m/(1−β₁ᵗ⁺¹)
   * + (1−β₁) g/(1−β₁ᵗ).
   *
   * @param learningRate η ≥ 0
   * @param beta1 0 ≤ β₁ &lt; 1
   * @param beta2 0 ≤ β₂ &lt; 1
   * @param epsilon ε ≥ 0, outside the root
   */
  record Nadam(
      double learningRate,
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-8") double epsilon)
      implements CoordinatewiseOptimizerSpec {
    public Nadam {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("beta1", beta1);
      Range.belowOne("beta2", beta2);
      Range.finiteAtLeastZero("epsilon", epsilon);
    }
  }

  /**
   * AMSGrad (Reddi, Kale and Kumar 2018, arXiv 1904.09237) as PyTorch has it, with bias correction:
   * Adam, whose √v̂ is that of the largest v so far: w = max(w, v), ŵ = w/(1−β₂ᵗ); θ ← θ − η m̂/(√ŵ
   * + ε).
   *
   * @param learningRate η ≥ 0
   * @param beta1 0 ≤ β₁ &lt; 1
   * @param beta2 0 ≤ β₂ &lt; 1
   * @param epsilon ε ≥ 0, outside the root
   */
  record Amsgrad(
      double learningRate,
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-8") double epsilon)
      implements CoordinatewiseOptimizerSpec {
    public Amsgrad {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("beta1", beta1);
      Range.belowOne("beta2", beta2);
      Range.finiteAtLeastZero("epsilon", epsilon);
    }
  }

  /**
   * AdaBelief (Zhuang et al. 2020, arXiv 2010.07468): Adam, whose second moment is that of the
   * gradient about its mean: s = β₂s + (1−β₂)(g−m)² + ε, with the new m; θ ← θ − η m̂/(√ŝ + ε).
   *
   * @param learningRate η ≥ 0
   * @param beta1 0 ≤ β₁ &lt; 1
   * @param beta2 0 ≤ β₂ &lt; 1
   * @param epsilon ε ≥ 0, within s and outside the root
   */
  record Adabelief(
      double learningRate,
      @Default("0.9") double beta1,
      @Default("0.999") double beta2,
      @Default("1e-16") double epsilon)
      implements CoordinatewiseOptimizerSpec {
    public Adabelief {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("beta1", beta1);
      Range.belowOne("beta2", beta2);
      Range.finiteAtLeastZero("epsilon", epsilon);
    }
  }

  /**
   * Lion (Chen et al. 2023, arXiv 2302.06675): θ ← θ − η (sign(β₁m + (1−β₁)g) + λθ), then m = β₂m +
   * (1−β₂)g; sign(0) = 0.
   *
   * @param learningRate η ≥ 0
   * @param beta1 0 ≤ β₁ &lt; 1
   * @param beta2 0 ≤ β₂ &lt; 1
   * @param weightDecay λ ≥ 0, decoupled
   */
  record Lion(
      double learningRate,
      @Default("0.9") double beta1,
      @Default("0.99") double beta2,
      @Default("0") double weightDecay)
      implements CoordinatewiseOptimizerSpec {
    public Lion {
      Range.finiteAtLeastZero("learning_rate", learningRate);
      Range.belowOne("beta1", beta1);
      Range.belowOne("beta2", beta2);
      Range.finiteAtLeastZero("weight_decay", weightDecay);
    }
  }
}
