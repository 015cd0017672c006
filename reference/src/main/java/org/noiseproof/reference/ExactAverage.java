package org.noiseproof.reference;

import java.util.Arrays;
import java.util.Map;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * A step of those optimizers whose buffer is an average: m = μm + (1−μ)x of something x made of the
 * gradient, then θ ← θ − η d with something d made of m.
 */
final class ExactAverage {
  private ExactAverage() {}

  /** x = clip_τ(g), d = m; or x = g, d = clip_τ(m). */
  static ExactState step(ClippedSgd spec, OptimizerState state, double[] theta, double[] g) {
    Rescaling clip = Rescaling.clip(Threshold.of(spec.threshold()));
    boolean after = spec.clipAfterMomentum();
    Term[] momentum = average(spec.momentum(), state, after ? terms(g) : rescaled(clip, g));
    Term[] direction = after ? rescaled(clip, momentum) : momentum;
    return moved(state, theta, spec.learningRate(), momentum, direction);
  }

  /** x = g, d = m/‖m‖. */
  static ExactState step(NormalizedSgd spec, OptimizerState state, double[] theta, double[] g) {
    double mu = spec.warmStart() && state.steps() == 0 ? 0 : spec.momentum();
    Term[] momentum = average(mu, state, terms(g));
    return moved(state, theta, spec.learningRate(), momentum, normalized(momentum));
  }

  /** x = g, d = sign(m). */
  static ExactState step(SignSgd spec, OptimizerState state, double[] theta, double[] g) {
    Term[] momentum = average(spec.momentum(), state, terms(g));
    Term[] signs = Arrays.stream(momentum).map(Term::sign).toArray(Term[]::new);
    return moved(state, theta, spec.learningRate(), momentum, signs);
  }

  /** m/‖m‖, 0 where m = 0. */
  static Term[] normalized(Term[] m) {
    return rescaled(Rescaling.normalize(), m);
  }

  /** μm + (1−μ)x. */
  static Term[] average(double momentum, OptimizerState state, Term[] fresh) {
    Term mu = Term.of(momentum);
    Term share = new Term(Dyadic.ONE.minus(Dyadic.of(momentum)));
    double[] old = ExactOptimizer.buffer(state, ExactOptimizer.MOMENTUM);
    Term[] average = new Term[old.length];
    for (int j = 0; j < average.length; j++) {
      average[j] = mu.times(Term.of(old[j])).plus(share.times(fresh[j]));
    }
    return average;
  }

  private static ExactState moved(
      OptimizerState state, double[] theta, double rate, Term[] momentum, Term[] direction) {
    Term eta = Term.of(rate);
    Term[] parameters = new Term[theta.length];
    for (int j = 0; j < parameters.length; j++) {
      parameters[j] = Term.of(theta[j]).minus(eta.times(direction[j]));
    }
    return ExactOptimizer.state(state, parameters, Map.of(ExactOptimizer.MOMENTUM, momentum));
  }

  /** A vector of doubles, rescaled. */
  private static Term[] rescaled(Rescaling rescaling, double[] vector) {
    VectorSum sum = new VectorSum(vector.length, 1);
    rescaling.add(sum, Batch.of(1, vector.length, vector), 0, 1);
    return terms(sum.mean());
  }

  /** A vector that has rounding errors of its own, rescaled. */
  private static Term[] rescaled(Rescaling rescaling, Term[] vector) {
    VectorSum one = new VectorSum(vector.length, 1);
    for (int j = 0; j < vector.length; j++) {
      one.add(j, vector[j].value(), vector[j].gauge());
    }
    VectorSum sum = new VectorSum(vector.length, 1);
    rescaling.addMean(sum, one);
    return terms(sum.mean());
  }

  static Term[] terms(double[] values) {
    return Arrays.stream(values).mapToObj(Term::of).toArray(Term[]::new);
  }

  private static Term[] terms(ExactVector vector) {
    Term[] terms = new Term[vector.dimension()];
    Arrays.setAll(terms, j -> new Term(vector.value(j), vector.gauge(j)));
    return terms;
  }
}
