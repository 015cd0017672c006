package org.noiseproof.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * A step of an optimizer that knows rows from columns: a momentum m of gradients, a direction d
 * made of it before it is rounded, then θ ← (1 − ηλ)θ − η d.
 */
final class ExactMatrixStep {
  static final String LEFT_VECTOR = "left_vector";

  private ExactMatrixStep() {}

  static ExactState step(
      MatrixOptimizerSpec spec, OptimizerState state, double[] theta, double[] g) {
    Term[] momentum =
        switch (spec) {
          case Nsd nsd -> ExactAverage.average(nsd.momentum(), state, ExactAverage.terms(g));
          case Nucgd nucgd -> ExactAverage.average(nucgd.momentum(), state, ExactAverage.terms(g));
          case Muon muon -> sum(muon.momentum(), state, g);
          case PolarGrad polar ->
              ExactAverage.average(polar.momentum(), state, ExactAverage.terms(g));
        };
    Map<String, Term[]> buffers = new HashMap<>(Map.of(ExactOptimizer.MOMENTUM, momentum));
    Term[] direction =
        spec instanceof Nucgd nucgd && nucgd.powerIterations() > 0
            ? tracked(nucgd, state, momentum, buffers)
            : direction(spec, state, momentum);
    Term eta = Term.of(spec.learningRate());
    Term decay = eta.times(Term.of(spec.weightDecay()));
    Term[] parameters = new Term[theta.length];
    for (int j = 0; j < parameters.length; j++) {
      Term old = Term.of(theta[j]);
      parameters[j] = old.minus(decay.times(old)).minus(eta.times(direction[j]));
    }
    return ExactOptimizer.state(state, parameters, buffers);
  }

  /** μm + g. */
  private static Term[] sum(double momentum, OptimizerState state, double[] g) {
    double[] old = ExactOptimizer.buffer(state, ExactOptimizer.MOMENTUM);
    Term[] sum = new Term[g.length];
    Arrays.setAll(sum, j -> Term.of(momentum).times(Term.of(old[j])).plus(Term.of(g[j])));
    return sum;
  }

  private static Term[] direction(MatrixOptimizerSpec spec, OptimizerState state, Term[] m) {
    return switch (spec) {
      case Nsd nsd -> steepest(nsd.norm(), state, m).direction();
      case Nucgd _ -> steepest(new Nuclear(), state, m).direction();
      case Muon muon when muon.newtonSchulzSteps() == 0 || isZero(m) ->
          steepest(new Spectral(), state, m).direction();
      case Muon muon -> NewtonSchulz.of(state.rows(), state.columns(), m, muon.newtonSchulzSteps());
      case PolarGrad _ -> {
        Steepest polar = steepest(new Spectral(), state, m);
        // A nuclear norm moves by at most √r times what the matrix moves by.
        double gauge = PairGauge.norm(m) * Math.sqrt(Math.min(state.rows(), state.columns()));
        Term length = new Term(polar.dualNorm().centre(), gauge);
        yield Arrays.stream(polar.direction()).map(length::times).toArray(Term[]::new);
      }
    };
  }

  private static Steepest steepest(NormSpec norm, OptimizerState state, Term[] m) {
    return Steepest.of(norm, state.rows(), state.columns(), m);
  }

  /** The pair by power iteration; its left vector is kept, as it was where m = 0. */
  private static Term[] tracked(
      Nucgd spec, OptimizerState state, Term[] m, Map<String, Term[]> buffers) {
    double[] p =
        state.buffers().contains(LEFT_VECTOR)
            ? ExactOptimizer.buffer(state, LEFT_VECTOR)
            : new double[state.rows()];
    if (p.length != state.rows()) {
      throw new IllegalArgumentException(
          "buffer %s has %d entries, expected one a row, %d"
              .formatted(LEFT_VECTOR, p.length, state.rows()));
    }
    if (isZero(m)) {
      buffers.put(LEFT_VECTOR, ExactAverage.terms(p));
      return Steepest.none(m).direction();
    }
    PowerIteration pair =
        PowerIteration.of(state.rows(), state.columns(), m, p, spec.powerIterations());
    buffers.put(LEFT_VECTOR, pair.left());
    return pair.direction();
  }

  private static boolean isZero(Term[] m) {
    return Arrays.stream(m).map(Term::value).allMatch(Dyadic.ZERO::equals);
  }
}
