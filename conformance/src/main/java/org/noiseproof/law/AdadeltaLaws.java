package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;

/** The laws of Adadelta (Zeiler 2012, arXiv 1212.5701), derived. */
final class AdadeltaLaws {
  private AdadeltaLaws() {}

  static List<Check> all() {
    Laws.Kind adadelta = Laws.Kind.ADADELTA;
    return List.of(
        adadelta.law(
            "first-step",
            "the first step is −η √ε/√((1−ρ)g² + ε) g",
            Laws.asDefined(
                (subject, input) -> Steps.beginWith(subject, input, g -> firstStep(spec(input), g)),
                "adadelta")),
        adadelta.law(
            "step-bound",
            "no step moves a coordinate by more than η √((u + ε)/(1−ρ)), u ≤ (1+ρ)u + ε from step"
                + " to step",
            Laws.unless(
                AdadeltaLaws::stepBound,
                "epsilon_outside_both_roots",
                "without_rate",
                "without_this_gradient")),
        adadelta.law(
            "no-averaging",
            "with ρ = 0 each |Δ| is √(Δ² + ε)/√(g² + ε) |g|, the Δ on the right of the step before",
            Laws.asDefined(AdadeltaLaws::noAveraging, "adadelta")),
        adadelta.law(
            "leading-zeros",
            "gradients of 0 before the first change nothing, to the bit",
            Laws::leadingZeros));
  }

  private static Adadelta spec(Case input) {
    return (Adadelta) input.spec();
  }

  private static double firstStep(Adadelta a, double g) {
    double scale = (1 - a.decay()) * g * g + a.epsilon();
    return a.learningRate() * Math.sqrt(a.epsilon()) / Math.sqrt(scale) * g;
  }

  private static Outcome stepBound(Subject subject, Case input) {
    Adadelta a = spec(input);
    double[] bound = new double[input.count() + 1];
    double u = 0;
    for (int t = 1; t < bound.length; t++) {
      bound[t] = a.learningRate() * Math.sqrt((u + a.epsilon()) / (1 - a.decay()));
      u = (1 + a.decay()) * u + a.epsilon();
    }
    // u + ε ≤ ((1 + ρ)u + ε) + ε: its rounding errors are relative to itself.
    return Steps.atMost(subject, input, Moments.cancellation(a.decay()), (t, j) -> bound[t]);
  }

  private static Outcome noAveraging(Subject subject, Case input) {
    Adadelta a = spec(input);
    double[][] rows = input.rows();
    double[][] moves = new double[rows.length][input.dimension()];
    for (int j = 0; j < input.dimension(); j++) {
      double delta = 0;
      for (int t = 0; t < rows.length; t++) {
        double g = rows[t][j];
        delta = Math.sqrt(delta * delta + a.epsilon()) / Math.sqrt(g * g + a.epsilon()) * g;
        moves[t][j] = a.learningRate() * delta;
      }
    }
    return Steps.are(
        subject,
        input.with(new Adadelta(a.learningRate(), 0, a.epsilon())),
        (t, j) -> moves[t - 1][j]);
  }
}
