package org.noiseproof.fast.cpu;

import java.util.List;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Averages;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Squares;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Steps;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Variant;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** One fused pass of Adam or a {@link org.noiseproof.spec.CoordinatewiseOptimizerSpec}. */
record CoordinatewisePass<A>(Format<A> format) {
  /** Two coefficients, a product, a fused multiply-add, and as many for the sum of the sizes. */
  private static final int SIGN_DEPTH = 8;

  /**
   * Step t in place, as accurate as the format's range and underflow allow.
   *
   * @param buffers in the order of the reference's rule
   * @throws IllegalArgumentException where the optimizer does not move every coordinate by itself
   */
  void step(OptimizerSpec spec, long t, A parameters, List<A> buffers, A gradient) {
    AdaptiveUpdates<A> adaptive = format.adaptive();
    switch (spec) {
      case Rmsprop s -> adaptive.squares(parameters, buffers.getFirst(), gradient, Squares.of(s));
      case Adagrad s -> adaptive.squares(parameters, buffers.getFirst(), gradient, Squares.of(s));
      case Adadelta s ->
          adaptive.steps(parameters, buffers.get(0), buffers.get(1), gradient, Steps.of(s));
      case Adam s -> moments(parameters, buffers, gradient, averages(s, t), Variant.of(s));
      case Nadam s -> moments(parameters, buffers, gradient, averages(s, t), Variant.of(s, t));
      case Adabelief s -> moments(parameters, buffers, gradient, averages(s, t), Variant.of(s));
      case Amsgrad s ->
          adaptive.amsgrad(
              parameters, buffers.get(0), buffers.get(1), buffers.get(2), gradient, averages(s, t));
      case Adamax s ->
          adaptive.adamax(parameters, buffers.get(0), buffers.get(1), gradient, averages(s, t));
      case Lion s -> format.updates().lion(parameters, buffers.getFirst(), gradient, lion(s));
      case OptimizerSpec other ->
          throw new IllegalArgumentException(other + " is no such optimizer");
    }
  }

  private void moments(A parameters, List<A> buffers, A gradient, Averages by, Variant variant) {
    format.adaptive().moments(parameters, buffers.get(0), buffers.get(1), gradient, by, variant);
  }

  /**
   * The coefficients of step t.
   *
   * @throws IllegalArgumentException where the optimizer is not of Adam's kin
   */
  static Averages averages(OptimizerSpec spec, long t) {
    return switch (spec) {
      case Adam s -> Averages.of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
      case Nadam s -> Averages.of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
      case Amsgrad s -> Averages.of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
      case Adamax s -> Averages.of(s.learningRate(), s.beta1(), s.beta2(), s.epsilon(), t);
      case Adabelief s -> Averages.of(s, t);
      case OptimizerSpec other ->
          throw new IllegalArgumentException(other + " has no such averages");
    };
  }

  /** The coefficients of Lion. */
  Updates.Lion lion(Lion spec) {
    return new Updates.Lion(
        spec.learningRate(),
        spec.beta1(),
        1 - spec.beta1(),
        spec.beta2(),
        1 - spec.beta2(),
        spec.learningRate() * spec.weightDecay(),
        Tolerance.gamma(SIGN_DEPTH, format.precision().unitRoundoff()));
  }
}
