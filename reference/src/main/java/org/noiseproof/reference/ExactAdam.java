package org.noiseproof.reference;

import java.util.Map;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * A step of adam.
 *
 * <p>The gauge (derived): of m̂ = m/(1−β₁ᵗ) and √v̂ the bias corrections lose βᵗ/(1−βᵗ) to
 * cancellation, v is a sum of positive terms; so that of the update η m̂/(√v̂ + ε) is η (G_m + |m|
 * (β₁ᵗ/(1−β₁ᵗ) + ½ β₂ᵗ/(1−β₂ᵗ))) / ((1−β₁ᵗ)(√v̂ + ε)), G_m the gauge of m.
 */
final class ExactAdam {
  /** To how many bits βᵗ is taken: 1 − βᵗ ≥ 2⁻⁵³ still has 150 right ones after 2⁴⁰ steps. */
  private static final int POWER_BITS = 256;

  /** A βᵗ below 2 to this is 0 beside 1. */
  private static final int NEGLIGIBLE = -4096;

  private ExactAdam() {}

  static ExactState step(Adam spec, OptimizerState state, double[] theta, double[] g) {
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
    double[] oldFirst = ExactOptimizer.buffer(state, ExactOptimizer.FIRST_MOMENT);
    double[] oldSecond = ExactOptimizer.buffer(state, ExactOptimizer.SECOND_MOMENT);
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
    return ExactOptimizer.state(
        state,
        parameters,
        Map.of(ExactOptimizer.FIRST_MOMENT, first, ExactOptimizer.SECOND_MOMENT, second));
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
}
