package org.noiseproof.fast.cpu;

import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * The optimizers' updates, in place, entry by entry: plain loops in one version, which the compiler
 * vectorises to the same bits. Coefficients are rounded to A's precision first. Those that divide
 * are {@link AdaptiveUpdates}.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public interface Updates<A> {

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
      double direct) {

    /** Of a step of SGD with momentum; the first takes the gradient whole. */
    public static Momentum of(Sgd spec, boolean first) {
      return new Momentum(
          spec.learningRate(),
          first ? 0 : spec.momentum(),
          first ? 1 : 1 - spec.dampening(),
          spec.weightDecay(),
          spec.nesterov() ? spec.momentum() : 1,
          spec.nesterov() ? 1 : 0);
    }
  }

  /** One pass of {@link Momentum}. */
  void momentum(A parameters, A buffer, A gradient, Momentum by);

  /** b ← fma(μ, b, φ g). */
  void average(A buffer, A gradient, double momentum, double fresh);

  /** SGD without a buffer: θ ← fma(−η, fma(λ, θ, g), θ). */
  void descend(A parameters, A gradient, double learningRate, double weightDecay);

  /**
   * Lion in one pass: c = fma(β₁, m, (1−β₁) g), B = fma(16β₁, |m|, 16(1−β₁) |g|), s = sign((c + B)
   * − B), m ← fma(β₂, m, (1−β₂) g), h = fma(−ηλ, θ, θ), θ ← fma(−η, s, h). Beside B the average is
   * rounded to B's last place: s is 0 where |c| &lt; B u/2, more than rounding can have cost c, and
   * else the right sign; it is certainly not 0 where |c| > 2B u.
   *
   * @param fresh1 1 − β₁
   * @param fresh2 1 − β₂
   * @param decay ηλ
   */
  record Lion(
      double learningRate, double beta1, double fresh1, double beta2, double fresh2, double decay) {
    /** B over the sum of the sizes of the average's terms, whose error is less than 4u of it. */
    public static final int RULER = 16;

    /** Of a step. */
    public static Lion of(CoordinatewiseOptimizerSpec.Lion spec) {
      return new Lion(
          spec.learningRate(),
          spec.beta1(),
          1 - spec.beta1(),
          spec.beta2(),
          1 - spec.beta2(),
          spec.learningRate() * spec.weightDecay());
    }
  }

  /** One pass of {@link Lion}. */
  void lion(A parameters, A buffer, A gradient, Lion by);
}
