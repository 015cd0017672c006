package org.noiseproof.fast.matrix;

/**
 * Muon's iteration towards the polar factor: X₀ = M/‖M‖_F, X ← aX + b(XXᵀ)X + c(XXᵀ)²X with (a, b,
 * c) = (3.4445, −4.7750, 2.0315) (Jordan and others, 2024). The polynomial is one of the smaller of
 * XXᵀ and XᵀX, for (XXᵀ)ʲX = X(XᵀX)ʲ; both it and its square are symmetric to the bit.
 */
final class NewtonSchulz {
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;

  private NewtonSchulz() {}

  /** K steps, row by row; 0 of 0. */
  static double[] of(double[] m, int rows, int columns, int steps) {
    double largest = Scaled.largest(m);
    if (largest == 0) {
      return new double[m.length];
    }
    double[] x = Scaled.of(m, largest).normalized();
    double[] product = new double[x.length];
    boolean wide = rows <= columns;
    int side = Math.min(rows, columns);
    double[] square = new double[side * side];
    double[] polynomial = new double[side * side];
    MatrixView factor = MatrixView.of(polynomial, side, side);
    for (int step = 0; step < steps; step++) {
      MatrixView now = MatrixView.of(x, rows, columns);
      MatrixView first = wide ? now : now.transposed();
      Gemm.multiplySymmetric(first, first.transposed(), square);
      MatrixView squared = MatrixView.of(square, side, side);
      Gemm.multiplySymmetric(squared, squared, polynomial);
      for (int e = 0; e < square.length; e++) {
        polynomial[e] = Math.fma(C, polynomial[e], B * square[e]);
      }
      Gemm.multiply(wide ? factor : now, wide ? now : factor, product);
      for (int e = 0; e < x.length; e++) {
        x[e] = Math.fma(A, x[e], product[e]);
      }
    }
    return x;
  }
}
