package org.noiseproof.fast.matrix;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Compares products with the chains of fused operations that they are to be; also a program of its
 * own, for another lane width needs another JVM.
 */
final class Chains {
  private Chains() {}

  /** Prints the number of products compared. */
  public static void main(String[] arguments) {
    System.out.println(compare(arguments.length > 0));
  }

  /**
   * The number of products compared, all equal.
   *
   * @param vectors whether to skip the way that small products go
   * @throws AssertionError where a bit differs
   */
  static int compare(boolean vectors) {
    int compared = 0;
    for (int m : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 40}) {
      for (int n = 0; n <= 40; n += 1 + m % 2) {
        for (int k : new int[] {0, 1, 2, 7, 40}) {
          compared += compare(m, n, k, vectors);
        }
      }
    }
    for (int[] size : new int[][] {{200, 33, 257}, {7, 100, 600}, {193, 1, 300}, {97, 97, 1100}}) {
      compared += compare(size[0], size[1], size[2], vectors);
    }
    return compared;
  }

  private static int compare(int m, int n, int k, boolean vectors) {
    SplittableRandom random = new SplittableRandom((31L * m + n) * 1009 + k);
    MatrixView a = MatrixView.of(draws(random, m * k), m, k);
    MatrixView b = MatrixView.of(draws(random, k * n), k, n);
    MatrixView aFlat = MatrixView.of(transposed(a), k, m).transposed();
    MatrixView bFlat = MatrixView.of(transposed(b), n, k).transposed();
    double[] expected = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double s = 0;
        for (int l = 0; l < k; l++) {
          s = Math.fma(a.entries()[i * k + l], b.entries()[l * n + j], s);
        }
        expected[i * n + j] = s;
      }
    }
    require(product(a, b, vectors), expected, "A B", m, n, k);
    require(product(aFlat, b, vectors), expected, "transposed A", m, n, k);
    require(product(a, bFlat, vectors), expected, "transposed B", m, n, k);
    double[] square = new double[m * m];
    Gemm.chains(a, a.transposed(), square);
    double[] half = new double[m * m];
    Gemm.multiplySymmetric(a, a.transposed(), half);
    require(half, square, "A Aᵀ", m, m, k);
    return 4;
  }

  private static double[] product(MatrixView a, MatrixView b, boolean vectors) {
    double[] c = new double[a.rows() * b.columns()];
    Arrays.fill(c, Double.NaN);
    if (vectors) {
      VectorGemm.multiply(a, b, c, false);
    } else {
      Gemm.multiply(a, b, c);
    }
    return c;
  }

  private static double[] draws(SplittableRandom random, int count) {
    double[] draws = new double[count];
    Arrays.setAll(
        draws, i -> random.nextInt(10) == 0 ? -0.0 : Math.scalb(random.nextGaussian(), i % 7));
    return draws;
  }

  private static double[] transposed(MatrixView x) {
    double[] transposed = new double[x.entries().length];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        transposed[j * x.rows() + i] = x.entries()[i * x.columns() + j];
      }
    }
    return transposed;
  }

  private static void require(double[] c, double[] expected, String what, int m, int n, int k) {
    if (!Arrays.equals(c, expected)) {
      throw new AssertionError("%s: %d × %d over %d".formatted(what, m, n, k));
    }
  }
}
