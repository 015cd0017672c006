package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.criteria.Agreement;

/**
 * The parameters of a model are several tensors, each with what is remembered of it. What moves
 * coordinate by coordinate does not depend on how they are cut, and a tensor that has no gradient
 * in a step is left out of that step.
 */
final class Tensors {
  private Tensors() {}

  static List<Check> of(Laws.Kind kind) {
    if (kind.isOfMatrices() || kind == Laws.Kind.CLIPPED_SGD || kind == Laws.Kind.NORMALIZED_SGD) {
      return List.of();
    }
    Cases several =
        kind.cases()
            .where(input -> Laws.optimizer(input).isCoordinatewise() && input.dimension() > 1);
    return List.of(
        kind.law(
            "tensors",
            "parameters that are cut into tensors go as in one",
            several,
            (subject, input) -> {
              double[][] whole = Probe.trajectory(subject, input);
              return Agreement.ofRuns(subject, input, whole, run(subject, input, lengths(input)))
                  .worst(Agreement.ofRuns(subject, input, whole, run(subject, input, each(input))));
            }),
        kind.law(
            "state-follows-the-tensor",
            "tensors in another order give the same run in that order",
            several,
            Tensors::inAnotherOrder),
        kind.law(
            "missing-gradient",
            "a tensor without a gradient stays where it is, and the others go on as they would",
            several,
            (subject, input) -> missing(subject, input, false)),
        kind.law(
            "missing-gradient-leaves-no-trace",
            "a tensor whose gradient was missing goes on as if that step had not been taken",
            several,
            (subject, input) -> missing(subject, input, true)));
  }

  /** A short tensor, and what is left. */
  private static int[] lengths(Case input) {
    int first = 1 + input.dimension() / 4;
    return new int[] {first, input.dimension() - first};
  }

  private static int[] each(Case input) {
    int[] lengths = new int[input.dimension()];
    Arrays.fill(lengths, 1);
    return lengths;
  }

  private static Session start(Subject subject, Case input, int[] lengths) {
    return Probe.optimizer(subject, input).start(input.parameters(), lengths);
  }

  private static double[][] run(Subject subject, Case input, int[] lengths) {
    Session session = start(subject, input, lengths);
    double[][] positions = new double[input.count() + 1][];
    positions[0] = input.parameters();
    for (int t = 1; t < positions.length; t++) {
      positions[t] = session.step(input.rows()[t - 1]).clone();
    }
    return positions;
  }

  private static Outcome inAnotherOrder(Subject subject, Case input) {
    int first = lengths(input)[0];
    int second = lengths(input)[1];
    double[][] rows = input.rows();
    Arrays.setAll(rows, t -> swapped(rows[t], first));
    Case other = input.with(swapped(input.parameters(), first), rows);
    double[][] expected = run(subject, input, new int[] {first, second});
    Arrays.setAll(expected, t -> swapped(expected[t], first));
    return Agreement.ofRuns(
        subject, other, expected, run(subject, other, new int[] {second, first}));
  }

  /** Those after the first so many before them. */
  private static double[] swapped(double[] values, int first) {
    double[] swapped = new double[values.length];
    System.arraycopy(values, first, swapped, 0, values.length - first);
    System.arraycopy(values, 0, swapped, values.length - first, first);
    return swapped;
  }

  /**
   * In every second step the first tensor has no gradient. Either it is looked at in those steps,
   * and the other tensor in all; or, where it leaves no trace, the first in the steps that it took.
   */
  private static Outcome missing(Subject subject, Case input, boolean afterwards) {
    int first = lengths(input)[0];
    double[][] rows = input.rows();
    Session session = start(subject, input, lengths(input));
    List<double[]> taken = new ArrayList<>();
    List<double[]> positions = new ArrayList<>();
    double[][] others = new double[rows.length + 1][];
    double[] here = input.parameters();
    positions.add(Arrays.copyOf(here, first));
    others[0] = Arrays.copyOfRange(here, first, here.length);
    for (int t = 0; t < rows.length; t++) {
      boolean absent = t % 2 == 1;
      double[] next =
          (absent ? session.stepWithout(rows[t], Set.of(0)) : session.step(rows[t])).clone();
      if (absent && !Probe.same(Arrays.copyOf(here, first), Arrays.copyOf(next, first))) {
        return afterwards
            ? Outcome.EXACT
            : Outcome.broken(
                "step %d moved a tensor without a gradient from %s to %s"
                    .formatted(
                        t + 1,
                        Arrays.toString(Arrays.copyOf(here, first)),
                        Arrays.toString(Arrays.copyOf(next, first))));
      }
      if (!absent) {
        taken.add(Arrays.copyOf(rows[t], first));
        positions.add(Arrays.copyOf(next, first));
      }
      here = next;
      others[t + 1] = Arrays.copyOfRange(next, first, next.length);
    }
    Case alone =
        afterwards
            ? input.with(positions.getFirst(), taken.toArray(double[][]::new))
            : input.with(others[0], withoutFirst(rows, first));
    return Agreement.ofRuns(
        subject,
        alone,
        Probe.trajectory(subject, alone),
        afterwards ? positions.toArray(double[][]::new) : others);
  }

  private static double[][] withoutFirst(double[][] rows, int first) {
    double[][] rest = new double[rows.length][];
    Arrays.setAll(rest, t -> Arrays.copyOfRange(rows[t], first, rows[t].length));
    return rest;
  }
}
