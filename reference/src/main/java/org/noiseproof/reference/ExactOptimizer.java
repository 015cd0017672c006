package org.noiseproof.reference;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * One step of every optimizer as its definition reads, on real numbers.
 *
 * <p>The step starts from a rounded state, and the new parameters follow from the new buffers
 * before these are rounded. A step of sgd consists of sums and products and is exact; those of
 * clipped_sgd and adam differ from their definition by less than 2⁻¹⁰⁰ of the gauge. So each
 * rounded coordinate lies within half an ulp plus 2⁻⁹⁰ · gauge.
 */
public final class ExactOptimizer {
  static final String MOMENTUM = "momentum";
  static final String FIRST_MOMENT = "first_moment";
  static final String SECOND_MOMENT = "second_moment";

  /** To how many bits βᵗ is taken: 1 − βᵗ ≥ 2⁻⁵³ still has 150 right ones after 2⁴⁰ steps. */
  private static final int POWER_BITS = 256;

  /** A βᵗ below 2 to this is 0 beside 1. */
  private static final int NEGLIGIBLE = -4096;

  private ExactOptimizer() {}

  /**
   * A state before rounding.
   *
   * @param steps the steps taken
   * @param parameters θ
   * @param buffers by name
   */
  public record ExactState(
      long steps, ExactVector parameters, SortedMap<String, ExactVector> buffers) {

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
      return OptimizerState.of(steps, parameters.rounded(), rounded);
    }
  }

  /**
   * The state before the first step, every buffer 0.
   *
   * @throws IllegalArgumentException where a parameter is not finite
   */
  public static OptimizerState start(OptimizerSpec spec, double[] parameters) {
    requireFinite("parameters", parameters);
    Map<String, double[]> buffers = new TreeMap<>();
    switch (spec) {
      case Sgd sgd -> {
        if (sgd.momentum() > 0) {
          buffers.put(MOMENTUM, new double[parameters.length]);
        }
      }
      case ClippedSgd clipped -> buffers.put(MOMENTUM, new double[parameters.length]);
      case Adam adam -> {
        buffers.put(FIRST_MOMENT, new double[parameters.length]);
        buffers.put(SECOND_MOMENT, new double[parameters.length]);
      }
    }
    return OptimizerState.of(0, parameters, buffers);
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
      case Sgd sgd -> sgd(sgd, state, theta, g);
      case ClippedSgd clipped -> clippedSgd(clipped, state, theta, g);
      case Adam adam -> adam(adam, state, theta, g);
    };
  }

  private static ExactState sgd(Sgd spec, OptimizerState state, double[] theta, double[] g) {
    Term mu = Term.of(spec.momentum());
    Term fresh = new Term(Dyadic.ONE.minus(Dyadic.of(spec.dampening())));
    boolean buffered = spec.momentum() > 0;
    double[] old = buffered && state.steps() > 0 ? buffer(state, MOMENTUM) : g;
    Term[] momentum = new Term[g.length];
    Term[] parameters = new Term[g.length];
    for (int j = 0; j < g.length; j++) {
      Term decayed = Term.of(g[j]).plus(Term.of(spec.weightDecay()).times(Term.of(theta[j])));
      momentum[j] =
          state.steps() == 0 ? decayed : mu.times(Term.of(old[j])).plus(fresh.times(decayed));
      Term direction =
          spec.nesterov() ? decayed.plus(mu.times(momentum[j])) : buffered ? momentum[j] : decayed;
      parameters[j] = Term.of(theta[j]).minus(Term.of(spec.learningRate()).times(direction));
    }
    return state(
        state, parameters, buffered ? Map.of(MOMENTUM, momentum) : Map.<String, Term[]>of());
  }

  private static ExactState clippedSgd(
      ClippedSgd spec, OptimizerState state, double[] theta, double[] g) {
    Term mu = Term.of(spec.momentum());
    Term fresh = new Term(Dyadic.ONE.minus(Dyadic.of(spec.momentum())));
    double[] old = buffer(state, MOMENTUM);
    VectorSum sum = new VectorSum(g.length, 1);
    Rescaling.clip(Threshold.of(spec.threshold())).add(sum, Batch.of(1, g.length, g), 0, 1);
    ExactVector clipped = sum.mean();
    Term[] momentum = new Term[g.length];
    Term[] parameters = new Term[g.length];
    for (int j = 0; j < g.length; j++) {
      momentum[j] =
          mu.times(Term.of(old[j])).plus(fresh.times(new Term(clipped.value(j), clipped.gauge(j))));
      parameters[j] = Term.of(theta[j]).minus(Term.of(spec.learningRate()).times(momentum[j]));
    }
    return state(state, parameters, Map.of(MOMENTUM, momentum));
  }

  /**
   * Adam. The gauge (derived): of m̂ = m/(1−β₁ᵗ) and √v̂ the bias corrections lose βᵗ/(1−βᵗ) to
   * cancellation, v is a sum of positive terms; so that of the update η m̂/(√v̂ + ε) is η (G_m +
   * |m| (β₁ᵗ/(1−β₁ᵗ) + ½ β₂ᵗ/(1−β₂ᵗ))) / ((1−β₁ᵗ)(√v̂ + ε)), G_m the gauge of m.
   */
  private static ExactState adam(Adam spec, OptimizerState state, double[] theta, double[] g) {
    long t = state.steps() + 1;
    Dyadic power1 = power(Dyadic.of(spec.beta1()), t);
    Dyadic power2 = power(Dyadic.of(spec.beta2()), t);
    Dyadic correction1 = Dyadic.ONE.minus(power1);
    Dyadic correction2 = Dyadic.ONE.minus(power2);
    double cancelled =
        power1.divide(correction1, 60).toDouble() + power2.divide(correction2, 60).toDouble() / 2;
    Term beta1 = Term.of(spec.beta1());
    Term beta2 = Term.of(spec.beta2());
    Term fresh1 = new Term(Dyadic.ONE.minus(beta1.value()));
    Term fresh2 = new Term(Dyadic.ONE.minus(beta2.value()));
    Term eta = Term.of(spec.learningRate());
    Term decay = eta.times(Term.of(spec.weightDecay()));
    double[] oldFirst = buffer(state, FIRST_MOMENT);
    double[] oldSecond = buffer(state, SECOND_MOMENT);
    Term[] first = new Term[g.length];
    Term[] second = new Term[g.length];
    Term[] parameters = new Term[g.length];
    for (int j = 0; j < g.length; j++) {
      Term gradient = Term.of(g[j]);
      first[j] = beta1.times(Term.of(oldFirst[j])).plus(fresh1.times(gradient));
      second[j] = beta2.times(Term.of(oldSecond[j])).plus(fresh2.times(gradient).times(gradient));
      Dyadic root =
          second[j].value().divide(correction2, ExactEstimator.BITS).sqrt(ExactEstimator.BITS);
      Dyadic divisor = correction1.times(root.plus(Dyadic.of(spec.epsilon())));
      Term kept = Term.of(theta[j]).minus(decay.times(Term.of(theta[j])));
      Term moment = first[j];
      double gauge = moment.gauge() + Math.abs(moment.value().toDouble()) * cancelled;
      parameters[j] =
          divisor.signum() == 0
              ? kept
              : kept.minus(new Term(moment.value(), gauge).divide(divisor).times(eta));
    }
    return state(state, parameters, Map.of(FIRST_MOMENT, first, SECOND_MOMENT, second));
  }

  /** xᵗ, exact for small t, else to {@link #POWER_BITS} less the bits of t. */
  private static Dyadic power(Dyadic x, long t) {
    Dyadic result = Dyadic.ONE;
    Dyadic square = x;
    for (long rest = t; rest > 0; rest >>= 1) {
      if (square.signum() == 0 || square.binaryExponent() < NEGLIGIBLE) {
        return Dyadic.ZERO;
      }
      if ((rest & 1) == 1) {
        result = result.times(square).round(POWER_BITS);
      }
      square = square.square().round(POWER_BITS);
    }
    return result;
  }

  private static ExactState state(
      OptimizerState old, Term[] parameters, Map<String, Term[]> buffers) {
    SortedMap<String, ExactVector> vectors = new TreeMap<>();
    buffers.forEach((name, terms) -> vectors.put(name, vector(terms)));
    return new ExactState(old.steps() + 1, vector(parameters), vectors);
  }

  private static ExactVector vector(Term[] terms) {
    return new ExactVector(
        Arrays.stream(terms).map(Term::value).toArray(Dyadic[]::new),
        Arrays.stream(terms).mapToDouble(Term::gauge).toArray());
  }

  private static double[] buffer(OptimizerState state, String name) {
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
