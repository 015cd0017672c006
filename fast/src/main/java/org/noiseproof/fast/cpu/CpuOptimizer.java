package org.noiseproof.fast.cpu;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * Every optimizer in one format. A step that leaves the format's range on the way, though not
 * perhaps in the end, is the exact reference's.
 */
record CpuOptimizer<A>(OptimizerSpec spec, Format<A> format) implements Optimizer {
  static final String MOMENTUM = "momentum";

  /**
   * What a step has done beside moving the parameters.
   *
   * @param buffers the new buffers
   * @param lostBits whether underflow has cost accuracy
   * @param settled whether what is not finite is beyond the format's range for good
   */
  record Moved<A>(Map<String, A> buffers, boolean lostBits, boolean settled) {
    Moved(Map<String, A> buffers, boolean lostBits) {
      this(buffers, lostBits, false);
    }
  }

  @Override
  public OptimizerState start(double[] parameters) {
    OptimizerState start = ExactOptimizer.start(spec, parameters);
    rounded("parameters", parameters);
    return rounded(start);
  }

  @Override
  public OptimizerState step(OptimizerState state, double[] gradient) {
    A g = rounded("gradient", state.requireGradient(gradient));
    A parameters = rounded("parameters", state.parameters());
    Moved<A> moved = moved(spec, state, parameters, g);
    boolean right =
        moved.settled
            || (!moved.lostBits
                && finite(parameters)
                && moved.buffers.values().stream().allMatch(this::finite));
    return right
        ? widened(state, state.steps() + 1, parameters, moved.buffers)
        : rounded(ExactOptimizer.step(spec, rounded(state), format.widened(g)).rounded());
  }

  private Moved<A> moved(OptimizerSpec now, OptimizerState state, A parameters, A gradient) {
    return switch (now) {
      case Sgd sgd -> sgd(sgd, state, parameters, gradient);
      case ClippedSgd clipped ->
          clipped.clipAfterMomentum()
              ? clippedMomentum(clipped, state, parameters, gradient)
              : clippedSgd(clipped, state, parameters, gradient);
      case NormalizedSgd normalized -> normalizedSgd(normalized, state, parameters, gradient);
      case SignSgd sign -> signSgd(sign, state, parameters, gradient);
      case Adam _, CoordinatewiseOptimizerSpec _ ->
          new CoordinatewiseStep<>(now, format)
              .move(state, parameters, name -> buffer(state, name), gradient);
      case MatrixOptimizerSpec matrix ->
          new MatrixStep<>(matrix, format)
              .move(state, parameters, buffer(state, MOMENTUM), gradient);
      case Scheduled scheduled ->
          moved(scheduled.at(state.steps() + 1), state, parameters, gradient);
    };
  }

  private Moved<A> sgd(Sgd spec, OptimizerState state, A parameters, A gradient) {
    if (spec.momentum() == 0) {
      format.updates().descend(parameters, gradient, spec.learningRate(), spec.weightDecay());
      return new Moved<>(Map.of(), false);
    }
    A buffer = buffer(state, MOMENTUM);
    Updates.Momentum by = Updates.Momentum.of(spec, state.steps() == 0);
    format.updates().momentum(parameters, buffer, gradient, by);
    return new Moved<>(Map.of(MOMENTUM, buffer), false);
  }

  private Moved<A> clippedSgd(ClippedSgd spec, OptimizerState state, A parameters, A gradient) {
    A clipped = scaled(clip(spec), gradient, state.dimension());
    A buffer = buffer(state, MOMENTUM);
    Updates.Momentum by =
        new Updates.Momentum(spec.learningRate(), spec.momentum(), 1 - spec.momentum(), 0, 1, 0);
    format.updates().momentum(parameters, buffer, clipped, by);
    return new Moved<>(Map.of(MOMENTUM, buffer), false);
  }

