package org.noiseproof.theory;

/**
 * SYM-12, SYM-13: the squared norm n = ‖θ‖² under SGD on a loss with ℓ(cθ) = ℓ(θ). As θ·ĝ(θ) = 0
 * and ĝ(θ) = ĝ(θ̂)/‖θ‖, a step θ′ = θ − η(ĝ + γθ) has, with q = ‖ĝ(θ̂)‖² and ρ = (1 − ηγ)²,
 *
 * <pre>
 * n′ = ρn + η²q/n,
 * cos∠(θ, θ′) = (1 − ηγ)√(n/n′),
 * E[n′² | θ] = ρ²n² + 2ρη²E q + η⁴E q²/n².
 * </pre>
 *
 * <p>Derived. That the norm grows without decay, and that decay makes it stationary, is in Ziyin,
 * Wang, Li &amp; Wu, arXiv 2402.07193, of which abstract and captions were read.
 *
 * @param learningRate η &gt; 0
 * @param decay γ ≥ 0, of ½γ‖θ‖², with ηγ &lt; 1
 */
public record ScaleInvariantNorm(double learningRate, double decay) {
  public ScaleInvariantNorm {
    Argument.positive("learning_rate", learningRate);
    double product = learningRate * decay;
    Argument.require(product >= 0 && product < 1, "learning_rate · decay", product, "0 ≤ ηγ < 1");
  }

  /** Without decay. */
  public ScaleInvariantNorm(double learningRate) {
    this(learningRate, 0);
  }

  /** ρ. */
  public double contraction() {
    return cosine() * cosine();
  }

  /** n′ from n. */
  public double next(double n, double q) {
    return contraction() * n + learningRate * learningRate * q / n;
  }

  /** n_T from n_0 where every batch has the same q. */
  public double after(double n, double q, long steps) {
    double norm = n;
    for (long t = 0; t < steps; t++) {
      norm = next(norm, q);
    }
    return norm;
  }

  /** 2ρη²E q, what E n² gains a step whatever n. */
  public double gain(double meanQ) {
    return 2 * contraction() * learningRate * learningRate * meanQ;
  }

  /** η⁴E q²; divided by n² the rest of the gain. */
  public double restGain(double meanSquareQ) {
    double square = learningRate * learningRate;
    return square * square * meanSquareQ;
  }

  /**
   * 1 − ηγ: of consecutive iterates once n rests; the cosine of their angle is then exactly this.
   */
  public double cosine() {
    return 1 - learningRate * decay;
  }

  /** n_* of a constant q, from n_*² = ηq/(γ(2 − ηγ)). */
  public double equilibrium(double q) {
    Argument.positive("decay", decay);
    return Math.sqrt(learningRate * q / (decay * (2 - learningRate * decay)));
  }

  /** ηE q/(2γ), which E n² goes to as ηγ → 0. */
  public double leadingSquare(double meanQ) {
    Argument.positive("decay", decay);
    return learningRate * meanQ / (2 * decay);
  }

  /**
   * E n² of the stationary law up to a relative O((ηγ)²): (2ρη²E q + 2η³γE q²/E q)/(1 − ρ²), where
   * E 1/n² has been replaced by its leading term 2γ/(ηE q).
   */
  public double explicitSquare(double meanQ, double meanSquareQ) {
    double rest = restGain(meanSquareQ) / leadingSquare(meanQ);
    return (gain(meanQ) + rest) / (1 - contraction() * contraction());
  }
}
