package org.noiseproof.fast.model;

import org.noiseproof.fast.cpu.CpuKernels;

/**
 * Products of small matrices whose rows are filled up with zeros to whole tiles, so that no loop
 * has a remainder. The order of all roundings is fixed: the same bits for any lanes.
 */
interface Products {
  /** Columns are filled up to multiples of this, the widest vector in doubles. */
  int COLUMNS = 8;

  /** Rows of C are filled up to multiples of this. */
  int ROWS = 4;

  /** Those that this machine runs fastest, or that the user forced. */
  static Products ofThisMachine() {
    return CpuKernels.lanes(Double.BYTES) == 1 ? new ScalarProducts() : new VectorProducts();
  }

  /** The next multiple of {@value #COLUMNS}. */
  static int columns(int columns) {
    return Math.ceilDiv(columns, COLUMNS) * COLUMNS;
  }

  /** The next multiple of {@value #ROWS}. */
  static int rows(int rows) {
    return Math.ceilDiv(rows, ROWS) * ROWS;
  }

  /**
   * C ← C + A B, each entry a chain c ← fma(a_ik, b_kj, c) over k from 0.
   *
   * @param aStride columns between the rows of A
   * @param rows of A and C, a multiple of {@value #ROWS}
   * @param inner columns of A, rows of B
   * @param columns of B and C and between their rows, a multiple of {@value #COLUMNS}
   */
  void add(double[] c, double[] a, int aStride, double[] b, int rows, int inner, int columns);

  /**
   * into[k] = Σ_j x_kj y_kj: {@value #COLUMNS} chains of fma, entry j in chain j mod 8, added in
   * halves.
   *
   * @param columns a multiple of {@value #COLUMNS}
   */
  void dots(double[] x, double[] y, int rows, int columns, double[] into);
}
