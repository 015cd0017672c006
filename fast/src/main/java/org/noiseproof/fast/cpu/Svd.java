package org.noiseproof.fast.cpu;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.noiseproof.matrix.Matrix;

/**
 * Singular values, largest first, and the pairs that belong to them, by EJML. The matrix is scaled
 * by its largest entry first, so that nothing overflows on the way; values that are rounding errors
 * of the largest count as 0.
 */
final class Svd {
  private final Matrix left;
  private final Matrix right;
  private final double[] values;

  private Svd(Matrix left, Matrix right, double[] values) {
    this.left = left;
    this.right = right;
    this.values = values;
  }

  static Svd of(Matrix matrix) {
    double scale = matrix.largest();
    DMatrixRMaj unit = new DMatrixRMaj(matrix.rows(), matrix.columns());
    double[] entries = matrix.entries();
    Arrays.setAll(unit.data, e -> entries[e] / scale);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(matrix.rows(), matrix.columns(), true, true, true);
    if (!svd.decompose(unit)) {
      throw new ArithmeticException("no singular values found of " + matrix);
    }
    int count = svd.numberOfSingularValues();
    double[] found = svd.getSingularValues();
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -found[i]))
            .mapToInt(i -> i)
            .toArray();
    double noise = Math.max(matrix.rows(), matrix.columns()) * Math.ulp(found[order[0]]);
    int rank = (int) Arrays.stream(order).filter(i -> found[i] > noise).count();
    DMatrixRMaj u = svd.getU(null, true);
    DMatrixRMaj v = svd.getV(null, true);
    double[][] lefts = new double[rank][matrix.rows()];
    double[][] rights = new double[rank][matrix.columns()];
    double[] values = new double[rank];
    for (int i = 0; i < rank; i++) {
      int from = order[i];
      values[i] = scale * found[from];
      Arrays.setAll(lefts[i], r -> u.get(from, r));
      Arrays.setAll(rights[i], c -> v.get(from, c));
    }
    return new Svd(Matrix.ofRows(lefts), Matrix.ofRows(rights), values);
  }

  /** σ_i, from 0. */
  double value(int i) {
    return values[i];
  }

  /** The sum of the k largest values. */
  double sum(int k) {
    return Arrays.stream(values).limit(k).sum();
  }

  /** (Σ σ_iᵖ)^{1/p}. */
  double power(double p) {
    double sum = Arrays.stream(values).map(value -> Math.pow(value / values[0], p)).sum();
    return values[0] * Math.pow(sum, 1 / p);
  }

  /** The k leading pairs, Σ u_i v_iᵀ. */
  Matrix pairs(int k) {
    return weighted(i -> i < k ? 1 : 0);
  }

  /** Σ w_i u_i v_iᵀ. */
  Matrix weighted(IntToDoubleFunction weight) {
    double[] sum = new double[left.columns() * right.columns()];
    for (int i = 0; i < values.length; i++) {
      double w = weight.applyAsDouble(i);
      for (int r = 0; r < left.columns(); r++) {
        for (int c = 0; c < right.columns(); c++) {
          sum[r * right.columns() + c] += w * left.at(i, r) * right.at(i, c);
        }
      }
    }
    return Matrix.of(left.columns(), right.columns(), sum);
  }
}
