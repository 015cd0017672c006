package org.noiseproof.zoo;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.Dialects;
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
 * Optimizers in plain double arithmetic, in parts. All of them are right: a wrong optimizer is made
 * by getting one part wrong.
 */
final class Steps {
  private Steps() {}

  static final String MOMENTUM = "momentum";
  static final String FIRST_MOMENT = "first_moment";
  static final String SECOND_MOMENT = "second_moment";

  /** A step of any optimizer, right in every part. */
  static OptimizerState of(OptimizerSpec spec, OptimizerState state, double[] gradient) {
    return switch (spec) {
      case Sgd sgd -> each(sgd, state, gradient, Steps::sgd, MOMENTUM);
      case ClippedSgd clipped -> clippedSgd(clipped, state, gradient, Parts::clip);
      case NormalizedSgd normalized ->
          averaged(
              state,
              gradient,
              momentum(normalized, state.steps()),
              m -> Parts.scale(normalized.learningRate(), Parts.normalized(m)));
      case SignSgd sign ->
          averaged(
              state,
              gradient,
              sign.momentum(),
              m -> Parts.scale(sign.learningRate(), Parts.signs(m)));
      case Adam adam -> each(adam, state, gradient, Steps::adam, FIRST_MOMENT, SECOND_MOMENT);
      case CoordinatewiseOptimizerSpec each ->
          Spoken.step(Dialects.canonical(each).rule(each), state, gradient);
      case MatrixOptimizerSpec matrix -> MatrixSteps.of(matrix, state, gradient);
      case Scheduled scheduled -> of(scheduled.at(state.steps() + 1), state, gradient);
    };
  }

  /** One coordinate on its way through a step; t counts from 1. */
  record Cell(long t, double parameter, double gradient, double first, double second) {
    Cell moved(double by) {
      return new Cell(t, parameter - by, gradient, first, second);
    }

    Cell with(double newGradient) {
      return new Cell(t, parameter, newGradient, first, second);
    }

    Cell remembering(double newFirst, double newSecond) {
      return new Cell(t, parameter, gradient, newFirst, newSecond);
    }
  }

  /** What a step does to one coordinate. */
  interface Cellwise<S> {
    Cell step(S spec, Cell cell);
  }

  /** Coordinate by coordinate; sgd leaves the second buffer alone. */
  static <S> OptimizerState each(
      S spec, OptimizerState state, double[] gradient, Cellwise<S> rule, String... names) {
    double[] parameters = state.parameters();
    double[] first = buffer(state, names[0]);
    double[] second = buffer(state, names[names.length - 1]);
    for (int j = 0; j < parameters.length; j++) {
      Cell cell =
          rule.step(
              spec, new Cell(state.steps() + 1, parameters[j], gradient[j], first[j], second[j]));
      parameters[j] = cell.parameter();
      first[j] = cell.first();
      second[j] = cell.second();
    }
    return state.next(
        parameters,
        names.length == 1 ? Map.of(names[0], first) : Map.of(names[0], first, names[1], second));
  }

  /** A copy of a buffer; zeros where the state has none of that name. */
  static double[] buffer(OptimizerState state, String name) {
    return state.buffers().contains(name) ? state.buffer(name) : new double[state.dimension()];
  }

  /** x/y, and 0 where x = 0. */
  static double quotient(double x, double y) {
    return x == 0 ? 0 : x / y;
  }

  /** sgd's coupled weight decay. */
  static Cell decayed(Sgd spec, Cell cell) {
    return cell.with(cell.gradient() + spec.weightDecay() * cell.parameter());
  }

  /** sgd's buffer. */
  static Cell buffered(Sgd spec, Cell cell) {
    double b =
        cell.t() == 1
            ? cell.gradient()
            : spec.momentum() * cell.first() + (1 - spec.dampening()) * cell.gradient();
    return cell.remembering(b, cell.second());
  }

  /** sgd's step along gradient or buffer. */
  static Cell move(Sgd spec, Cell cell) {
    double direction =
        spec.nesterov()
            ? cell.gradient() + spec.momentum() * cell.first()
            : spec.momentum() == 0 ? cell.gradient() : cell.first();
    return cell.moved(spec.learningRate() * direction);
  }

  /** All of sgd. */
  static Cell sgd(Sgd spec, Cell cell) {
    return move(spec, buffered(spec, decayed(spec, cell)));
  }

  /** adam's moments. */
  static Cell moments(Adam spec, Cell cell) {
    double g = cell.gradient();
    return cell.remembering(
        spec.beta1() * cell.first() + (1 - spec.beta1()) * g,
        spec.beta2() * cell.second() + (1 - spec.beta2()) * g * g);
  }

  /** 1 − βᵗ. */
  static double correction(double beta, long t) {
    return 1 - StrictMath.pow(beta, (double) t);
  }

  /** m̂. */
  static double mean(Adam spec, Cell cell) {
    return cell.first() / correction(spec.beta1(), cell.t());
  }

  /** v̂. */
  static double square(Adam spec, Cell cell) {
    return cell.second() / correction(spec.beta2(), cell.t());
  }

  /** adam's decoupled weight decay. */
  static Cell decayed(Adam spec, Cell cell) {
    return cell.moved(spec.learningRate() * spec.weightDecay() * cell.parameter());
  }

  /** adam's step along m̂/(√v̂ + ε). */
  static Cell move(Adam spec, Cell cell) {
    double direction = quotient(mean(spec, cell), Math.sqrt(square(spec, cell)) + spec.epsilon());
    return cell.moved(spec.learningRate() * direction);
  }

  /** All of adam. */
  static Cell adam(Adam spec, Cell cell) {
    return move(spec, moments(spec, decayed(spec, cell)));
  }

  /** m = μm + (1−μ)x, then θ ← θ − the move that m makes. */
  static OptimizerState averaged(
      OptimizerState state, double[] fresh, double momentum, UnaryOperator<double[]> move) {
    double[] average = buffer(state, MOMENTUM);
    for (int j = 0; j < average.length; j++) {
      average[j] = momentum * average[j] + (1 - momentum) * fresh[j];
    }
    double[] parameters = state.parameters();
    double[] moved = move.apply(average);
    for (int j = 0; j < parameters.length; j++) {
      parameters[j] -= moved[j];
    }
    return state.next(parameters, Map.of(MOMENTUM, average));
  }

  /** normalized_sgd's μ after that many steps. */
  static double momentum(NormalizedSgd spec, long steps) {
    return spec.warmStart() && steps == 0 ? 0 : spec.momentum();
  }

  /** All of clipped_sgd. */
  static OptimizerState clippedSgd(
      ClippedSgd spec, OptimizerState state, double[] gradient, Parts.Clip clip) {
    boolean after = spec.clipAfterMomentum();
    double tau = spec.threshold();
    return averaged(
        state,
        after ? gradient : clip.apply(gradient, tau),
        spec.momentum(),
        m -> Parts.scale(spec.learningRate(), after ? clip.apply(m, tau) : m));
  }
}
