package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** The laws of sign SGD. */
final class SignSgdLaws {
  private SignSgdLaws() {}

  static List<Check> all() {
    Laws.Kind sign = Laws.Kind.SIGN_SGD;
    return List.of(
        sign.law(
            "step-size", "a step moves each coordinate by η, or not at all", SignSgdLaws::stepSize),
        sign.law(
            "first-step",
            "the first step is −η sign(g), whatever the momentum",
            SignSgdLaws::firstStep),
        sign.law(
            "scale-invariance",
            "each coordinate's gradients times a power of two of its own, large or small, give the same"
                + " run, to the bit",
            SignSgdLaws::scaleInvariance),
        sign.law(
            "leading-zeros",
            "gradients of 0 before the first change nothing, to the bit",
            Laws::leadingZeros),
        sign.law(
            "coasting",
            "once the gradients are 0, each step is the step before once more",
            sign.cases().where(input -> ((SignSgd) input.spec()).momentum() > 0),
            (subject, input) -> SgdLaws.coasts(subject, input, 1)));
  }

  private static Outcome stepSize(Subject subject, Case input) {
    double rate = ((SignSgd) input.spec()).learningRate();
    double[][] run = Probe.trajectory(subject, input);
    TestRatio ratio = Agreement.afterSteps(subject, input, 1);
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < run.length; t++) {
      for (int j = 0; j < run[t].length; j++) {
        double moved = Math.abs(run[t][j] - run[t - 1][j]);
        double gauge = rate + Math.abs(run[t][j]) + Math.abs(run[t - 1][j]);
        String observed =
            "step %d moved coordinate %d by %s, expected %s or 0".formatted(t, j, moved, rate);
        worst =
            worst.worst(
                Laws.judged(moved == 0 ? 0 : ratio.between(rate, moved, gauge), () -> observed));
      }
    }
    return worst;
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

  private static Outcome scaleInvariance(Subject subject, Case input) {
    int exponent = Laws.largeExponent(subject);
    double[][] rows = input.rows();
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Math.scalb(row[j], j % 2 == 0 ? exponent : -exponent);
      }
    }
    return Probe.same(
        Probe.trajectory(subject, input),
        Probe.trajectory(subject, input.with(input.parameters(), rows)));
  }
}
