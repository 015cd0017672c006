package org.noiseproof.fast.cpu;

import java.util.Arrays;
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

/** A norm in double arithmetic, its singular values by EJML. */
record CpuNorm(NormSpec spec) implements Norm {

  @Override
  public double of(Matrix w) {
    return of(spec, w);
  }

  private static double of(NormSpec spec, Matrix w) {
    requireFinite(w);
    double scale = w.largest();
    if (scale == 0) {
      return 0;
    }
    return switch (spec) {
      case Max _ -> scale;
      case Frobenius _ -> {
        Matrix unit = w.times(1 / scale);
        yield scale * Math.sqrt(unit.inner(unit));
      }
      case L1 _ -> Arrays.stream(w.entries()).map(Math::abs).sum();
      case Spectral _ -> Svd.of(w).value(0);
      case Nuclear _ -> Svd.of(w).sum(Integer.MAX_VALUE);
      case Schatten(double p) -> Svd.of(w).power(p);
      case KyFan(int k) -> Svd.of(w).sum(k);
      case KyFanDual(int k) -> {
        Svd svd = Svd.of(w);
        yield Math.max(svd.value(0), svd.sum(Integer.MAX_VALUE) / k);
      }
    };
  }

  @Override
  public Direction direction(Matrix gradient) {
    requireFinite(gradient);
    Matrix zero = Matrix.zero(gradient.rows(), gradient.columns());
    return gradient.largest() == 0
        ? new Direction(zero, 0)
        : new Direction(steepest(gradient), of(spec.dual(), gradient));
  }

  private Matrix steepest(Matrix z) {
    double[] entries = z.entries();
    double scale = z.largest();
    return switch (spec) {
      case Frobenius _ -> {
        Matrix unit = z.times(1 / scale);
        yield unit.times(1 / Math.sqrt(unit.inner(unit)));
      }
      case Max _ ->
          Matrix.of(z.rows(), z.columns(), Arrays.stream(entries).map(Math::signum).toArray());
      case L1 _ -> {
        double[] one = new double[entries.length];
        int first = 0;
        while (Math.abs(entries[first]) < scale) {
          first++;
        }
        one[first] = Math.signum(entries[first]);
        yield Matrix.of(z.rows(), z.columns(), one);
      }
      case Spectral _ -> Svd.of(z).pairs(Integer.MAX_VALUE);
      case Nuclear _ -> Svd.of(z).pairs(1);
      case KyFanDual(int k) -> Svd.of(z).pairs(k);
      case KyFan(int k) -> {
        Svd svd = Svd.of(z);
        yield svd.value(0) >= svd.sum(Integer.MAX_VALUE) / k
            ? svd.pairs(1)
            : svd.pairs(Integer.MAX_VALUE).times(1.0 / k);
      }
      case Schatten s -> {
        Svd svd = Svd.of(z);
        double q = s.conjugate();
        double whole = Math.pow(svd.power(q) / svd.value(0), q - 1);
        yield svd.weighted(i -> Math.pow(svd.value(i) / svd.value(0), q - 1) / whole);
      }
    };
  }

  private static void requireFinite(Matrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        if (!Double.isFinite(matrix.at(i, j))) {
          throw new IllegalArgumentException(
              "matrix[%d][%d] = %s is not finite".formatted(i, j, matrix.at(i, j)));
        }
      }
    }
  }

  @Override
  public int depth(int rows, int columns) {
    return 1024 + 64 * rows * columns;
  }
}
