package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.matrix.Matrix;

/** What a run remembers: its own steps, and nothing else. */
final class Memory {
  private Memory() {}

  static List<Check> of(Laws.Kind kind) {
    return List.of(
        kind.law(
            "independent-runs",
            "two runs side by side, and one after the other, do not know of each other",
            Memory::independent),
        kind.law(
            "arguments-untouched",
            "neither the starting parameters nor a gradient is written to",
            Memory::untouched),
        kind.law(
            "resume",
            "a run resumed from a copy of its state goes on to the bit, and so does the original",
            Memory::resumes),
        kind.law(
            "refuses-bad-gradients",
            "a gradient that is not finite is refused and the coordinate named; so is one of"
                + " another length",
            Memory::refuses),
        kind.law(
            "refused-step-leaves-no-trace",
            "after a refused gradient the run goes on as if it had not been offered",
            Memory::refusalLeavesNoTrace));
  }

  private static Outcome independent(Subject subject, Case input) {
    double[][] alone = Probe.trajectory(subject, input);
    OptimizerUnderTest optimizer = Probe.optimizer(subject, input);
    Session one = optimizer.start(input.start());
    Session other = optimizer.start(Matrix.zero(input.matrixRows(), input.matrixColumns()));
    double[][] beside = new double[alone.length][];
    beside[0] = input.parameters();
    double[] ones = new double[input.dimension()];
    Arrays.fill(ones, 1);
    for (int t = 1; t < alone.length; t++) {
      beside[t] = one.step(input.rows()[t - 1]).clone();
      other.step(ones);
    }
    return Probe.same(alone, beside).worst(Probe.same(alone, Probe.trajectory(subject, input)));
  }

  private static Outcome untouched(Subject subject, Case input) {
    double[] start = input.parameters();
    Session session =
        input.matrixColumns() == 1
            ? Probe.optimizer(subject, input).start(start)
            : Probe.start(subject, input);
    for (double[] gradient : input.rows()) {
      double[] passed = gradient.clone();
      session.step(passed);
      if (!Arrays.equals(passed, gradient)) {
        return Outcome.broken(
            "the gradient %s became %s"
                .formatted(Arrays.toString(gradient), Arrays.toString(passed)));
      }
    }
    return Outcome.require(
        Arrays.equals(start, input.parameters()),
        "the starting parameters became " + Arrays.toString(start));
  }

  private static Outcome resumes(Subject subject, Case input) {
    double[][] expected = Probe.trajectory(subject, input);
    OptimizerUnderTest optimizer = Probe.optimizer(subject, input);
    Session original = optimizer.start(input.start());
    int half = input.count() / 2;
    List<double[]> before = new ArrayList<>(List.of(input.parameters()));
    for (int t = 0; t < half; t++) {
      before.add(original.step(input.rows()[t]).clone());
    }
    OptimizerState state =
        original.state().orElseThrow(() -> new NotImplemented("does not open its memory"));
    Session copy =
        optimizer
            .resume(state)
            .orElseThrow(() -> new NotImplemented("does not let its memory be set"));
    List<double[]> resumed = new ArrayList<>(before);
    for (int t = half; t < input.count(); t++) {
      resumed.add(copy.step(input.rows()[t]).clone());
    }
    for (int t = half; t < input.count(); t++) {
      before.add(original.step(input.rows()[t]).clone());
    }
    return Probe.same(expected, resumed.toArray(double[][]::new))
        .worst(Probe.same(expected, before.toArray(double[][]::new)));
  }

  private static Outcome refuses(Subject subject, Case input) {
    int last = input.dimension() - 1;
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      double[] gradient = input.rows()[0];
      gradient[last] = bad;
      try {
        double[] reached = Probe.start(subject, input).step(gradient);
        return Outcome.broken(
            "offered the gradient %s, it took it; the parameters became %s"
                .formatted(Arrays.toString(gradient), Arrays.toString(reached)));
      } catch (IllegalArgumentException refusal) {
        if (!String.valueOf(refusal.getMessage()).contains(Integer.toString(last))) {
          return Outcome.broken(
              "offered the gradient %s, its refusal does not name coordinate %d: %s"
                  .formatted(Arrays.toString(gradient), last, refusal.getMessage()));
        }
      }
    }
    double[] tooLong = Arrays.copyOf(input.rows()[0], input.dimension() + 1);
    try {
      Probe.start(subject, input).step(tooLong);
      return Outcome.broken(
          "offered the gradient %s for %d parameters, it took it"
              .formatted(Arrays.toString(tooLong), input.dimension()));
    } catch (IllegalArgumentException refusal) {
      return Outcome.EXACT;
    }
  }

  private static Outcome refusalLeavesNoTrace(Subject subject, Case input) {
    double[][] expected = Probe.trajectory(subject, input);
    Session session = Probe.start(subject, input);
    double[] bad = new double[input.dimension()];
    Arrays.fill(bad, 1);
    bad[input.dimension() - 1] = Double.NaN;
    double[][] positions = new double[expected.length][];
    positions[0] = input.parameters();
    for (int t = 1; t < positions.length; t++) {
      try {
        session.step(bad.clone());
        throw new NotImplemented("takes gradients that are not finite");
      } catch (IllegalArgumentException refused) {
        positions[t] = session.step(input.rows()[t - 1]).clone();
      }
    }
    return Probe.same(expected, positions);
  }
}
