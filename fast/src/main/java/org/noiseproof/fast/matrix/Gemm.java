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
    if (b.columns() == 1 && a.columnStride() == 1) {
      images(a, b, c);
    } else if (SCALAR || few(a, b) || a.rows() == 1) {
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

  /** The contract, spelled out; fast where B's rows are in one piece and A has few. */
  static void chains(MatrixView a, MatrixView b, double[] c) {
    int columns = b.columns();
    int step = b.columnStride();
    double[] x = a.entries();
    double[] y = b.entries();
    Arrays.fill(c, 0);
    for (int i = 0; i < a.rows(); i++) {
      int row = i * columns;
      for (int k = 0; k < a.columns(); k++) {
        double factor = x[i * a.rowStride() + k * a.columnStride()];
        int from = k * b.rowStride();
        if (step == 1) {
          add(factor, y, from, c, row, columns);
        } else {
          for (int j = 0; j < columns; j++) {
            c[row + j] = Math.fma(factor, y[from + j * step], c[row + j]);
          }
        }
      }
    }
  }

  private static void add(double factor, double[] y, int from, double[] c, int at, int columns) {
    for (int j = 0; j < columns; j++) {
      c[at + j] = Math.fma(factor, y[from + j], c[at + j]);
    }
  }

  /**
   * The images of one vector: eight chains beside each other, for an fma takes four times as long
   * as until the next may begin.
   */
  private static void images(MatrixView a, MatrixView b, double[] c) {
    double[] x = a.entries();
    double[] v = b.entries();
    int step = b.rowStride();
    int stride = a.rowStride();
    int i = 0;
    for (; i <= c.length - 8; i += 8) {
      eightImages(x, i * stride, stride, a.columns(), v, step, c, i);
    }
    for (; i < c.length; i++) {
      double s = 0;
      for (int k = 0; k < a.columns(); k++) {
        s = Math.fma(x[i * stride + k], v[k * step], s);
      }
      c[i] = s;
    }
  }

  private static void eightImages(
      double[] x, int from, int stride, int length, double[] v, int step, double[] c, int at) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int k = 0; k < length; k++) {
      double factor = v[k * step];
      int row = from + k;
      s0 = Math.fma(x[row], factor, s0);
      s1 = Math.fma(x[row + stride], factor, s1);
      s2 = Math.fma(x[row + 2 * stride], factor, s2);
      s3 = Math.fma(x[row + 3 * stride], factor, s3);
      s4 = Math.fma(x[row + 4 * stride], factor, s4);
      s5 = Math.fma(x[row + 5 * stride], factor, s5);
      s6 = Math.fma(x[row + 6 * stride], factor, s6);
      s7 = Math.fma(x[row + 7 * stride], factor, s7);
    }
    c[at] = s0;
    c[at + 1] = s1;
    c[at + 2] = s2;
    c[at + 3] = s3;
    c[at + 4] = s4;
    c[at + 5] = s5;
    c[at + 6] = s6;
    c[at + 7] = s7;
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
