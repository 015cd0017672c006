package org.noiseproof.fast.cpu;

import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * The updates that divide by what is remembered of the gradients, in place, entry by entry, as
 * {@link Updates}: one pass each over the parameters, the buffers and the gradient. In a divisor ε
 * is no less than the smallest normal number, so that 0/0 moves nothing; beside a root that is not
 * 0 so little is nothing, for no root is as small.
 *
 * @param <A> {@code double[]} or {@code float[]}
 */
public interface AdaptiveUpdates<A> {

  /**
   * RMSprop and Adagrad: v ← fma(κ, v, (φg) g), θ ← fma(−η, g / (√v + ε), θ).
   *
   * @param kept κ, how much of v is kept
   * @param fresh φ, how much of g² comes to it
   * @param step η
   */
  record Squares(double kept, double fresh, double step, double epsilon) {
    /** Of a step. */
    public static Squares of(Rmsprop spec) {
      return new Squares(spec.decay(), 1 - spec.decay(), spec.learningRate(), spec.epsilon());
    }

    /** Of a step. */
    public static Squares of(Adagrad spec) {
      return new Squares(1, 1, spec.learningRate(), spec.epsilon());
    }
  }

  /** One pass of {@link Squares}. */
  void squares(A parameters, A second, A gradient, Squares by);

  /**
   * Adadelta, where one root of a quotient does for two: v ← fma(ρ, v, ((1−ρ)g) g), Δ = √((u + ε) /
   * (v + ε)) g, u ← fma(ρ, u, ((1−ρ)Δ) Δ), θ ← fma(−η, Δ, θ).
   *
   * @param kept ρ
   * @param fresh 1 − ρ
   * @param step η
   */
  record Steps(double kept, double fresh, double step, double epsilon) {
    /** Of a step. */
    public static Steps of(Adadelta spec) {
      return new Steps(spec.decay(), 1 - spec.decay(), spec.learningRate(), spec.epsilon());
    }
  }

  /** One pass of {@link Steps}; u is of the squares of the steps Δ. */
  void steps(A parameters, A second, A ofSteps, A gradient, Steps by);

  /**
   * What Adam and its kin have in common: m ← fma(β₁, m, (1−β₁) g), v ← fma(β₂, v, (φg) g).
   *
   * @param beta1 β₁
   * @param fresh1 1 − β₁
   * @param beta2 β₂
   * @param fresh2 φ, 1 − β₂ but for AdaBelief
   * @param step a = η / (1 − β₁ᵗ)
   * @param root r = 1 / √(1 − β₂ᵗ)
   */
  record Averages(
      double beta1,
      double fresh1,
      double beta2,
      double fresh2,
      double step,
      double root,
      double epsilon) {
    /**
     * Of step t.
     *
     * @throws IllegalArgumentException where the optimizer is not of Adam's kin
     */
    public static Averages of(OptimizerSpec spec, long t) {
      return switch (spec) {
        case Adam s -> of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
        case Nadam s -> of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
        case Amsgrad s -> of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
        case Adamax s -> of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
        case Adabelief s -> aboutTheMean(s, t);
        case OptimizerSpec other ->
            throw new IllegalArgumentException(other + " has no such averages");
      };
    }

    private static Averages of(
        double learningRate, double beta1, double beta2, double epsilon, long t) {
      double step = learningRate / BiasCorrection.of(beta1, t);
      double root = 1 / Math.sqrt(BiasCorrection.of(beta2, t));
      return new Averages(beta1, 1 - beta1, beta2, 1 - beta2, step, root, epsilon);
    }

    /** (1−β₂)(g−m)² of the new m is (1−β₂)β₁² (g−m)² of the old one, where less cancels. */
    private static Averages aboutTheMean(Adabelief spec, long t) {
      Averages plain = of(spec.learningRate(), spec.beta1(), spec.beta2(), spec.epsilon(), t);
      double fresh2 = plain.fresh2 * spec.beta1() * spec.beta1();
      return new Averages(
          plain.beta1, plain.fresh1, plain.beta2, fresh2, plain.step, plain.root, plain.epsilon);
    }
  }

  /**
   * Adam, NAdam and AdaBelief beside their {@link Averages}: d = fma(−c, m, g), v ← fma(β₂, v,
   * fma(φd, d, α)), n = fma(p, m, q g) with the new m, D = fma(r, √v, ε), h = fma(−δ, θ, θ), θ ←
   * fma(−a, n/D, h).
   *
   * @param centre c, 1 where v is about the mean and else 0
   * @param added α, what comes to v in every step
   * @param buffered p, the first moment's share in the update
   * @param direct q, the gradient's own
   * @param decay δ, what the parameters lose
   */
  record Variant(double centre, double added, double buffered, double direct, double decay) {
    /** Of a step. */
    public static Variant of(Adam spec) {
      return new Variant(0, 0, 1, 0, spec.learningRate() * spec.weightDecay());
    }

    /** Of a step. */
    public static Variant of(Nadam spec, long t) {
      double now = BiasCorrection.of(spec.beta1(), t);
      double next = BiasCorrection.of(spec.beta1(), t + 1);
      return new Variant(0, 0, spec.beta1() * (now / next), 1 - spec.beta1(), 0);
    }

    /** Of a step. */
    public static Variant of(Adabelief spec) {
      return new Variant(1, spec.epsilon(), 1, 0, 0);
    }
  }

  /** One pass of {@link Variant}. */
  void moments(A parameters, A first, A second, A gradient, Averages by, Variant variant);

  /** Amsgrad: w ← max(w, v), D = fma(r, √w, ε), θ ← fma(−a, m/D, θ). */
  void amsgrad(A parameters, A first, A second, A largest, A gradient, Averages by);

  /** AdaMax: u ← max(β₂ u, |g| + ε), θ ← fma(−a, m / max(u, the smallest normal number), θ). */
  void adamax(A parameters, A first, A norm, A gradient, Averages by);
}
