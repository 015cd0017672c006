package org.noiseproof.fast.matrix;

import java.util.Arrays;
import org.noiseproof.fast.LaneChoice;

/**
 * Products of matrices on one thread. Their bits are a contract, whatever the lanes, the sizes and
 * the blocking: each entry of C = A B is the chain s ← fma(a_ik, b_kj, s), k ascending from s = 0,
 * within γ_K Σ_k |a_ik| |b_kj| of its real value, K the length of the chain (Higham 2002, §3.1).
 * Nothing is validated but sizes: NaN and infinity go in and come out.
 */
public final class Gemm {
  /** Multiplications up to which a product is not worth packing. */
  private static final int SMALL = 1 << 12;

  private static final boolean SCALAR = LaneChoice.ofThisMachine().bits() == 0;

  private Gemm() {}

  /**
   * A B, row by row.
   *
   * @throws IllegalArgumentException where A has not as many columns as B has rows
   */
  public static double[] product(MatrixView a, MatrixView b) {
    double[] c = new double[Math.multiplyExact(a.rows(), b.columns())];
    multiply(a, b, c);
    return c;
  }

  /**
   * C ← A B, row by row.
   *
   * @param c neither A's array nor B's
   * @throws IllegalArgumentException where A has not as many columns as B has rows, or C not as
   *     many entries as the product
   */
  public static void multiply(MatrixView a, MatrixView b, double[] c) {
    requireSizes(a, b, c);
    if (SCALAR || few(a, b)) {
      chains(a, b, c);
    } else {
      VectorGemm.multiply(a, b, c, false);
    }
  }

  /**
   * C ← A B where that is symmetric to the bit, as A Aᵀ is and the square of a symmetric A: half
   * the work, the same bits.
   *
   * @param c neither A's array nor B's
   * @throws IllegalArgumentException as {@link #multiply}, and where C is not square
   */
  public static void multiplySymmetric(MatrixView a, MatrixView b, double[] c) {
    requireSizes(a, b, c);
    if (a.rows() != b.columns()) {
      throw new IllegalArgumentException(
          "a %d × %d product is not symmetric".formatted(a.rows(), b.columns()));
    }
    if (SCALAR || few(a, b)) {
      chains(a, b, c);
    } else {
      VectorGemm.multiply(a, b, c, true);
      mirror(c, a.rows());
    }
  }

  private static boolean few(MatrixView a, MatrixView b) {
    return (long) a.rows() * a.columns() * b.columns() <= SMALL;
  }

  private static void requireSizes(MatrixView a, MatrixView b, double[] c) {
    if (a.columns() != b.rows() || c.length != (long) a.rows() * b.columns()) {
      throw new IllegalArgumentException(
          "a %d × %d matrix times a %d × %d one into %d entries"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns(), c.length));
    }
  }

  /** The contract, spelled out. */
  static void chains(MatrixView a, MatrixView b, double[] c) {
    int columns = b.columns();
    double[] x = a.entries();
    double[] y = b.entries();
    Arrays.fill(c, 0);
    for (int i = 0; i < a.rows(); i++) {
      for (int k = 0; k < a.columns(); k++) {
        double factor = x[i * a.rowStride() + k * a.columnStride()];
        int row = k * b.rowStride();
        for (int j = 0; j < columns; j++) {
          c[i * columns + j] = Math.fma(factor, y[row + j * b.columnStride()], c[i * columns + j]);
        }
      }
    }
  }

  /** What is above the diagonal, below it, too. */
  private static void mirror(double[] c, int n) {
    for (int i = 1; i < n; i++) {
      for (int j = 0; j < i; j++) {
        c[i * n + j] = c[j * n + i];
      }
    }
  }
}
