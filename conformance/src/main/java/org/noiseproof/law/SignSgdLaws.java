package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** The laws of sign SGD. */
final class SignSgdLaws {
  private SignSgdLaws() {}

  static List<Check> all() {
    Laws.Kind sign = Laws.Kind.SIGN_SGD;
    return List.of(
        sign.law(
            "step-size",
            "a step moves each coordinate by η, or not at all",
            Laws.unless(Steps::areOfOneSize, "average_of_signs")),
        sign.law(
            "first-step",
            "the first step is −η sign(g), whatever the momentum",
            Laws.unless(
                SignSgdLaws::firstStep,
                "zero_is_positive",
                "zero_is_negative",
                "average_of_signs")),
        sign.law(
            "scale-invariance",
            "each coordinate's gradients times a power of two of its own, large or small, give the same"
                + " run, to the bit",
            Steps::ignoreScale),
        sign.law(
            "leading-zeros",
            "gradients of 0 before the first change nothing, to the bit",
            Laws.unless(Laws::leadingZeros, "zero_is_positive", "zero_is_negative")),
        sign.law(
            "coasting",
            "once the gradients are 0, each step is the step before once more",
            sign.cases().where(input -> ((SignSgd) input.spec()).momentum() > 0),
            Laws.unless(
                (subject, input) -> SgdLaws.coasts(subject, input, 1), "average_of_signs")));
  }

  private static Outcome firstStep(Subject subject, Case input) {
    Case first = input.with(input.parameters(), new double[][] {input.rows()[0]});
    double rate = ((SignSgd) input.spec()).learningRate();
    double[] expected = input.parameters();
    for (int j = 0; j < expected.length; j++) {
      expected[j] -= rate * Math.signum(input.rows()[0][j]);
    }
    return Agreement.ofRuns(
        subject,
        first,
        new double[][] {input.parameters(), expected},
        Probe.trajectory(subject, first));
  }
}
