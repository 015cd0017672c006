package org.noiseproof.fast.margin;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Cholesky factors of a symmetric matrix that is positive definite, but perhaps for rounding. */
final class Factors {
  /** Of the largest diagonal entry: what is first added to all where there are no factors. */
  private static final double RIDGE = 0x1p-53;

  private static final double GROWTH = 16;

  private final LinearSolverDense<DMatrixRMaj> solver;

  private Factors(LinearSolverDense<DMatrixRMaj> solver) {
    this.solver = solver;
  }

  /**
   * The factors of the matrix, or of it and a multiple of the identity, as small as will do.
   *
   * @throws ArithmeticException where an entry is not finite
   */
  static Factors of(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    double largest = 0;
    for (int a = 0; a < size; a++) {
      largest = Math.max(largest, matrix.get(a, a));
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
    double least = Math.max(RIDGE * largest, Double.MIN_NORMAL);
    for (double ridge = least; !solver.setA(matrix.copy()); ridge *= GROWTH) {
      if (!(ridge < Double.POSITIVE_INFINITY)) {
        throw new ArithmeticException("no factors: an entry is not finite");
      }
      for (int a = 0; a < size; a++) {
        matrix.add(a, a, ridge);
      }
    }
    return new Factors(solver);
  }

  double[] solve(double[] right) {
    DMatrixRMaj solution = new DMatrixRMaj(right.length, 1);
    solver.solve(new DMatrixRMaj(right.length, 1, true, right.clone()), solution);
    return solution.data;
  }
}
