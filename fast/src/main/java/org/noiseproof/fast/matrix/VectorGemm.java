package org.noiseproof.fast.matrix;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.noiseproof.fast.LaneChoice;

/**
 * {@link Gemm} by the Vector API, blocked after Goto and van de Geijn (Anatomy of high-performance
 * matrix multiplication, 2008): a tile of C stays in registers while k runs over a block, past a
 * band of A and a panel of B, as wide as the tile, that stay in the second-level cache. They are
 * copied together first, so that the tile reads its operands one after the other, however they lay.
 * From one block of k to the next a chain goes through C, which rounds nothing.
 */
final class VectorGemm {
  private static final VectorSpecies<Double> LANES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(LaneChoice.ofThisMachine().bits()));
  private static final int W = LANES.length();

  /** A tile of C: twelve registers, beside which two of B and one of A fit into sixteen. */
  private static final int ROWS = 6;

  private static final int COLUMNS = 2 * W;

  /** How far k runs in one block: the further, the more seldom a tile waits for its part of C. */
  private static final int DEPTH = 512;

  /** Rows of A in one band. */
  private static final int BAND = 16 * ROWS;

  private VectorGemm() {}

  /**
   * C ← A B.
   *
   * @param upper whether tiles below the diagonal may be left as they are
   */
  static void multiply(MatrixView a, MatrixView b, double[] c, boolean upper) {
    int inner = a.columns();
    Arrays.fill(c, 0);
    int depth = Math.min(DEPTH, inner);
    double[] band = new double[depth * panels(Math.min(BAND, a.rows()), ROWS) * ROWS];
    double[] block = new double[depth * panels(b.columns(), COLUMNS) * COLUMNS];
    double[] corner = new double[ROWS * COLUMNS];
    for (int k = 0; k < inner; k += DEPTH) {
      int deep = Math.min(DEPTH, inner - k);
      pack(b.transposed(), 0, b.columns(), k, deep, COLUMNS, block);
      for (int i = 0; i < a.rows(); i += BAND) {
        int rows = Math.min(BAND, a.rows() - i);
        pack(a, i, rows, k, deep, ROWS, band);
        band(band, i, rows, block, deep, c, b.columns(), upper, corner);
      }
    }
  }

  private static int panels(int count, int width) {
    return Math.ceilDiv(count, width);
  }

  /**
   * Copies rows to panels: {@code width} rows side by side, column after column. In a last panel
   * that is not full, the rest is what it was: results of it are dropped.
   */
  private static void pack(
      MatrixView x, int from, int count, int column, int depth, int width, double[] into) {
    double[] entries = x.entries();
    int rowStride = x.rowStride();
    int step = x.columnStride();
    for (int r = 0; r < count; r += width) {
      int rows = Math.min(width, count - r);
      int first = (from + r) * rowStride + column * step;
      int panel = r * depth;
      if (rowStride == 1) {
        for (int k = 0; k < depth; k++) {
          System.arraycopy(entries, first + k * step, into, panel + k * width, rows);
        }
      } else {
        for (int q = 0; q < rows; q++) {
          packRow(entries, first + q * rowStride, step, depth, into, panel + q, width);
        }
      }
    }
  }

  private static void packRow(
      double[] entries, int from, int step, int depth, double[] into, int at, int width) {
    for (int k = 0; k < depth; k++) {
      into[at + k * width] = entries[from + k * step];
    }
  }

  /** All tiles of a band of rows, first row i0 of C. */
  private static void band(
      double[] band,
      int i0,
      int rows,
      double[] block,
      int depth,
      double[] c,
      int columns,
      boolean upper,
      double[] corner) {
    for (int j = 0; j < columns; j += COLUMNS) {
      int wide = Math.min(COLUMNS, columns - j);
      for (int i = 0; i < rows; i += ROWS) {
        if (upper && j + COLUMNS <= i0 + i) {
          break;
        }
        int high = Math.min(ROWS, rows - i);
        int at = (i0 + i) * columns + j;
        if (wide == COLUMNS && high == ROWS) {
          tile(band, i * depth, block, j * depth, depth, c, at, columns);
        } else {
          copy(c, at, columns, corner, 0, COLUMNS, high, wide);
          tile(band, i * depth, block, j * depth, depth, corner, 0, COLUMNS);
          copy(corner, 0, COLUMNS, c, at, columns, high, wide);
        }
      }
    }
  }

  private static void copy(
      double[] x, int from, int xStride, double[] y, int to, int yStride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x, from + i * xStride, y, to + i * yStride, columns);
    }
  }

  /** Continues the chains of one tile of C by a block of k. */
  private static void tile(
      double[] a, int aFrom, double[] b, int bFrom, int depth, double[] c, int at, int stride) {
    int at1 = at + stride;
    int at2 = at1 + stride;
    int at3 = at2 + stride;
    int at4 = at3 + stride;
    int at5 = at4 + stride;
    DoubleVector c00 = DoubleVector.fromArray(LANES, c, at);
    DoubleVector c01 = DoubleVector.fromArray(LANES, c, at + W);
    DoubleVector c10 = DoubleVector.fromArray(LANES, c, at1);
    DoubleVector c11 = DoubleVector.fromArray(LANES, c, at1 + W);
    DoubleVector c20 = DoubleVector.fromArray(LANES, c, at2);
    DoubleVector c21 = DoubleVector.fromArray(LANES, c, at2 + W);
    DoubleVector c30 = DoubleVector.fromArray(LANES, c, at3);
    DoubleVector c31 = DoubleVector.fromArray(LANES, c, at3 + W);
    DoubleVector c40 = DoubleVector.fromArray(LANES, c, at4);
    DoubleVector c41 = DoubleVector.fromArray(LANES, c, at4 + W);
    DoubleVector c50 = DoubleVector.fromArray(LANES, c, at5);
    DoubleVector c51 = DoubleVector.fromArray(LANES, c, at5 + W);
    for (int k = 0, p = aFrom, q = bFrom; k < depth; k++, p += ROWS, q += COLUMNS) {
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, q);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, q + W);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[p + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[p + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[p + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[p + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[p + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    c00.intoArray(c, at);
    c01.intoArray(c, at + W);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + W);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + W);
    c30.intoArray(c, at3);
    c31.intoArray(c, at3 + W);
    c40.intoArray(c, at4);
    c41.intoArray(c, at4 + W);
    c50.intoArray(c, at5);
    c51.intoArray(c, at5 + W);
  }
}
