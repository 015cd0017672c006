package org.noiseproof.vector;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
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
public final class MatrixVectors {
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
  public static List<Check> all() {
    return Stream.of(nsd(), nucgd(), muon(), polarGrad()).flatMap(List::stream).toList();
  }

  private static List<Check> nsd() {
    return List.of(
        first(
            "spectral",
            "a polar factor with the singular values left in, or of the wrong sides",
            new Spectral(),
            DIAGONAL),
        first("rotation", "V Uᵀ for U Vᵀ", new Spectral(), ROTATION),
        first("permutation", "singular vectors paired wrongly", new Spectral(), PERMUTATION),
        first("wide", "a polar factor of tall matrices only", new Spectral(), TRACE[0].transpose()),
        first("nuclear", "another pair than the leading one", new Nuclear(), DIAGONAL),
        first(
            "nuclear-wide",
            "the vectors of two different pairs",
            new Nuclear(),
            TRACE[1].transpose()),
        first("frobenius", "another length", new Frobenius(), Matrix.ofRows(row(3, 4))),
        first(
            "max",
            "the largest row sum for the largest entry; a sign of 0",
            new Max(),
            Matrix.ofRows(row(4, 0, -1), row(-1e-300, 2, 0))),
        first(
            "l-one",
            "more than one entry, or another than the largest",
            new L1(),
            Matrix.ofRows(row(1, -5), row(3, 2))),
        first("schatten-low", "p and its conjugate exchanged", new Schatten(1.5), DIAGONAL),
        first("schatten-high", "p and its conjugate exchanged", new Schatten(4), TRACE[0]),
        first("ky-fan-pair", "the polar factor where one pair is steeper", new KyFan(2), DIAGONAL),
        first(
            "ky-fan-polar",
            "one pair where the polar factor is steeper",
            new KyFan(2),
            PERMUTATION),
        first("ky-fan-dual", "k pairs miscounted", new KyFanDual(2), DIAGONAL),
        vector(
            "momentum",
            "the directions averaged and not the gradients; a memory forgotten",
            new Nsd(0.1, new Spectral(), 0.9, 0),
            START,
            TRACE),
        vector(
            "weight-decay",
            "coupled weight decay; decay without η, or of the step as well",
            new Nsd(0.5, new Nuclear(), 0.5, 0.5),
            START,
            TRACE),
        vector(
            "vanishing",
            "squares that underflow although the gradient does not",
            new Nsd(1, new Spectral(), 0, 0),
            Matrix.zero(2, 2),
            ROTATION.times(0x1p-690)),
        vector(
            "overflowing",
            "squares that overflow although the gradient does not",
            new Nsd(1, new Nuclear(), 0, 0),
            Matrix.zero(3, 3),
            DIAGONAL.times(0x1p900)),
        vector(
            "zero-gradient",
            "0/0 where the buffer is 0",
            new Nsd(0.5, new Spectral(), 0.5, 0.5),
            START,
            Matrix.zero(3, 2),
            Matrix.zero(3, 2)));
  }

  private static List<Check> nucgd() {
    return List.of(
        vector(
            "exact-pair",
            "another pair than the leading one, or its singular value left in",
            new Nucgd(0.5, 0, 0, 0),
            START,
            TRACE),
        vector(
            "first-iteration",
            "a start anywhere but at the longest column; an iteration too many",
            new Nucgd(1, 0, 1, 0),
            Matrix.zero(3, 2),
            Matrix.ofRows(row(1, 2), row(1, 0), row(0, -2))),
        vector(
            "tracking",
            "a vector that starts afresh, or never moves",
            new Nucgd(0.5, 0, 1, 0),
            START,
            TRACE),
        vector(
            "three-iterations",
            "iterations miscounted; a right vector of the iteration before",
            new Nucgd(0.5, 0.5, 3, 0.5),
            START,
            TRACE),
        vector(
            "zero-gradient-first",
            "0/0 where there is no column to start from",
            new Nucgd(0.5, 0.5, 1, 0),
            START,
            Matrix.zero(3, 2),
            TRACE[0],
            TRACE[1]),
        vector(
            "vanishing",
            "m mᵀp that underflows although the gradient does not",
            new Nucgd(1, 0, 2, 0),
            Matrix.zero(3, 2),
            TRACE[0].times(0x1p-690)));
  }

  private static List<Check> muon() {
    return List.of(
        vector(
            "first-step",
            "a coefficient, an iteration, the normalization",
            new Muon(1, 0.95, 5, 0),
            Matrix.zero(3, 3),
            DIAGONAL),
        vector(
            "one-iteration",
            "a coefficient; XᵀX for XXᵀ",
            new Muon(1, 0, 1, 0),
            Matrix.zero(3, 2),
            TRACE[0]),
        vector(
            "momentum", "a look-ahead; a memory forgotten", new Muon(0.1, 0.5, 5, 0), START, TRACE),
        vector(
            "polar-factor",
            "iterations where the exact polar factor is asked for",
            new Muon(0.1, 0.95, 0, 0),
            START,
            TRACE),
        vector(
            "weight-decay",
            "coupled weight decay; decay without η",
            new Muon(0.5, 0.5, 5, 0.5),
            START,
            TRACE),
        vector(
            "zero-gradient",
            "0/0 where the buffer is 0",
            new Muon(0.5, 0.5, 5, 0),
            START,
            Matrix.zero(3, 2)));
  }

  private static List<Check> polarGrad() {
    return List.of(
        vector(
            "first-step",
            "another scale than the sum of the singular values, or none",
            new PolarGrad(0.5, 0, 0),
            Matrix.zero(2, 2),
            ROTATION),
        vector(
            "momentum",
            "the scale of the gradient; a sum for the average",
            new PolarGrad(0.1, 0.5, 0),
            START,
            TRACE),
        vector(
            "weight-decay",
            "coupled weight decay; decay without η",
            new PolarGrad(0.5, 0.5, 0.5),
            START,
            TRACE));
  }

  private static double[] row(double... entries) {
    return entries;
  }

  private static Check first(String name, String hunts, NormSpec norm, Matrix gradient) {
    Matrix start = Matrix.zero(gradient.rows(), gradient.columns());
    return vector(name, hunts, new Nsd(1, norm, 0, 0), start, gradient);
  }

  private static Check vector(
      String name, String hunts, MatrixOptimizerSpec spec, Matrix parameters, Matrix... gradients) {
    return OptimizerVectors.vector(name, hunts, Case.of(spec, parameters, gradients));
  }
}
