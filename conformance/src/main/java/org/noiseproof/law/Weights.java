package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.Session;

/** A weight multiplies the gradient, and so whatever becomes of it; it is no learning rate. */
final class Weights {
  private Weights() {}

  /** Powers of two, so that multiplying rounds nothing; and 0. */
  private static final double[] WEIGHTS = {2, 0.5, 1, 0, 4, 0.25};

  static List<Check> of(Laws.Kind kind) {
    return List.of(
        kind.law(
            "weight",
            "a gradient of weight w is the gradient times w, to the bit",
            Weights::multiplies));
  }

  private static Outcome multiplies(Subject subject, Case input) {
    double[][] rows = input.rows();
    Session session = Probe.start(subject, input);
    double[][] weighted = new double[rows.length + 1][];
    weighted[0] = input.parameters();
    for (int t = 0; t < rows.length; t++) {
      double weight = WEIGHTS[t % WEIGHTS.length];
      weighted[t + 1] = session.step(rows[t].clone(), weight).clone();
      for (int j = 0; j < rows[t].length; j++) {
        rows[t][j] *= weight;
      }
    }
    return Probe.same(Probe.trajectory(subject, input.with(input.parameters(), rows)), weighted);
  }
}
