package org.noiseproof.fast.model;

import java.util.Arrays;

/** {@link Products} in scalar code: the contract, spelled out. */
final class ScalarProducts implements Products {

  @Override
  public void add(
      double[] c, double[] a, int aStride, double[] b, int rows, int inner, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        double factor = a[i * aStride + k];
        for (int j = 0; j < columns; j++) {
          c[i * columns + j] = Math.fma(factor, b[k * columns + j], c[i * columns + j]);
        }
      }
    }
  }

  @Override
  public void dots(double[] x, double[] y, int rows, int columns, double[] into) {
    double[] partial = new double[COLUMNS];
    for (int k = 0; k < rows; k++) {
      Arrays.fill(partial, 0);
      for (int j = 0; j < columns; j++) {
        int at = k * columns + j;
        partial[j % COLUMNS] = Math.fma(x[at], y[at], partial[j % COLUMNS]);
      }
      into[k] = halves(partial);
    }
  }

  /** Eight numbers added in halves. */
  static double halves(double[] p) {
    return ((p[0] + p[4]) + (p[2] + p[6])) + ((p[1] + p[5]) + (p[3] + p[7]));
  }
}
