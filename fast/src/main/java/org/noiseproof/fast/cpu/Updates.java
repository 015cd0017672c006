package org.noiseproof.fast.cpu;

/**
 * The optimizers' updates, in place, entry by entry: plain loops in one version, which the compiler
 * vectorises to the same bits. Coefficients are rounded to A's precision first.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
interface Updates<A> {

  /**
   * SGD in one pass: h = fma(λ, θ, g), b ← fma(μ, b, φ h), u = fma(p, b, q h), θ ← fma(−η, u, θ).
   *
   * @param momentum μ
   * @param fresh φ, how much of the gradient goes into the buffer
   * @param weightDecay λ
   * @param buffered p, the buffer's share in the update
   * @param direct q, the gradient's own
   */
  record Momentum(
      double learningRate,
      double momentum,
      double fresh,
      double weightDecay,
      double buffered,
      double direct) {}

  /** One pass of {@link Momentum}. */
  void momentum(A parameters, A buffer, A gradient, Momentum by);

  /** b ← fma(μ, b, φ g). */
  void average(A buffer, A gradient, double momentum, double fresh);

  /** SGD without a buffer: θ ← fma(−η, fma(λ, θ, g), θ). */
  void descend(A parameters, A gradient, double learningRate, double weightDecay);

  /**
   * Adam in one pass: m ← fma(β₁, m, (1−β₁) g), v ← fma(β₂, v, ((1−β₂) g) g), h = fma(−ηλ, θ, θ), θ
   * ← fma(−a, m / max(fma(r, √v, ε), tiny), h); tiny, the smallest subnormal, makes 0/0 no move.
   *
   * @param fresh1 1 − β₁
   * @param fresh2 1 − β₂
   * @param step a = η / (1 − β₁ᵗ)
   * @param root r = 1 / √(1 − β₂ᵗ)
   * @param decay ηλ
   */
  record Moments(
      double beta1,
      double fresh1,
      double beta2,
      double fresh2,
      double step,
      double root,
      double epsilon,
      double decay) {}

  /** One pass of {@link Moments}. */
  void adam(A parameters, A first, A second, A gradient, Moments by);
}
