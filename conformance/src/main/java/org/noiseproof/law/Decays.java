package org.noiseproof.law;

import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** What weight decay does beside a step that does not know of it. */
final class Decays {
  private Decays() {}

  /** The law of decoupled weight decay. */
  static Check decoupled(Laws.Kind kind) {
    return kind.law(
        "weight-decay-is-decoupled",
        "weight decay multiplies θ by 1 − ηλ and leaves the rest of the step as it is",
        spec -> weightDecay(spec) > 0,
        Laws.unless(Decays::beside, "coupled_decay", "decay_without_rate", "decay_after_step"));
  }

  private static double weightDecay(OptimizerSpec spec) {
    return switch (spec) {
      case Adam a -> a.weightDecay();
      case Lion l -> l.weightDecay();
      case OptimizerSpec other -> throw new IllegalArgumentException(other + " does not decay");
    };
  }

  private static Outcome beside(Subject subject, Case input) {
    OptimizerSpec spec = (OptimizerSpec) input.spec();
    double kept = 1 - spec.learningRate() * weightDecay(spec);
    double[][] plain =
        Probe.trajectory(subject, FixedPoints.withoutWeightDecay(input).mapParameters(x -> 0));
    double[][] expected = new double[plain.length][];
    expected[0] = input.parameters();
    for (int t = 1; t < plain.length; t++) {
      expected[t] = Laws.difference(plain[t], plain[t - 1]);
      for (int j = 0; j < expected[t].length; j++) {
        expected[t][j] += kept * expected[t - 1][j];
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }
}
