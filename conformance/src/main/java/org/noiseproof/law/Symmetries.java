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
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * What a change of signs, of units, of origin or of the order of coordinates does to a run. Factors
 * are powers of two, so that scaling rounds nothing. The bits must agree, but for Adam and
 * normalized_sgd, whose implementations choose their way of computing by the size of what they
 * divide by, and for what decomposes a matrix.
 */
final class Symmetries {
  private Symmetries() {}

  private static final int FACTOR = 8;

  static List<Check> of(Laws.Kind kind) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        kind.law(
            "sign-symmetry",
            kind.isOfMatrices()
                ? "negated parameters and gradients give the negated run"
                : "negated parameters and gradients give the negated run, to the bit",
            (subject, input) -> {
              double[][] expected = negated(Probe.trajectory(subject, input));
              double[][] actual = Probe.trajectory(subject, input.map(x -> -x));
              return Laws.optimizer(input) instanceof MatrixOptimizerSpec
                  ? Agreement.ofRuns(subject, input, expected, actual)
                  : Probe.same(expected, actual);
            }));
    laws.add(
        kind.law(
            "permutation",
            "coordinates in another order give the same run in that order",
            (subject, input) -> {
              double[][] expected = reversed(Probe.trajectory(subject, input));
              Case permuted = input.with(reversed(input.parameters()), reversed(input.rows()));
              double[][] actual = Probe.trajectory(subject, permuted);
              return couples(input)
                  ? Agreement.ofRuns(subject, permuted, expected, actual)
                  : Probe.same(expected, actual);
            }));
    laws.add(
        kind.law(
            "units",
            switch (kind) {
              case SGD -> "parameters and gradients in other units give the same run in them";
              case CLIPPED_SGD ->
                  "parameters, gradients and threshold in other units give the same run in them";
              case NORMALIZED_SGD, SIGN_SGD, NSD, NUCGD, MUON ->
                  "gradients in other units give the same run";
              case POLAR_GRAD ->
                  "parameters and gradients in other units give the same run in them";
              case ADAM -> "gradients and ε in other units give the same run";
              case SCHEDULED -> "the same run in other units, as the scheduled optimizer has it";
            },
            Symmetries::units));
    laws.add(
        kind.law(
            "learning-rate-is-a-factor",
            "from 0 and without weight decay, twice the learning rate goes twice as far, to the"
                + " bit",
            (subject, input) -> {
              Case once = FixedPoints.withoutWeightDecay(input).mapParameters(x -> 0);
              double rate = ((OptimizerSpec) once.spec()).learningRate();
              Case twice = FixedPoints.withLearningRate(once, 2 * rate);
              return Probe.same(
                  scaled(Probe.trajectory(subject, once), 2), Probe.trajectory(subject, twice));
            }));
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
    return switch (Laws.optimizer(input)) {
      case ClippedSgd _, NormalizedSgd _, MatrixOptimizerSpec _ -> true;
      case Sgd _, SignSgd _, Adam _, CoordinatewiseOptimizerSpec _ -> false;
      case Scheduled twice -> throw new AssertionError(twice);
    };
  }

  private static Outcome units(Subject subject, Case input) {
    double[][] before = Probe.trajectory(subject, input);
    return switch (Laws.optimizer(input)) {
      case Sgd _ ->
          Probe.same(scaled(before, FACTOR), Probe.trajectory(subject, input.map(x -> FACTOR * x)));
      case ClippedSgd clipped -> {
        Case larger = Laws.with(input, clipped.withThreshold(FACTOR * clipped.threshold()));
        yield Probe.same(
            scaled(before, FACTOR), Probe.trajectory(subject, larger.map(x -> FACTOR * x)));
      }
      case NormalizedSgd _, SignSgd _, Nsd _, Nucgd _, Muon _ -> {
        Case scaled = input.mapRows(x -> FACTOR * x);
        yield Agreement.ofRuns(subject, scaled, before, Probe.trajectory(subject, scaled));
      }
      case Adam a -> {
        Adam larger =
            new Adam(a.learningRate(), a.beta1(), a.beta2(), FACTOR * a.epsilon(), a.weightDecay());
        Case scaled = Laws.with(input, larger).mapRows(x -> FACTOR * x);
        yield Agreement.ofRuns(subject, scaled, before, Probe.trajectory(subject, scaled));
      }
      case PolarGrad _ -> {
        Case scaled = input.map(x -> FACTOR * x);
        yield Agreement.ofRuns(
            subject, scaled, scaled(before, FACTOR), Probe.trajectory(subject, scaled));
      }
      case CoordinatewiseOptimizerSpec other -> throw new AssertionError(other);
      case Scheduled twice -> throw new AssertionError(twice);
    };
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
    return Laws.optimizer(input) instanceof Adam
        ? Agreement.ofRuns(subject, input, apart, together)
        : Probe.same(apart, together);
  }

  private static double[][] negated(double[][] positions) {
    return scaled(positions, -1);
  }

  private static double[][] scaled(double[][] positions, double factor) {
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
