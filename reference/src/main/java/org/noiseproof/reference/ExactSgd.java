package org.noiseproof.reference;

import java.util.Map;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** A step of sgd: sums and products, nothing lost. */
final class ExactSgd {
  private ExactSgd() {}

  static ExactState step(Sgd spec, OptimizerState state, double[] theta, double[] g) {
    Term mu = Term.of(spec.momentum());
    Term fresh = new Term(Dyadic.ONE.minus(Dyadic.of(spec.dampening())));
    boolean buffered = spec.momentum() > 0;
    double[] old =
        buffered && state.steps() > 0 ? ExactOptimizer.buffer(state, ExactOptimizer.MOMENTUM) : g;
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
    return ExactOptimizer.state(
        state,
        parameters,
        buffered ? Map.of(ExactOptimizer.MOMENTUM, momentum) : Map.<String, Term[]>of());
  }
}
