package org.noiseproof.fast.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Positive singular values, largest first, and the pairs that belong to them, by EJML, of a matrix
 * that is scaled first, so that nothing overflows on the way.
 */
final class Svd {
  private final SingularValueDecomposition_F64<DMatrixRMaj> found;
  private final int[] order;
  private final SingularValues values;

  private Svd(
      SingularValueDecomposition_F64<DMatrixRMaj> found, int[] order, SingularValues values) {
    this.found = found;
    this.order = order;
    this.values = values;
  }

  /** With singular vectors. */
  static Svd of(double[] entries, int rows, int columns) {
    return of(entries, rows, columns, true);
  }

  /** Without. */
  static Svd valuesOf(double[] entries, int rows, int columns) {
    return of(entries, rows, columns, false);
  }

  private static Svd of(double[] entries, int rows, int columns, boolean vectors) {
    Scaled scaled = Scaled.of(entries, Scaled.largest(entries));
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, vectors, vectors, true);
    if (!svd.decompose(DMatrixRMaj.wrap(rows, columns, scaled.x()))) {
      throw new ArithmeticException(
          "no singular values found of a %d × %d matrix".formatted(rows, columns));
    }
    double[] all = svd.getSingularValues();
    int[] order =
        IntStream.range(0, svd.numberOfSingularValues())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -all[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] sorted = Arrays.stream(order).mapToDouble(i -> all[i]).toArray();
    return new Svd(svd, order, SingularValues.of(sorted, rows, columns, scaled.exponent()));
  }

  /** The positive singular values. */
  SingularValues values() {
    return values;
  }

  /** Σ w_i u_i v_iᵀ over the first pairs. */
  double[] weighted(double[] weights) {
    DMatrixRMaj u = found.getU(null, true);
    DMatrixRMaj v = found.getV(null, true);
    int rows = u.numCols;
    int columns = v.numCols;
    double[] left = new double[weights.length * rows];
    double[] right = new double[weights.length * columns];
    for (int i = 0; i < weights.length; i++) {
      System.arraycopy(v.data, order[i] * columns, right, i * columns, columns);
      for (int r = 0; r < rows; r++) {
        left[i * rows + r] = weights[i] * u.data[order[i] * rows + r];
      }
    }
    return Gemm.product(
        MatrixView.of(left, weights.length, rows).transposed(),
        MatrixView.of(right, weights.length, columns));
  }
}
