package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.COUNTING;
import static org.noiseproof.vector.BugClass.ITERATION;
import static org.noiseproof.vector.BugClass.LOOK_AHEAD;
import static org.noiseproof.vector.BugClass.MEMORY;
import static org.noiseproof.vector.BugClass.NORM;
import static org.noiseproof.vector.BugClass.ORDER;
import static org.noiseproof.vector.BugClass.RANGE;
import static org.noiseproof.vector.BugClass.SIGN_OF_ZERO;
import static org.noiseproof.vector.BugClass.SINGULAR_VECTORS;
import static org.noiseproof.vector.BugClass.WEIGHT_DECAY;
import static org.noiseproof.vector.BugClass.ZERO_OVER_ZERO;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * Short runs on small matrices whose directions are unique, so that every position is that of the
 * reference: signed permutations, rotations by (3, 4)/5, diagonals, and a trace of three gradients.
 */
final class MatrixVectors {
  private MatrixVectors() {}

  private static final Matrix DIAGONAL = Matrix.ofRows(row(4, 0, 0), row(0, 2, 0), row(0, 0, 1));
  private static final Matrix ROTATION = Matrix.ofRows(row(3, 4), row(-4, 3));
  private static final Matrix PERMUTATION =
      Matrix.ofRows(row(0, -2, 0), row(0, 0, 2), row(2, 0, 0));

  /** Tall, of full rank, the singular values apart. */
  private static final Matrix[] TRACE = {
    Matrix.ofRows(row(3, 1), row(1, -2), row(0, 0.5)),
    Matrix.ofRows(row(-1, 2), row(2, 1), row(4, -1)),
    Matrix.ofRows(row(0.5, 0), row(0, -0.25), row(1, 3))
  };

  private static final Matrix START = Matrix.ofRows(row(1, -1), row(0.5, 2), row(0, -3));

  /** All of them. */
  static List<Vector> all() {
    return Stream.of(nsd(), nucgd(), muon(), polarGrad(), norms()).flatMap(List::stream).toList();
  }

  private static List<Vector> nsd() {
    return List.of(
        first(
            "spectral",
            List.of(SINGULAR_VECTORS),
            "a polar factor with the singular values left in, or of the wrong sides",
            new Spectral(),
            DIAGONAL),
        first("rotation", List.of(SINGULAR_VECTORS), "V Uᵀ for U Vᵀ", new Spectral(), ROTATION),
        first(
            "permutation",
            List.of(SINGULAR_VECTORS),
            "singular vectors paired wrongly",
            new Spectral(),
            PERMUTATION),
        first(
            "wide",
            List.of(SINGULAR_VECTORS),
            "a polar factor of tall matrices only",
            new Spectral(),
            TRACE[0].transpose()),
        first(
            "nuclear",
            List.of(SINGULAR_VECTORS),
            "another pair than the leading one",
            new Nuclear(),
            DIAGONAL),
        first(
            "nuclear-wide",
            List.of(SINGULAR_VECTORS),
            "the vectors of two different pairs",
            new Nuclear(),
            TRACE[1].transpose()),
        first(
            "frobenius",
            List.of(NORM),
            "another length",
            new Frobenius(),
            Matrix.ofRows(row(3, 4))),
        first(
            "max",
            List.of(NORM, SIGN_OF_ZERO),
            "the largest row sum for the largest entry; a sign of 0",
            new Max(),
            Matrix.ofRows(row(4, 0, -1), row(-1e-300, 2, 0))),
        first(
            "l-one",
            List.of(NORM),
            "more than one entry, or another than the largest",
            new L1(),
            Matrix.ofRows(row(1, -5), row(3, 2))),
        first(
            "schatten-low",
            List.of(NORM),
            "p and its conjugate exchanged",
            new Schatten(1.5),
            DIAGONAL),
        first(
            "schatten-high",
            List.of(NORM),
            "p and its conjugate exchanged",
            new Schatten(4),
            TRACE[0]),
        first(
            "ky-fan-pair",
            List.of(NORM),
            "the polar factor where one pair is steeper",
            new KyFan(2),
            DIAGONAL),
        first(
            "ky-fan-polar",
            List.of(NORM),
            "one pair where the polar factor is steeper",
            new KyFan(2),
            PERMUTATION),
        first("ky-fan-dual", List.of(COUNTING), "k pairs miscounted", new KyFanDual(2), DIAGONAL),
        vector(
            "momentum",
            List.of(ORDER, MEMORY),
            "the directions averaged and not the gradients; a memory forgotten",
            new Nsd(0.1, new Spectral(), 0.9, 0),
            START,
            TRACE),
        vector(
            "weight-decay",
            List.of(WEIGHT_DECAY),
            "coupled weight decay; decay without η, or of the step as well",
            new Nsd(0.5, new Nuclear(), 0.5, 0.5),
            START,
            TRACE),
        vector(
            "vanishing",
            List.of(RANGE),
            "squares that underflow although the gradient does not",
            new Nsd(1, new Spectral(), 0, 0),
            Matrix.zero(2, 2),
            ROTATION.times(0x1p-690)),
        vector(
            "overflowing",
            List.of(RANGE),
            "squares that overflow although the gradient does not",
            new Nsd(1, new Nuclear(), 0, 0),
            Matrix.zero(3, 3),
            DIAGONAL.times(0x1p900)),
        vector(
            "zero-gradient",
            List.of(ZERO_OVER_ZERO),
            "0/0 where the buffer is 0",
            new Nsd(0.5, new Spectral(), 0.5, 0.5),
            START,
            Matrix.zero(3, 2),
            Matrix.zero(3, 2)));
  }

