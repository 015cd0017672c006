package org.noiseproof.reference;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.exact.Dyadic;
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
 * One step of every optimizer as its definition reads, on real numbers.
 *
 * <p>The step starts from a rounded state, and the new parameters follow from the new buffers
 * before these are rounded. A step of sgd consists of sums and products and is exact; those of the
 * others differ from their definition by less than 2⁻¹⁰⁰ of the gauge, 2⁻⁹² where singular vectors
 * are involved ({@link org.noiseproof.singular.SingularPairs}). So each rounded coordinate lies
 * within half an ulp plus 2⁻⁹⁰ · gauge. Norms and signs of a buffer are taken before the buffer is
 * rounded, too.
 */
public final class ExactOptimizer {
  static final String MOMENTUM = "momentum";

  private ExactOptimizer() {}

  /**
   * A state before rounding.
   *
   * @param before the state that the step was taken from
   * @param parameters θ
   * @param buffers by name
   */
  public record ExactState(
      OptimizerState before, ExactVector parameters, SortedMap<String, ExactVector> buffers) {

    /** The steps taken. */
    public long steps() {
      return before.steps() + 1;
    }

    /**
     * A buffer.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    public ExactVector buffer(String name) {
      ExactVector buffer = buffers.get(name);
      if (buffer == null) {
        throw new IllegalArgumentException(
            "no buffer named " + name + "; this state has " + buffers.keySet());
      }
      return buffer;
    }

    /** The state, each coordinate rounded once. */
    public OptimizerState rounded() {
      Map<String, double[]> rounded = new TreeMap<>();
      buffers.forEach((name, values) -> rounded.put(name, values.rounded()));
      return before.next(parameters.rounded(), rounded);
    }
  }

  /**
   * The state before the first step, every buffer 0.
   *
   * @throws IllegalArgumentException where a parameter is not finite
   */
  public static OptimizerState start(OptimizerSpec spec, double[] parameters) {
    requireFinite("parameters", parameters);
    return OptimizerState.of(0, parameters, buffers(spec, parameters.length));
  }

  /** The state before the first step of a rule. */
  public static OptimizerState start(CoordinateRule rule, double[] parameters) {
    requireFinite("parameters", parameters);
    return OptimizerState.of(0, parameters, ExactCoordinates.start(rule, parameters.length));
  }

  private static Map<String, double[]> buffers(OptimizerSpec spec, int dimension) {
    return switch (spec) {
      case Sgd _, Adam _, CoordinatewiseOptimizerSpec _ ->
          ExactCoordinates.start(rule(spec), dimension);
      case ClippedSgd _, NormalizedSgd _, SignSgd _, MatrixOptimizerSpec _ ->
          Map.of(MOMENTUM, new double[dimension]);
      case Scheduled scheduled -> buffers(scheduled.optimizer(), dimension);
    };
  }

  private static CoordinateRule rule(OptimizerSpec spec) {
    return (CoordinateRule) Dialects.canonical(spec).rule(spec);
  }

  /**
   * The step from a (rounded) state.
   *
   * @throws IllegalArgumentException as {@link org.noiseproof.backend.Optimizer#step} says, and
   *     where the state is not finite or lacks a buffer
   */
  public static ExactState step(OptimizerSpec spec, OptimizerState state, double[] gradient) {
    double[] g = state.requireGradient(gradient);
    double[] theta = requireFinite("parameters", state.parameters());
    return switch (spec) {
      case ClippedSgd clipped -> ExactAverage.step(clipped, state, theta, g);
      case NormalizedSgd normalized -> ExactAverage.step(normalized, state, theta, g);
      case SignSgd sign -> ExactAverage.step(sign, state, theta, g);
      case Sgd _, Adam _, CoordinatewiseOptimizerSpec _ ->
          ExactCoordinates.step(rule(spec), state, theta, g);
      case MatrixOptimizerSpec matrix -> ExactMatrixStep.step(matrix, state, theta, g);
      case Scheduled scheduled -> step(scheduled.at(state.steps() + 1), state, g);
    };
  }

  /**
   * The step of a rule from a (rounded) state: of another dialect than the spec's own.
   *
   * @throws IllegalArgumentException as that of a spec
   */
  public static ExactState step(CoordinateRule rule, OptimizerState state, double[] gradient) {
    double[] g = state.requireGradient(gradient);
    return ExactCoordinates.step(rule, state, requireFinite("parameters", state.parameters()), g);
  }

  /** The state after the step. */
  static ExactState state(OptimizerState old, Term[] parameters, Map<String, Term[]> buffers) {
    SortedMap<String, ExactVector> vectors = new TreeMap<>();
    buffers.forEach((name, terms) -> vectors.put(name, vector(terms)));
    return new ExactState(old, vector(parameters), vectors);
  }

  private static ExactVector vector(Term[] terms) {
    return new ExactVector(
        Arrays.stream(terms).map(Term::value).toArray(Dyadic[]::new),
        Arrays.stream(terms).mapToDouble(Term::gauge).toArray());
  }

  /** A buffer of the state. */
  static double[] buffer(OptimizerState state, String name) {
    return requireFinite("buffer " + name, state.buffer(name));
  }

  private static double[] requireFinite(String name, double[] values) {
    for (int j = 0; j < values.length; j++) {
      if (!Double.isFinite(values[j])) {
        throw new IllegalArgumentException(
            "%s[%d] = %s is not finite".formatted(name, j, values[j]));
      }
    }
    return values;
  }
}
