package org.noiseproof.fast.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.noiseproof.random.Elementary;

/**
 * Positive singular values, largest first, and the pairs that belong to them, by EJML, of a matrix
 * that is scaled first, so that nothing overflows on the way. Values that are rounding errors of
 * the largest count as 0.
 */
final class Svd {
  private final SingularValueDecomposition_F64<DMatrixRMaj> found;
  private final int exponent;
  private final int[] order;
  private final double[] values;

  private Svd(
      SingularValueDecomposition_F64<DMatrixRMaj> found,
      int exponent,
      int[] order,
      double[] values) {
    this.found = found;
    this.exponent = exponent;
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
    double noise = Math.max(rows, columns) * Math.ulp(all[order[0]]);
    double[] values =
        Arrays.stream(order).mapToDouble(i -> all[i]).filter(v -> v > noise).toArray();
    return new Svd(svd, scaled.exponent(), order, values);
  }

  /** How many values are positive. */
  int rank() {
    return values.length;
  }

  /** σ₁. */
  double largest() {
    return unscaled(values[0]);
  }

  /** The sum of the k largest values, over a divisor. */
  double sum(int k, int divisor) {
    double sum = 0;
    for (int i = 0; i < Math.min(k, values.length); i++) {
      sum += values[i];
    }
    return unscaled(sum / divisor);
  }

  /** Whether σ₁ ≥ (1/k) Σ σ_i. */
  boolean leads(int k) {
    return values[0] >= Arrays.stream(values).sum() / k;
  }

  /** (Σ σ_iᵖ)^{1/p}. */
  double power(double p) {
    return unscaled(values[0] * Elementary.pow(powers(p), 1 / p));
  }

  /** Σ (σ_i/σ₁)ᵖ ≥ 1. */
  private double powers(double p) {
    double sum = 0;
    for (double value : values) {
      sum += Elementary.pow(value / values[0], p);
    }
    return sum;
  }

  private double unscaled(double value) {
    return Math.scalb(value, exponent);
  }

  /** Σ_{i ≤ k} u_i v_iᵀ/divisor. */
  double[] pairs(int k, int divisor) {
    double[] weights = new double[Math.min(k, values.length)];
    Arrays.fill(weights, 1.0 / divisor);
    return weighted(weights);
  }

  /** Σ σ_i^{q−1} u_i v_iᵀ divided by its Schatten norm of p, 1/p + 1/q = 1. */
  double[] schatten(double p, double q) {
    double whole = Elementary.pow(powers(q), 1 / p);
    double[] weights = new double[values.length];
    Arrays.setAll(weights, i -> Elementary.pow(values[i] / values[0], q - 1) / whole);
    return weighted(weights);
  }

  /** Σ w_i u_i v_iᵀ over the first pairs. */
  private double[] weighted(double[] weights) {
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
