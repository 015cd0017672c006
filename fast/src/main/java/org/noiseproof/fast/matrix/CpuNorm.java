package org.noiseproof.fast.matrix;

import org.noiseproof.backend.Norm;
import org.noiseproof.matrix.Matrix;
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
 * A norm in double arithmetic, its singular values by EJML. Matrices are scaled by a power of two
 * first, so that entries of any size are safe.
 *
 * @param spec which one
 */
public record CpuNorm(NormSpec spec) implements Norm {

  /**
   * A direction in an array.
   *
   * @param matrix D, row by row
   * @param dualNorm ‖Z‖_*
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Steepest(double[] matrix, double dualNorm) {}

  @Override
  public double of(Matrix w) {
    double[] entries = entries(w);
    double largest = Scaled.largest(entries);
    return largest == 0 ? 0 : of(entries, w.rows(), w.columns(), largest);
  }

  private double of(double[] entries, int rows, int columns, double largest) {
    return switch (spec) {
      case Max _ -> largest;
      case L1 _ -> sum(entries);
      case Frobenius _ -> frobenius(Scaled.of(entries, largest));
      case Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ ->
          Svd.valuesOf(entries, rows, columns).values().norm(spec);
    };
  }

  @Override
  public Direction direction(Matrix gradient) {
    Steepest steepest = steepest(entries(gradient), gradient.rows(), gradient.columns());
    return new Direction(
        Matrix.of(gradient.rows(), gradient.columns(), steepest.matrix), steepest.dualNorm);
  }

  /** The direction of finite entries. */
  Steepest steepest(double[] z, int rows, int columns) {
    double largest = Scaled.largest(z);
    if (largest == 0) {
      return new Steepest(new double[z.length], 0);
    }
    return switch (spec) {
      case Frobenius _ -> {
        Scaled scaled = Scaled.of(z, largest);
        double norm = frobenius(scaled);
        yield new Steepest(scaled.normalized(), norm);
      }
      case Max _ -> new Steepest(signs(z), sum(z));
      case L1 _ -> new Steepest(signOfLargest(z, largest), largest);
      case Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ -> {
        Svd svd = Svd.of(z, rows, columns);
        yield new Steepest(
            svd.weighted(svd.values().weights(spec)), svd.values().norm(spec.dual()));
      }
    };
  }

  private static double frobenius(Scaled scaled) {
    return Math.scalb(scaled.length(), scaled.exponent());
  }

  private static double sum(double[] entries) {
    double sum = 0;
    for (double entry : entries) {
      sum += Math.abs(entry);
    }
    return sum;
  }

  private static double[] signs(double[] z) {
    double[] signs = new double[z.length];
    for (int e = 0; e < z.length; e++) {
      signs[e] = Math.signum(z[e]);
    }
    return signs;
  }

  private static double[] signOfLargest(double[] z, double largest) {
    double[] one = new double[z.length];
    int first = 0;
    while (Math.abs(z[first]) < largest) {
      first++;
    }
    one[first] = Math.signum(z[first]);
    return one;
  }

  private static double[] entries(Matrix matrix) {
    double[] entries = matrix.entries();
    for (int e = 0; e < entries.length; e++) {
      if (!Double.isFinite(entries[e])) {
        throw new IllegalArgumentException(
            "matrix[%d][%d] = %s is not finite"
                .formatted(e / matrix.columns(), e % matrix.columns(), entries[e]));
      }
    }
    return entries;
  }

  @Override
  public int depth(int rows, int columns) {
    return switch (spec) {
      case Max _, L1 _, Frobenius _ -> 4 + rows * columns;
      // Measured: a quarter of it at most, on matrices of up to 40 rows and columns.
      case Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ -> 32 + 8 * (rows + columns);
    };
  }
}
