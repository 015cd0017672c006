package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.Alignment;
import org.noiseproof.criteria.Buffer;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;

/**
 * The laws of all optimizers on matrices. A direction that is not unique is judged by {@link
 * Alignment}; runs are compared where their gauge is finite, which it is not there.
 */
final class MatrixLaws {
  private MatrixLaws() {}

  static List<Check> of(Laws.Kind kind) {
    List<Check> laws = new ArrayList<>();
    laws.add(
        kind.law(
            "direction",
            "each step is one of steepest descent: of norm 1, and as steep as the dual norm",
            kind.cases().where(input -> !isIterated(input)),
            MatrixLaws::steepest));
    laws.add(
        kind.law(
            "transposition",
            "transposed parameters and gradients give the transposed run",
            kind.cases().where(input -> !isTracked(input)),
            (subject, input) -> symmetric(subject, input, Matrix::transpose)));
    laws.add(
        kind.law(
            "signed-permutations",
            "rows and columns that change places and signs do so in the run",
            (subject, input) -> symmetric(subject, input, MatrixLaws::permuted)));
    laws.add(
        kind.law(
            "decay-is-decoupled",
            "weight decay shrinks the parameters by 1 − ηλ, then comes the step without it",
            MatrixLaws::decays));
    if (kind != Laws.Kind.POLAR_GRAD) {
      laws.add(
          kind.law(
              "scale-invariance",
              "all gradients times a power of two, up to 2^±900, give the same run",
              MatrixLaws::scaleInvariant));
      laws.add(
          kind.law(
              "first-step",
              "the first step does not know the momentum",
              kind.cases().where(input -> input.count() == 1),
              (subject, input) ->
                  Agreement.ofRuns(
                      subject,
                      input,
                      Probe.trajectory(subject, withoutMomentum(input)),
                      Probe.trajectory(subject, input))));
      laws.add(
          kind.law(
              "leading-zeros",
              "gradients of 0 before the first change nothing but the decay, which is off, to the"
                  + " bit",
              (subject, input) ->
                  Laws.leadingZeros(subject, FixedPoints.withoutWeightDecay(input))));
    }
    return laws;
  }

  /** Whether the direction is one of iterations, that reach steepest descent only in the end. */
  private static boolean isIterated(Case input) {
    return isTracked(input) || (input.spec() instanceof Muon muon && muon.newtonSchulzSteps() > 0);
  }

  private static boolean isTracked(Case input) {
    return input.spec() instanceof Nucgd nucgd && nucgd.powerIterations() > 0;
  }

  private static Outcome steepest(Subject subject, Case input) {
    double[][] run = Probe.trajectory(subject, input);
    List<Buffer> buffers = Buffer.ofRun(input);
    return each(
        input,
        t -> {
          Matrix before = position(input, run[t - 1]);
          Matrix after = position(input, run[t]);
          return Alignment.ofStep(
              Agreement.afterSteps(subject, input, t), buffers.get(t - 1), before, after);
        });
  }

  /** The worst of all steps, from 1. */
  static Outcome each(Case input, Function<Integer, Outcome> step) {
    Outcome worst = Outcome.EXACT;
    for (int t = 1; t <= input.count(); t++) {
      worst = worst.worst(step.apply(t));
    }
    return worst;
  }

  static Matrix position(Case input, double[] entries) {
    return Matrix.of(input.matrixRows(), input.matrixColumns(), entries);
  }

  private static Outcome symmetric(Subject subject, Case input, UnaryOperator<Matrix> symmetry) {
    Case image = input.mapMatrices(symmetry);
    double[][] expected =
        Stream.of(Probe.trajectory(subject, input))
            .map(position -> symmetry.apply(position(input, position)).entries())
            .toArray(double[][]::new);
    return Agreement.ofRuns(subject, image, expected, Probe.trajectory(subject, image));
  }

  /** Row i becomes row i + 1, the last the first; so do columns; every other one is negated. */
  private static Matrix permuted(Matrix matrix) {
    return turned(turned(matrix).transpose()).transpose();
  }

  private static Matrix turned(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][];
    for (int i = 0; i < rows.length; i++) {
      double sign = i % 2 == 0 ? -1 : 1;
      rows[(i + 1) % rows.length] =
          Arrays.stream(matrix.row(i)).map(entry -> sign * entry).toArray();
    }
    return Matrix.ofRows(rows);
  }

  private static Outcome decays(Subject subject, Case input) {
    MatrixOptimizerSpec spec = (MatrixOptimizerSpec) input.spec();
    double kept = 1 - spec.learningRate() * spec.weightDecay();
    double[][] bare = Probe.trajectory(subject, FixedPoints.withoutWeightDecay(input));
    double[][] expected = new double[bare.length][];
    expected[0] = input.parameters();
    for (int t = 1; t < expected.length; t++) {
      expected[t] = new double[bare[t].length];
      for (int j = 0; j < expected[t].length; j++) {
        expected[t][j] = kept * expected[t - 1][j] + (bare[t][j] - bare[t - 1][j]);
      }
    }
    return Agreement.ofRuns(subject, input, expected, Probe.trajectory(subject, input));
  }

  private static Outcome scaleInvariant(Subject subject, Case input) {
    int exponent =
        switch (subject.describe().precision()) {
          case FLOAT64 -> 900;
          case FLOAT32 -> 80;
        };
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

  private static Case withoutMomentum(Case input) {
    return input.with(
        switch ((MatrixOptimizerSpec) input.spec()) {
          case Nsd s -> new Nsd(s.learningRate(), s.norm(), 0, s.weightDecay());
          case Nucgd s -> new Nucgd(s.learningRate(), 0, s.powerIterations(), s.weightDecay());
          case Muon s -> new Muon(s.learningRate(), 0, s.newtonSchulzSteps(), s.weightDecay());
          case PolarGrad s -> new PolarGrad(s.learningRate(), 0, s.weightDecay());
        });
  }
}
