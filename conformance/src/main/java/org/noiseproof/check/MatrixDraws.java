package org.noiseproof.check;

import java.util.List;
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
 * Random matrices, among them those whose directions are hard: of deficient rank, nearly of rank
 * one, with repeated singular values, zero; tall, wide, one row, one column. And random runs on
 * them.
 */
public final class MatrixDraws {
  private MatrixDraws() {}

  private static final int MOST_ROWS = 5;
  private static final int MOST_STEPS = 5;
  private static final int LARGEST_ENTRY = 4;

  /** How far below its leading pair the rest of a matrix nearly of rank one is: 2⁻⁸. */
  private static final int FAINT = -8;

  /** A number of rows, or of columns. */
  public static int size(Draw draw) {
    return draw.size(MOST_ROWS);
  }

  /** A matrix of these rows and columns. */
  public static Matrix matrix(Draw draw, int rows, int columns) {
    return switch (draw.between(0, 9)) {
      case 0 -> Matrix.zero(rows, columns);
      case 1 -> product(draw, rows, draw.between(1, Math.min(rows, columns)), columns);
      case 2 ->
          product(draw, rows, 1, columns)
              .plus(integers(draw, rows, columns).times(Math.scalb(1.0, FAINT)));
      case 3 -> repeatedValues(draw, rows, columns);
      case 4, 5 -> integers(draw, rows, columns);
      case 6 -> Matrix.of(rows, columns, draw.vector(rows * columns));
      default -> normals(draw, rows, columns);
    };
  }

  /** Small integers: what they make is exact, ties and deficient ranks are common. */
  private static Matrix integers(Draw draw, int rows, int columns) {
    double[] entries = new double[rows * columns];
    for (int e = 0; e < entries.length; e++) {
      entries[e] = draw.between(-LARGEST_ENTRY, LARGEST_ENTRY);
    }
    return Matrix.of(rows, columns, entries);
  }

  private static Matrix normals(Draw draw, int rows, int columns) {
    double[] entries = new double[rows * columns];
    for (int e = 0; e < entries.length; e++) {
      entries[e] = draw.rounded(draw.random().nextNormal());
    }
    return Matrix.of(rows, columns, entries);
  }

  /** Of at most this rank, exactly. */
  private static Matrix product(Draw draw, int rows, int rank, int columns) {
    return integers(draw, rows, rank).times(integers(draw, rank, columns));
  }

  /**
   * A multiple of a matrix with orthonormal rows or columns, so that all singular values are one: a
   * signed permutation, where there is room with a rotation by (3, 4)/5 times 5 on two rows.
   */
  private static Matrix repeatedValues(Draw draw, int rows, int columns) {
    if (rows > columns) {
      return repeatedValues(draw, columns, rows).transpose();
    }
    double[] entries = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      entries[i * columns + i] = 5 * draw.random().nextSign();
    }
    if (rows > 1 && draw.coin()) {
      entries[0] = 3;
      entries[1] = 4;
      entries[columns] = -4;
      entries[columns + 1] = 3;
    }
    return Matrix.of(rows, columns, entries).times(Math.scalb(1.0, draw.between(-4, 4)));
  }

  /** Any norm. */
  public static NormSpec norm(Draw draw) {
    return switch (draw.between(0, 7)) {
      case 0 -> new Frobenius();
      case 1 -> new Max();
      case 2 -> new L1();
      case 3 -> new Spectral();
      case 4 -> new Nuclear();
      case 5 -> new Schatten(draw.oneOf(List.of(1.25, 1.5, 2.0, 3.0, 8.0)));
      case 6 -> new KyFan(draw.between(1, 4));
      default -> new KyFanDual(draw.between(1, 4));
    };
  }

  /** A few steps of nsd, under any norm. */
  public static Case nsd(Draw draw) {
    return run(draw, new Nsd(learningRate(draw), norm(draw), momentum(draw), weightDecay(draw)));
  }

  /** A few steps of nucgd, with the exact pair or a tracked one. */
  public static Case nucgd(Draw draw) {
    return run(
        draw,
        new Nucgd(
            learningRate(draw), momentum(draw), draw.oneOf(List.of(0, 1, 3)), weightDecay(draw)));
  }

  /** A few steps of muon, by Newton-Schulz iterations or the exact polar factor. */
  public static Case muon(Draw draw) {
    return run(
        draw,
        new Muon(
            learningRate(draw), momentum(draw), draw.oneOf(List.of(0, 1, 5)), weightDecay(draw)));
  }

  /** A few steps of polar_grad. */
  public static Case polarGrad(Draw draw) {
    return run(draw, new PolarGrad(learningRate(draw), momentum(draw), weightDecay(draw)));
  }

  /** A few steps of any of them. */
  static Case any(Draw draw) {
    return switch (draw.between(0, 3)) {
      case 0 -> nsd(draw);
      case 1 -> nucgd(draw);
      case 2 -> muon(draw);
      default -> polarGrad(draw);
    };
  }

  /** A run of an optimizer on matrices: from 0 every other time, where steps are best seen. */
  static Case run(Draw draw, MatrixOptimizerSpec spec) {
    int rows = size(draw);
    int columns = size(draw);
    Matrix[] gradients = new Matrix[draw.size(MOST_STEPS)];
    for (int t = 0; t < gradients.length; t++) {
      gradients[t] = matrix(draw, rows, columns);
    }
    Matrix start = draw.coin() ? Matrix.zero(rows, columns) : integers(draw, rows, columns);
    return Case.of(spec, start, gradients);
  }

  private static double learningRate(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(1.0, 0.5, 0.1, 0x1p-10, 3.0)));
  }

  private static double momentum(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(0.0, 0.0, 0.5, 0.9)));
  }

  private static double weightDecay(Draw draw) {
    return draw.rounded(draw.oneOf(List.of(0.0, 0.0, 0.01, 0.5)));
  }
}
