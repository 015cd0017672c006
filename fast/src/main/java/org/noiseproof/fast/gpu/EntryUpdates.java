package org.noiseproof.fast.gpu;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Precision;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Averages;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Squares;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Steps;
import org.noiseproof.fast.cpu.AdaptiveUpdates.Variant;
import org.noiseproof.fast.cpu.Updates;
import org.noiseproof.fast.cpu.Updates.Momentum;
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
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * Steps that move every entry by itself, one kernel each: {@code updates.cu}. Coefficients and
 * operations are those of the cpu backend, so that the bits are, too. What is in doubt there (its
 * underflow, its range, a sign that rounding could turn) is so here, found by comparisons in the
 * format that leave room for their own rounding.
 *
 * @param gradient in the state's format, or in bfloat16
 */
record EntryUpdates(Gpu gpu, DeviceState state, GpuArray gradient) {
  private static final int BLOCK = 256;

  /** What a thread moves of every array. */
  private static final int BYTES = 16;

  /** Roundings behind the average whose sign is asked for, as the cpu backend counts them. */
  private static final int SIGN_DEPTH = 8;

  /**
   * Launches the step.
   *
   * @throws IllegalArgumentException where the optimizer does not move every entry by itself
   */
  void launch(OptimizerSpec spec) {
    long t = state.steps() + 1;
    switch (spec) {
      case Sgd s when s.momentum() == 0 ->
          launch(s, "update_descend", -s.learningRate(), s.weightDecay());
      case Sgd s -> momentum(s, Momentum.of(s, state.steps() == 0));
      case SignSgd s -> sign(s);
      case Rmsprop s -> squares(s, Squares.of(s));
      case Adagrad s -> squares(s, Squares.of(s));
      case Adadelta s -> steps(s, Steps.of(s));
      case Adam s -> moments(s, Averages.of(s, t), Variant.of(s));
      case Nadam s -> moments(s, Averages.of(s, t), Variant.of(s, t));
      case Adabelief s -> moments(s, Averages.of(s, t), Variant.of(s));
      case Amsgrad s -> amsgrad(s, Averages.of(s, t));
      case Adamax s -> adamax(s, Averages.of(s, t));
      case Lion s -> lion(s, Updates.Lion.of(s));
      case OptimizerSpec other ->
          throw new IllegalArgumentException(other + " is no such optimizer");
    }
  }

  private void momentum(Sgd spec, Momentum by) {
    launch(
        spec,
        "update_momentum",
        -by.learningRate(),
        by.momentum(),
        by.fresh(),
        by.weightDecay(),
        by.buffered(),
        by.direct());
  }

  private void sign(SignSgd spec) {
    launch(
        spec,
        "update_sign",
        -spec.learningRate(),
        spec.momentum(),
        1 - spec.momentum(),
        spec.momentum() == 0 ? 0 : 1,
        2 * Tolerance.gamma(SIGN_DEPTH, precision().unitRoundoff()));
  }

  private void squares(OptimizerSpec spec, Squares by) {
    launch(
        spec,
        "update_squares",
        by.kept(),
        by.fresh(),
        -by.step(),
        divisor(by.epsilon()),
        by.step(),
        leastSquare(1, by.epsilon()));
  }

  private void steps(OptimizerSpec spec, Steps by) {
    double normal = smallestNormal();
    launch(
        spec,
        "update_steps",
        by.kept(),
        by.fresh(),
        -by.step(),
        by.epsilon(),
        divisor(by.epsilon()),
        by.step(),
        by.epsilon() >= normal ? 0 : 2 * normal / precision().unitRoundoff(),
        by.epsilon() == 0 ? 1 : 0);
  }

  private void moments(OptimizerSpec spec, Averages by, Variant variant) {
    launch(
        spec,
        "update_moments",
        by.beta1(),
        by.fresh1(),
        by.beta2(),
        by.fresh2(),
        -by.step(),
        by.root(),
        divisor(by.epsilon()),
        -variant.centre(),
        variant.added(),
        variant.buffered(),
        variant.direct(),
        -variant.decay(),
        by.step(),
        leastSquare(by.root(), by.epsilon()));
  }

  private void amsgrad(OptimizerSpec spec, Averages by) {
    launch(
        spec,
        "update_amsgrad",
        by.beta1(),
        by.fresh1(),
        by.beta2(),
        by.fresh2(),
        -by.step(),
        by.root(),
        divisor(by.epsilon()),
        by.step(),
        leastSquare(by.root(), by.epsilon()));
  }

  private void adamax(OptimizerSpec spec, Averages by) {
    launch(
        spec,
        "update_adamax",
        by.beta1(),
        by.fresh1(),
        by.beta2(),
        -by.step(),
        by.epsilon(),
        by.step());
  }

  private void lion(OptimizerSpec spec, Updates.Lion by) {
    launch(
        spec,
        "update_lion",
        by.beta1(),
        by.fresh1(),
        by.beta2(),
        by.fresh2(),
        -by.learningRate(),
        -by.decay(),
        Updates.Lion.RULER * by.beta1(),
        Updates.Lion.RULER * by.fresh1());
  }

  /** ε where it is divided by: no less than the smallest normal number. */
  private double divisor(double epsilon) {
    return Math.max(epsilon, smallestNormal());
  }

  /** From where on what underflow costs a square is nothing to its root, or to the root plus ε. */
  private double leastSquare(double root, double epsilon) {
    double lost = 4 * precision().smallestSubnormal();
    boolean covered = root * Math.sqrt(lost) <= precision().unitRoundoff() * epsilon;
    return covered ? 0 : lost / precision().unitRoundoff();
  }

  private double smallestNormal() {
    return precision().smallestSubnormal() / (2 * precision().unitRoundoff());
  }

  private Precision precision() {
    return state.format().precision();
  }

  private void launch(OptimizerSpec spec, String kernel, double... coefficients) {
    List<String> buffers = Dialects.canonical(spec).rule(spec).buffers();
    List<Object> arguments = new ArrayList<>();
    arguments.add(state.parameters());
    buffers.forEach(name -> arguments.add(state.buffer(name)));
    arguments.add(gradient);
    arguments.add(state.nextParameters());
    buffers.forEach(name -> arguments.add(state.nextBuffer(name)));
    arguments.add((long) state.dimension());
    arguments.add(state.doubt());
    for (double coefficient : coefficients) {
      arguments.add(state.format().argument(coefficient));
    }
    boolean narrow = gradient.bytesEach() == Short.BYTES;
    gpu.launch(
        Program.UPDATES,
        narrow ? kernel + "_bf16" : state.format().kernel(kernel),
        blocks(state),
        BLOCK,
        arguments.toArray());
  }

  /** Of a grid that has a thread for every 16 bytes of the parameters. */
  static int blocks(DeviceState state) {
    int entries = BLOCK * BYTES / state.format().bytes();
    return Math.max(1, Math.ceilDiv(state.dimension(), entries));
  }
}