  private static List<Vector> nucgd() {
    return List.of(
        vector(
            "exact-pair",
            List.of(SINGULAR_VECTORS),
            "another pair than the leading one, or its singular value left in",
            new Nucgd(0.5, 0, 0, 0),
            START,
            TRACE),
        vector(
            "first-iteration",
            List.of(ITERATION),
            "a start anywhere but at the longest column; an iteration too many",
            new Nucgd(1, 0, 1, 0),
            Matrix.zero(3, 2),
            Matrix.ofRows(row(1, 2), row(1, 0), row(0, -2))),
        vector(
            "tracking",
            List.of(ITERATION, MEMORY),
            "a vector that starts afresh, or never moves",
            new Nucgd(0.5, 0, 1, 0),
            START,
            TRACE),
        vector(
            "three-iterations",
            List.of(ITERATION),
            "iterations miscounted; a right vector of the iteration before",
            new Nucgd(0.5, 0.5, 3, 0.5),
            START,
            TRACE),
        vector(
            "zero-gradient-first",
            List.of(ZERO_OVER_ZERO),
            "0/0 where there is no column to start from",
            new Nucgd(0.5, 0.5, 1, 0),
            START,
            Matrix.zero(3, 2),
            TRACE[0],
            TRACE[1]),
        vector(
            "vanishing",
            List.of(RANGE),
            "m mᵀp that underflows although the gradient does not",
            new Nucgd(1, 0, 2, 0),
            Matrix.zero(3, 2),
            TRACE[0].times(0x1p-690)));
  }

  private static List<Vector> muon() {
    return List.of(
        vector(
            "first-step",
            List.of(ITERATION, NORM),
            "a coefficient, an iteration, the normalization",
            new Muon(1, 0.95, 5, 0),
            Matrix.zero(3, 3),
            DIAGONAL),
        vector(
            "one-iteration",
            List.of(ITERATION),
            "a coefficient; XᵀX for XXᵀ",
            new Muon(1, 0, 1, 0),
            Matrix.zero(3, 2),
            TRACE[0]),
        vector(
            "momentum",
            List.of(LOOK_AHEAD, MEMORY),
            "a look-ahead; a memory forgotten",
            new Muon(0.1, 0.5, 5, 0),
            START,
            TRACE),
        vector(
            "polar-factor",
            List.of(ITERATION),
            "iterations where the exact polar factor is asked for",
            new Muon(0.1, 0.95, 0, 0),
            START,
            TRACE),
        vector(
            "weight-decay",
            List.of(WEIGHT_DECAY),
            "coupled weight decay; decay without η",
            new Muon(0.5, 0.5, 5, 0.5),
            START,
            TRACE),
        vector(
            "zero-gradient",
            List.of(ZERO_OVER_ZERO),
            "0/0 where the buffer is 0",
            new Muon(0.5, 0.5, 5, 0),
            START,
            Matrix.zero(3, 2)));
  }

  private static List<Vector> polarGrad() {
    return List.of(
        vector(
            "first-step",
            List.of(NORM),
            "another scale than the sum of the singular values, or none",
            new PolarGrad(0.5, 0, 0),
            Matrix.zero(2, 2),
            ROTATION),
        vector(
            "momentum",
            List.of(MEMORY, NORM),
            "the scale of the gradient; a sum for the average",
            new PolarGrad(0.1, 0.5, 0),
            START,
            TRACE),
        vector(
            "weight-decay",
            List.of(WEIGHT_DECAY),
            "coupled weight decay; decay without η",
            new PolarGrad(0.5, 0.5, 0.5),
            START,
            TRACE));
  }

  /** The directions of single steps, asked of the norms themselves. */
  private static List<Vector> norms() {
    List<Vector> norms = new ArrayList<>();
    for (Vector vector : nsd()) {
      Case input = vector.input();
      if (input.spec() instanceof Nsd step && step.equals(new Nsd(1, step.norm(), 0, 0))) {
        Case asked = Case.of(step.norm(), input.matrices().getFirst());
        norms.add(new Vector(vector.name(), vector.flags(), vector.hunts(), asked));
      }
    }
    return norms;
  }

  private static double[] row(double... entries) {
    return entries;
  }

  private static Vector first(
      String name, List<BugClass> flags, String hunts, NormSpec norm, Matrix gradient) {
    Matrix start = Matrix.zero(gradient.rows(), gradient.columns());
    return vector(name, flags, hunts, new Nsd(1, norm, 0, 0), start, gradient);
  }

  private static Vector vector(
      String name,
      List<BugClass> flags,
      String hunts,
      MatrixOptimizerSpec spec,
      Matrix parameters,
      Matrix... gradients) {
    return new Vector(name, flags, hunts, Case.of(spec, parameters, gradients));
  }
}
