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
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.Plain;
import org.noiseproof.dialect.Rule;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

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
    List<Check> laws = new ArrayList<>();
    laws.add(
        kind.law(
            "tensors",
            "parameters that are cut into tensors go as in one",
            several,
            (subject, input) -> {
              double[][] whole = Probe.trajectory(subject, input);
              return Agreement.ofRuns(subject, input, whole, run(subject, input, lengths(input)))
                  .worst(Agreement.ofRuns(subject, input, whole, run(subject, input, each(input))));
            }));
    laws.add(
        kind.law(
            "state-follows-the-tensor",
            "tensors in another order give the same run in that order",
            several,
            Tensors::inAnotherOrder));
    laws.add(
        kind.law(
            "missing-gradient",
            "a tensor without a gradient stays where it is, and the others go on as they would",
            several,
            Tensors::staysAndGoesOn));
    if (kind != Laws.Kind.SCHEDULED) {
      laws.add(
          kind.law(
              "missing-gradient-leaves-no-trace",
              "a tensor whose gradient was missing goes on as if that step had not been taken, its"
                  + " bias correction counting its own steps or the model's",
              several,
              Tensors::leavesNoTrace));
    }
    return laws;
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

  /** Which steps the first tensor has no gradient in. */
  private static boolean isAbsent(int t) {
    return t % 2 == 1;
  }

  private static double[][] runWithGaps(Subject subject, Case input) {
    Session session = start(subject, input, lengths(input));
    double[][] positions = new double[input.count() + 1][];
    positions[0] = input.parameters();
    for (int t = 0; t < input.count(); t++) {
      double[] gradient = input.rows()[t];
      positions[t + 1] =
          (isAbsent(t) ? session.stepWithout(gradient, Set.of(0)) : session.step(gradient)).clone();
    }
    return positions;
  }

  private static Outcome staysAndGoesOn(Subject subject, Case input) {
    int first = lengths(input)[0];
    double[][] run = runWithGaps(subject, input);
    for (int t = 0; t < input.count(); t++) {
      double[] before = Arrays.copyOf(run[t], first);
      double[] after = Arrays.copyOf(run[t + 1], first);
      if (isAbsent(t) && !Probe.same(before, after)) {
        return Outcome.broken(
            "step %d moved a tensor without a gradient from %s to %s"
                .formatted(t + 1, Arrays.toString(before), Arrays.toString(after)));
      }
    }
    double[][] others = rest(run, first);
    Case alone = input.with(others[0], rest(input.rows(), first));
    return Agreement.ofRuns(subject, alone, Probe.trajectory(subject, alone), others);
  }

  private static Outcome leavesNoTrace(Subject subject, Case input) {
    int first = lengths(input)[0];
    double[][] run = runWithGaps(subject, input);
    List<double[]> gradients = new ArrayList<>();
    List<double[]> positions = new ArrayList<>(List.of(Arrays.copyOf(run[0], first)));
    for (int t = 0; t < input.count(); t++) {
      if (!isAbsent(t)) {
        gradients.add(Arrays.copyOf(input.rows()[t], first));
        positions.add(Arrays.copyOf(run[t + 1], first));
      }
    }
    double[][] reached = positions.toArray(double[][]::new);
    Case alone = input.with(reached[0], gradients.toArray(double[][]::new));
    Outcome own = Agreement.ofRuns(subject, alone, Probe.trajectory(subject, alone), reached);
    Outcome models =
        own.holds() ? own : Agreement.ofRuns(subject, alone, countingAll(subject, alone), reached);
    return models.holds() ? models : own;
  }

  /** The run of a tensor in every second step of its model, the steps of which are counted. */
  private static double[][] countingAll(Subject subject, Case alone) {
    OptimizerSpec spec = (OptimizerSpec) alone.spec();
    Rule rule = ((OptimizerDialect) subject.dialect(SpecJson.type(spec))).rule(spec);
    List<Coordinate<Plain>> now = new ArrayList<>();
    for (double parameter : alone.parameters()) {
      now.add(
          new Coordinate<>(
              new Plain(parameter),
              rule.buffers().stream().map(name -> new Plain(rule.initial(name))).toList()));
    }
    double[][] positions = new double[alone.count() + 1][];
    positions[0] = alone.parameters();
    for (int t = 0; t < alone.count(); t++) {
      List<Plain> gradient = Arrays.stream(alone.rows()[t]).mapToObj(Plain::new).toList();
      now = rule.step(Plain::new, 2L * t + 1, now, gradient);
      positions[t + 1] = now.stream().mapToDouble(c -> c.parameter().value()).toArray();
    }
    return positions;
  }

  private static double[][] rest(double[][] rows, int first) {
    double[][] rest = new double[rows.length][];
    Arrays.setAll(rest, t -> Arrays.copyOfRange(rows[t], first, rows[t].length));
    return rest;
  }
}