  private Moved<A> clippedMomentum(
      ClippedSgd spec, OptimizerState state, A parameters, A gradient) {
    A buffer = buffer(state, MOMENTUM);
    format.updates().average(buffer, gradient, spec.momentum(), 1 - spec.momentum());
    A direction = scaled(clip(spec), buffer, state.dimension());
    format.updates().descend(parameters, direction, spec.learningRate(), 0);
    return new Moved<>(Map.of(MOMENTUM, buffer), false);
  }

  private static Factor clip(ClippedSgd spec) {
    return new Factor.Clip(new Thresholds(spec.threshold(), Double.POSITIVE_INFINITY));
  }

  private A scaled(Factor factor, A vector, int dimension) {
    A scaled = format.zeros(dimension);
    ScaledSum.add(scaled, factor, format, vector, dimension);
    return scaled;
  }

  private Moved<A> signSgd(SignSgd spec, OptimizerState state, A parameters, A gradient) {
    A old = buffer(state, MOMENTUM);
    A buffer = buffer(state, MOMENTUM);
    format.updates().average(buffer, gradient, spec.momentum(), 1 - spec.momentum());
    A direction = AverageSign.of(format, spec.momentum(), old, gradient, buffer);
    format.updates().descend(parameters, direction, spec.learningRate(), 0);
    return new Moved<>(Map.of(MOMENTUM, buffer), false);
  }

  private Moved<A> normalizedSgd(
      NormalizedSgd spec, OptimizerState state, A parameters, A gradient) {
    double momentum = spec.warmStart() && state.steps() == 0 ? 0 : spec.momentum();
    A buffer = buffer(state, MOMENTUM);
    format.updates().average(buffer, gradient, momentum, 1 - momentum);
    A direction = scaled(new Factor.Normalize(), buffer, state.dimension());
    boolean lost = Underflow.ofDirection(format, spec.learningRate(), state, buffer, gradient);
    format.updates().descend(parameters, direction, spec.learningRate(), 0);
    return new Moved<>(Map.of(MOMENTUM, buffer), lost);
  }

  private A buffer(OptimizerState state, String name) {
    return rounded("buffer " + name, state.buffer(name));
  }

  private A rounded(String name, double[] values) {
    A rounded = format.narrowed(values);
    for (int j = 0; j < values.length; j++) {
      if (!Double.isFinite(format.get(rounded, j))) {
        throw new IllegalArgumentException(
            "%s[%d] = %s is not finite in %s"
                .formatted(name, j, values[j], format.precision().name().toLowerCase(Locale.ROOT)));
      }
    }
    return rounded;
  }

  private boolean finite(A values) {
    for (double value : format.widened(values)) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private OptimizerState rounded(OptimizerState state) {
    Map<String, A> buffers = new TreeMap<>();
    for (String name : state.buffers()) {
      buffers.put(name, format.narrowed(state.buffer(name)));
    }
    return widened(state, state.steps(), format.narrowed(state.parameters()), buffers);
  }

  private OptimizerState widened(
      OptimizerState like, long steps, A parameters, Map<String, A> buffers) {
    Map<String, double[]> widened = new TreeMap<>();
    buffers.forEach((name, values) -> widened.put(name, format.widened(values)));
    return like.with(steps, format.widened(parameters), widened);
  }

  @Override
  public int depth(int dimension) {
    // Each chain of operations below, and one rounding more for each coefficient on it.
    return switch (spec) {
      case Sgd _ -> 12;
      case ClippedSgd _, NormalizedSgd _ -> Factor.depth(format, dimension) + 8;
      case SignSgd _ -> 8;
      case Adam _, CoordinatewiseOptimizerSpec _ -> CoordinatewisePass.depth(spec);
      case MatrixOptimizerSpec _ -> MatrixStep.depth(dimension);
      case Scheduled scheduled ->
          new CpuOptimizer<>(scheduled.optimizer(), format).depth(dimension);
    };
  }
}
