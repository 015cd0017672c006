package org.noiseproof.fast.margin;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** A barrier of the singular values. */
record SpectralBarrier(BallBarrier barrier, int rows, int columns) implements NormBarrier {
  /** Below it, relative to the slopes, their difference has lost half its digits. */
  private static final double ALIKE = 0x1p-26;

  @Override
  public int terms() {
    return Math.min(rows, columns);
  }

  @Override
  public Optional<Local> at(double[] w) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, false);
    if (!svd.decompose(new DMatrixRMaj(rows, columns, true, w.clone()))) {
      return Optional.empty();
    }
    double[] values = Arrays.copyOf(svd.getSingularValues(), Math.min(rows, columns));
    return barrier
        .at(values)
        .map(local -> new Values(values, svd.getU(null, false), svd.getV(null, true), local));
  }

  /** In the basis u_i v_jᵀ, the matrix is diagonal, and the Hessian nearly. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Values(double[] values, DMatrixRMaj u, DMatrixRMaj vt, BallBarrier.Local local)
      implements Local {

    @Override
    public double value() {
      return local.value();
    }

    @Override
    public double[] gradient() {
      double[] diagonal = new double[u.numRows * vt.numRows];
      for (int i = 0; i < values.length; i++) {
        diagonal[i * vt.numRows + i] = slope(i);
      }
      return rotated(diagonal);
    }

    /** The gradient in the i-th singular value. */
    private double slope(int i) {
      return local.slope()[i] * values[i];
    }

    /** U M Vᵀ. */
    private double[] rotated(double[] m) {
      DMatrixRMaj left = new DMatrixRMaj(u.numRows, vt.numRows);
      DMatrixRMaj both = new DMatrixRMaj(u.numRows, vt.numRows);
      CommonOps_DDRM.mult(u, new DMatrixRMaj(u.numRows, vt.numRows, true, m), left);
      CommonOps_DDRM.mult(left, vt, both);
      return both.data;
    }

    @Override
    public DMatrixRMaj hessian() {
      DMatrixRMaj hessian = rotatedRows(inSingularBasis());
      CommonOps_DDRM.transpose(hessian);
      return rotatedRows(hessian);
    }

    private DMatrixRMaj rotatedRows(DMatrixRMaj matrix) {
      int size = matrix.numCols;
      for (int e = 0; e < size; e++) {
        double[] row = Arrays.copyOfRange(matrix.data, e * size, (e + 1) * size);
        System.arraycopy(rotated(row), 0, matrix.data, e * size, size);
      }
      return matrix;
    }

    /**
     * The second derivative of a function of singular values: between u_i v_jᵀ and u_j v_iᵀ it has
     * the eigenvalues (f_i − f_j)/(σ_i − σ_j) for their sum and (f_i + f_j)/(σ_i + σ_j) for their
     * difference; σ is 0 beyond the last.
     */
    private DMatrixRMaj inSingularBasis() {
      int k = u.numRows;
      int d = vt.numRows;
      int m = values.length;
      DMatrixRMaj hessian = new DMatrixRMaj(k * d, k * d);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < d; j++) {
          int at = i * d + j;
          if (i >= m || j >= m) {
            hessian.set(at, at, local.slope()[Math.min(i, j)]);
          } else if (i != j) {
            double sum = divided(i, j);
            double difference =
                values[i] + values[j] > 0
                    ? (slope(i) + slope(j)) / (values[i] + values[j])
                    : local.slope()[i];
            hessian.set(at, at, (sum + difference) / 2);
            hessian.set(at, j * d + i, (sum - difference) / 2);
          }
        }
      }
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          hessian.set(i * d + i, j * d + j, local.coupling().get(i, j));
        }
        hessian.add(i * d + i, i * d + i, local.curvature()[i]);
      }
      return hessian;
    }

    /** (f_i − f_j)/(σ_i − σ_j); where it cancels, the geometric mean of the derivatives. */
    private double divided(int i, int j) {
      double rise = slope(i) - slope(j);
      return Math.abs(rise) > ALIKE * Math.max(slope(i), slope(j))
          ? rise / (values[i] - values[j])
          : Math.sqrt(local.curvature()[i] * local.curvature()[j]);
    }
  }
}
