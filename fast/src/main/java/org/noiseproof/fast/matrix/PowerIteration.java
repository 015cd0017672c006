package org.noiseproof.fast.matrix;

/**
 * The leading singular pair of a matrix, tracked: p ← M Mᵀp/‖M Mᵀp‖ a few times from a vector that
 * was good before, then D = p vᵀ with v = Mᵀp/‖Mᵀp‖.
 *
 * @param direction D, row by row; 0 where M is
 * @param left p
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PowerIteration(double[] direction, double[] left) {

  /**
   * From p; where Mᵀp = 0, from the longest column of M, the first of several.
   *
   * @param m finite, row by row
   */
  static PowerIteration of(double[] m, int rows, int columns, double[] p, int iterations) {
    double largest = Scaled.largest(m);
    if (largest == 0) {
      return new PowerIteration(m.clone(), p);
    }
    double[] entries = Scaled.of(m, largest).x();
    MatrixView matrix = MatrixView.of(entries, rows, columns);
    double[] left = p.clone();
    double[] right = new double[columns];
    Gemm.multiply(MatrixView.of(left, 1, rows), matrix, right);
    if (Scaled.largest(right) == 0) {
      left = normalized(longestColumn(entries, rows, columns));
      Gemm.multiply(MatrixView.of(left, 1, rows), matrix, right);
    }
    for (int i = 0; i < iterations; i++) {
      // At length 1 it cannot underflow on the way back, though p may be all but orthogonal.
      double[] image = new double[rows];
      Gemm.multiply(matrix, MatrixView.of(normalized(right), columns, 1), image);
      left = normalized(image);
      Gemm.multiply(MatrixView.of(left, 1, rows), matrix, right);
    }
    double[] direction =
        Gemm.product(MatrixView.of(left, rows, 1), MatrixView.of(normalized(right), 1, columns));
    return new PowerIteration(direction, left);
  }

  private static double[] normalized(double[] vector) {
    return Scaled.of(vector, Scaled.largest(vector)).normalized();
  }

  private static double[] longestColumn(double[] m, int rows, int columns) {
    double[] squares = new double[columns];
    for (int e = 0; e < m.length; e++) {
      squares[e % columns] = Math.fma(m[e], m[e], squares[e % columns]);
    }
    int longest = 0;
    for (int j = 1; j < columns; j++) {
      if (squares[j] > squares[longest]) {
        longest = j;
      }
    }
    double[] column = new double[rows];
    for (int i = 0; i < rows; i++) {
      column[i] = m[i * columns + longest];
    }
    return column;
  }
}
