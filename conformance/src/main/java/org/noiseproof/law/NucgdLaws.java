package org.noiseproof.law;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;

/**
 * What power iterations do, where they are seen best: without momentum and decay, from 0, with η =
 * 1, on one gradient M again and again. Then D_t = p vᵀ after K = qt iterations, and ⟨M, D_t⟩ =
 * ‖Mᵀp‖.
 */
final class NucgdLaws {
  private NucgdLaws() {}

  private static final int STEPS = 8;

  static List<Check> all() {
    Laws.Kind nucgd = Laws.Kind.NUCGD;
    Cases tracked = Cases.drawn(NucgdLaws::repeated).where(NucgdLaws::isRepeated);
    return List.of(
        nucgd.law(
            "unit-pair",
            "a tracked direction is of rank one and of length 1, in every step",
            tracked,
            NucgdLaws::unitPair),
        nucgd.law(
            "iterations-ascend",
            "on one gradient ⟨M, D⟩ never falls, and begins above ‖M‖/√columns",
            tracked,
            NucgdLaws::ascends),
        nucgd.law(
            "iterations-converge",
            "on one gradient ⟨M, D⟩² ≥ σ₁² cos²(θ)^{1/(2K+1)} after K iterations, θ between the"
                + " longest column and u₁",
            tracked,
            NucgdLaws::converges));
  }

  private static Case repeated(Draw draw) {
    int rows = MatrixDraws.size(draw);
    int columns = MatrixDraws.size(draw);
    Matrix[] gradients = new Matrix[STEPS];
    Arrays.fill(gradients, MatrixDraws.matrix(draw, rows, columns));
    return Case.of(new Nucgd(1, 0, draw.between(1, 3), 0), Matrix.zero(rows, columns), gradients);
  }

  private static boolean isRepeated(Case input) {
    Nucgd spec = (Nucgd) input.spec();
    Matrix first = input.matrices().getFirst();
    return spec.equals(new Nucgd(1, 0, Math.max(1, spec.powerIterations()), 0))
        && input.start().largest() == 0
        && first.largest() > 0
        && input.matrices().stream().allMatch(first::equals);
  }

  /** Step t from 1, its direction, and the sum of what its entries may be off by, in units of γ. */
  private interface Judged {
    Outcome of(int step, Matrix direction, double error);
  }

  private static Outcome directions(Subject subject, Case input, Judged judged) {
    double[][] run = Probe.trajectory(subject, input);
    return MatrixLaws.each(
        input,
        t -> {
          double error = 0;
          for (int j = 0; j < run[t].length; j++) {
            error += 1 + Math.abs(run[t - 1][j]) + Math.abs(run[t][j]);
          }
          double[] moved = Laws.difference(run[t - 1], run[t]);
          return judged.of(t, MatrixLaws.position(input, moved), error);
        });
  }

  private static Outcome unitPair(Subject subject, Case input) {
    TestRatio ratio = Agreement.afterSteps(subject, input, input.count());
    return directions(
        subject,
        input,
        (t, direction, error) -> {
          if (!direction.isFinite()) {
            return Outcome.broken("the direction is " + direction);
          }
          double length = Laws.norm(direction.entries());
          double rest = minors(direction);
          return Laws.judged(
              Math.max(ratio.between(length, 1, error), ratio.between(rest, 0, 2 * error)),
              () ->
                  "the direction %s is %s long, and of 2 × 2 minors up to %s"
                      .formatted(direction, length, rest));
        });
  }

  /** The largest |2 × 2 minor|: 0 for rank one, and moved by 2 errors of entries at most 1. */
  private static double minors(Matrix matrix) {
    double largest = 0;
    for (int i = 1; i < matrix.rows(); i++) {
      for (int j = 1; j < matrix.columns(); j++) {
        for (int k = 0; k < i; k++) {
          for (int l = 0; l < j; l++) {
            largest =
                Math.max(
                    largest,
                    Math.abs(
                        matrix.at(i, j) * matrix.at(k, l) - matrix.at(i, l) * matrix.at(k, j)));
          }
        }
      }
    }
    return largest;
  }

  private static Outcome ascends(Subject subject, Case input) {
    Matrix m = input.matrices().getFirst();
    double length = Laws.norm(m.entries());
    TestRatio ratio = Agreement.afterSteps(subject, input, input.count());
    double[] reached = {length / Math.sqrt(m.columns())};
    return directions(
        subject,
        input,
        (t, direction, error) -> {
          double before = reached[0];
          reached[0] = m.inner(direction);
          return reaches(ratio, t, reached[0], before, length * (2 + error));
        });
  }

  private static Outcome converges(Subject subject, Case input) {
    Matrix m = input.matrices().getFirst();
    double length = Laws.norm(m.entries());
    TestRatio ratio = Agreement.afterSteps(subject, input, input.count());
    SingularValueDecomposition pairs = decomposed(m);
    double most = pairs.getSingularValues()[0];
    double cosine = firstCosine(m, pairs.getU().getColumn(0));
    int iterations = ((Nucgd) input.spec()).powerIterations();
    return directions(
        subject,
        input,
        (t, direction, error) ->
            reaches(
                ratio,
                t,
                m.inner(direction),
                most * Math.pow(cosine, 1 / (2.0 * t * iterations + 1)),
                length * (2 + error)));
  }

  private static Outcome reaches(
      TestRatio ratio, int step, double reached, double expected, double gauge) {
    return Laws.judged(
        ratio.above(expected, reached, gauge),
        () -> "step %d reaches ⟨M, D⟩ = %s, expected %s".formatted(step, reached, expected));
  }

  /** |cos θ| at the longest column; the smallest of those that are nearly as long. */
  private static double firstCosine(Matrix m, double[] left) {
    Matrix columns = m.transpose();
    double longest = 0;
    for (int j = 0; j < m.columns(); j++) {
      longest = Math.max(longest, Laws.norm(columns.row(j)));
    }
    double cosine = 1;
    for (int j = 0; j < m.columns(); j++) {
      double length = Laws.norm(columns.row(j));
      if (length >= longest * (1 - Tolerance.LARGEST_GAMMA)) {
        double inner = Matrix.of(1, m.rows(), columns.row(j)).inner(Matrix.of(1, m.rows(), left));
        cosine = Math.min(cosine, Math.abs(inner) / length);
      }
    }
    return cosine;
  }

  static SingularValueDecomposition decomposed(Matrix m) {
    double[][] rows = new double[m.rows()][];
    Arrays.setAll(rows, m::row);
    return new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false));
  }
}
