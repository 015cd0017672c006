package org.noiseproof.law;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

/**
 * What a change of signs, of origin or of the order of coordinates does to a run. The bits must
 * agree, but for what divides, whose implementations choose their way of computing by the size of
 * what they divide by, and for what decomposes a matrix.
 */
final class Symmetries {
  private Symmetries() {}

  static List<Check> of(Laws.Kind kind) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        kind.law(
            "sign-symmetry",
            kind.isOfMatrices()
                ? "negated parameters and gradients give the negated run"
                : "negated parameters and gradients give the negated run, to the bit",
            Laws.unless(
                Symmetries::signs, "zero_is_positive", "zero_is_negative", "by_value_from_above")));
    laws.add(
        kind.law(
            "permutation",
            "coordinates in another order give the same run in that order",
            (subject, input) -> {
              double[][] expected = reversed(Probe.trajectory(subject, input));
              Case permuted = input.with(reversed(input.parameters()), reversed(input.rows()));
              double[][] actual = Probe.trajectory(subject, permuted);
              return couples(input) || divides(input)
                  ? Agreement.ofRuns(subject, permuted, expected, actual)
                  : Probe.same(expected, actual);
            }));
    laws.add(Units.of(kind));
    laws.add(
        kind.law(
            "learning-rate-is-a-factor",
            "from 0 and without weight decay, twice the learning rate goes twice as far",
            Laws.unless(Symmetries::factor, "without_rate")));
    laws.add(
        kind.law(
            "translation",
            "without weight decay a run does not depend on where it starts",
            (subject, input) -> {
              Case here = FixedPoints.withoutWeightDecay(input);
              double[] start = here.parameters();
              double[][] moved = Probe.trajectory(subject, here.mapParameters(x -> 0));
              for (double[] position : moved) {
                for (int j = 0; j < start.length; j++) {
                  position[j] += start[j];
                }
              }
              return Agreement.ofRuns(subject, here, moved, Probe.trajectory(subject, here));
            }));
    if (kind != Laws.Kind.CLIPPED_SGD && kind != Laws.Kind.NORMALIZED_SGD && !kind.isOfMatrices()) {
      laws.add(
          kind.law(
              "coordinates-apart",
              "each coordinate on its own goes as it does among the others",
              kind.cases().where(input -> !couples(input)),
              Symmetries::apart));
    }
    return laws;
  }

  /** Whether the coordinates know of each other, through a norm. */
  private static boolean couples(Case input) {
    return !Laws.optimizer(input).isCoordinatewise();
  }

  /** Whether an implementation may compute in another way by the size of what it divides by. */
  private static boolean divides(Case input) {
    return Laws.optimizer(input) instanceof Adam
        || Laws.optimizer(input) instanceof CoordinatewiseOptimizerSpec;
  }

  private static Outcome signs(Subject subject, Case input) {
    double[][] expected = scaled(Probe.trajectory(subject, input), -1);
    double[][] actual = Probe.trajectory(subject, input.map(x -> -x));
    return Laws.optimizer(input) instanceof MatrixOptimizerSpec
        ? Agreement.ofRuns(subject, input, expected, actual)
        : Probe.same(expected, actual);
  }

  private static Outcome factor(Subject subject, Case input) {
    Case once = FixedPoints.withoutWeightDecay(input).mapParameters(x -> 0);
    double rate = ((OptimizerSpec) once.spec()).learningRate();
    Case twice = FixedPoints.withLearningRate(once, 2 * rate);
    double[][] expected = scaled(Probe.trajectory(subject, once), 2);
    double[][] actual = Probe.trajectory(subject, twice);
    return divides(once)
        ? Agreement.ofRuns(subject, twice, expected, actual)
        : Probe.same(expected, actual);
  }

  private static Outcome apart(Subject subject, Case input) {
    double[][] together = Probe.trajectory(subject, input);
    double[][] apart = new double[together.length][input.dimension()];
    for (int j = 0; j < input.dimension(); j++) {
      int column = j;
      Case alone =
          input.with(
              new double[] {input.parameters()[j]},
              Stream.of(input.rows())
                  .map(row -> new double[] {row[column]})
                  .toArray(double[][]::new));
      double[][] positions = Probe.trajectory(subject, alone);
      for (int t = 0; t < positions.length; t++) {
        apart[t][j] = positions[t][0];
      }
    }
    return divides(input)
        ? Agreement.ofRuns(subject, input, apart, together)
        : Probe.same(apart, together);
  }

  static double[][] scaled(double[][] positions, double factor) {
    double[][] scaled = new double[positions.length][];
    for (int t = 0; t < positions.length; t++) {
      scaled[t] = positions[t].clone();
      for (int j = 0; j < scaled[t].length; j++) {
        scaled[t][j] *= factor;
      }
    }
    return scaled;
  }

  private static double[][] reversed(double[][] rows) {
    return Stream.of(rows).map(Symmetries::reversed).toArray(double[][]::new);
  }

  private static double[] reversed(double[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(j -> values[values.length - 1 - j])
        .toArray();
  }
}
