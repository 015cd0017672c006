package org.noiseproof.law;

import java.util.List;
import java.util.function.Predicate;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;

/** The laws of normalized SGD. */
final class NormalizedSgdLaws {
  private NormalizedSgdLaws() {}

  static List<Check> all() {
    Laws.Kind normalized = Laws.Kind.NORMALIZED_SGD;
    return List.of(
        normalized.law(
            "step-length",
            "every step is η long, whatever the gradients, unless the buffer is 0",
            NormalizedSgdLaws::stepLength),
        normalized.law(
            "first-step",
            "the first step is η against the gradient's direction, whatever the momentum",
            NormalizedSgdLaws::firstStep),
        normalized.law(
            "scale-invariance",
            "all gradients times a power of two, large or small, give the same run",
            NormalizedSgdLaws::scaleInvariance),
        normalized.law(
            "leading-zeros",
            "without a warm start gradients of 0 before the first change nothing, to the bit",
            where(s -> !s.warmStart()),
            Laws::leadingZeros),
        normalized.law(
            "warm-start",
            "a warm start is a cold one whose first gradient is 1/(1−μ) times as large",
            where(NormalizedSgd::warmStart),
            (subject, input) -> {
              NormalizedSgd s = (NormalizedSgd) input.spec();
              double[][] rows = input.rows();
              for (int j = 0; j < rows[0].length; j++) {
                rows[0][j] /= 1 - s.momentum();
              }
              Case cold =
                  input
                      .with(new NormalizedSgd(s.learningRate(), s.momentum(), false))
                      .with(input.parameters(), rows);
              return Agreement.ofRuns(
                  subject,
                  input,
                  Probe.trajectory(subject, cold),
                  Probe.trajectory(subject, input));
            }),
        normalized.law(
            "coasting",
            "once the gradients are 0, each step is the step before once more",
            where(s -> s.momentum() > 0),
            (subject, input) -> SgdLaws.coasts(subject, input, 1)));
  }

  private static Cases where(Predicate<NormalizedSgd> assumption) {
    return Laws.Kind.NORMALIZED_SGD
        .cases()
        .where(input -> assumption.test((NormalizedSgd) input.spec()));
  }

  private static Outcome stepLength(Subject subject, Case input) {
    NormalizedSgd s = (NormalizedSgd) input.spec();
    double[][] run = Probe.trajectory(subject, input);
    double[] buffer = new double[input.dimension()];
    double[] terms = new double[input.dimension()];
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t < run.length; t++) {
      double momentum = s.warmStart() && t == 1 ? 0 : s.momentum();
      for (int j = 0; j < buffer.length; j++) {
        double fresh = (1 - momentum) * input.rows()[t - 1][j];
        buffer[j] = momentum * buffer[j] + fresh;
        terms[j] = momentum * terms[j] + Math.abs(fresh);
      }
      double length = Laws.norm(Laws.difference(run[t], run[t - 1]));
      boolean cancelled = Laws.norm(buffer) <= Tolerance.LARGEST_GAMMA * Laws.norm(terms);
      if (!(cancelled && length == 0)) {
        double gauge = s.learningRate() + Laws.norm(run[t]) + Laws.norm(run[t - 1]);
        double ratio =
            Agreement.afterSteps(subject, input, 1).between(s.learningRate(), length, gauge);
        String observed = "step %d was %s long, expected %s".formatted(t, length, s.learningRate());
        worst = worst.worst(Laws.judged(ratio, () -> observed));
      }
    }
    return worst;
  }

  private static Outcome firstStep(Subject subject, Case input) {
    NormalizedSgd s = (NormalizedSgd) input.spec();
    Case first = input.with(input.parameters(), new double[][] {input.rows()[0]});
    double norm = Laws.norm(input.rows()[0]);
    double[] expected = input.parameters();
    for (int j = 0; j < expected.length; j++) {
      expected[j] -= norm == 0 ? 0 : s.learningRate() * (input.rows()[0][j] / norm);
    }
    return Agreement.ofRuns(
        subject,
        first,
        new double[][] {input.parameters(), expected},
        Probe.trajectory(subject, first));
  }

  private static Outcome scaleInvariance(Subject subject, Case input) {
    int exponent = Laws.largeExponent(subject);
    double[][] expected = Probe.trajectory(subject, input);
    Outcome worst = Outcome.EXACT;
    for (int e : new int[] {-exponent, exponent}) {
      Case scaled = input.mapRows(x -> Math.scalb(x, e));
      worst =
          worst.worst(
              Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, scaled)));
    }
    return worst;
  }
}
