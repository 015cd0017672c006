package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.Session;

/** What a copy of a run owes to the run: its memory, and from there on nothing. */
final class Copies {
  private Copies() {}

  static List<Check> of(Laws.Kind kind) {
    return List.of(
        kind.law(
            "copy", "a copy of a run goes on as the run does, to the bit", Copies::goesOnTheSame),
        kind.law(
            "copy-is-independent",
            "what is done to a copy does not change the run, nor the other way about",
            Copies::independent));
  }

  private static Outcome goesOnTheSame(Subject subject, Case input) {
    List<double[]> positions = new ArrayList<>(List.of(input.parameters()));
    Session session = Probe.start(subject, input);
    for (double[] gradient : input.rows()) {
      session = session.copy();
      positions.add(session.step(gradient).clone());
    }
    return Probe.same(Probe.trajectory(subject, input), positions.toArray(double[][]::new));
  }

  private static Outcome independent(Subject subject, Case input) {
    double[][] expected = Probe.trajectory(subject, input);
    double[] ones = new double[input.dimension()];
    Arrays.fill(ones, 1);
    double[][] original = new double[expected.length][];
    double[][] copied = new double[expected.length][];
    original[0] = input.parameters();
    copied[0] = input.parameters();
    Session run = Probe.start(subject, input);
    Session elsewhere = run.copy();
    Session kept = run.copy();
    for (int t = 1; t < expected.length; t++) {
      elsewhere.step(ones);
      original[t] = run.step(input.rows()[t - 1]).clone();
      elsewhere = run.copy();
    }
    for (int t = 1; t < expected.length; t++) {
      copied[t] = kept.step(input.rows()[t - 1]).clone();
    }
    return Probe.same(expected, original).worst(Probe.same(expected, copied));
  }
}
