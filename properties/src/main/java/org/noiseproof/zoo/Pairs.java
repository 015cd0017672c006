package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.noiseproof.matrix.Matrix;

/**
 * The singular pairs of a matrix in double arithmetic, largest value first, by Commons Math. The
 * matrix is divided by its largest entry, so that nothing overflows.
 */
final class Pairs {
  private final Matrix matrix;
  private final double scale;
  private final SingularValueDecomposition found;

  private Pairs(Matrix matrix, double scale, SingularValueDecomposition found) {
    this.matrix = matrix;
    this.scale = scale;
    this.found = found;
  }

  /** Of a matrix that is not 0. */
  static Pairs of(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][];
    double scale = matrix.largest();
    Arrays.setAll(rows, i -> Arrays.stream(matrix.row(i)).map(x -> x / scale).toArray());
    return new Pairs(
        matrix, scale, new SingularValueDecomposition(new Array2DRowRealMatrix(rows, false)));
  }

  /** The pairs there are, those of value 0 among them. */
  int count() {
    return Math.min(matrix.rows(), matrix.columns());
  }

  /** Those whose value is more than a rounding error of the largest. */
  int rank() {
    double noise = count() * Math.ulp(found.getSingularValues()[0]) * Byte.SIZE;
    return (int) Arrays.stream(found.getSingularValues()).filter(value -> value > noise).count();
  }

  /** σ_i, from 0. */
  double value(int i) {
    return scale * found.getSingularValues()[i];
  }

  /** σ_i/σ₁. */
  double share(int i) {
    return found.getSingularValues()[i] / found.getSingularValues()[0];
  }

  /** Σ σ_i. */
  double sum() {
    return scale * Arrays.stream(found.getSingularValues()).sum();
  }

  double[] left(int i) {
    return found.getU().getColumn(i);
  }

  double[] right(int i) {
    return found.getV().getColumn(i);
  }

  /** The pairs from one on, up to another and within the rank, with these weights. */
  Matrix weighted(int from, int to, IntToDoubleFunction weight) {
    Matrix sum = Matrix.zero(matrix.rows(), matrix.columns());
    for (int i = from; i < Math.min(to, rank()); i++) {
      sum = sum.plus(outer(left(i), right(i)).times(weight.applyAsDouble(i)));
    }
    return sum;
  }

  /** The k leading pairs, Σ u_i v_iᵀ. */
  Matrix leading(int k) {
    return weighted(0, k, i -> 1);
  }

  /** u vᵀ. */
  static Matrix outer(double[] u, double[] v) {
    return Matrix.of(u.length, 1, u).times(Matrix.of(1, v.length, v));
  }
}
