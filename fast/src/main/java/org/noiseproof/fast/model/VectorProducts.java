package org.noiseproof.fast.model;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.noiseproof.fast.cpu.CpuKernels;

/** {@link Products} by the Vector API, the same bits as {@link ScalarProducts}. */
final class VectorProducts implements Products {
  private static final VectorSpecies<Double> LANES =
      VectorSpecies.of(
          double.class, VectorShape.forBitSize(Double.SIZE * CpuKernels.lanes(Double.BYTES)));
  private static final int W = LANES.length();

  /** Four rows of C by one vector stay in registers while k runs. */
  @Override
  public void add(
      double[] c, double[] a, int aStride, double[] b, int rows, int inner, int columns) {
    for (int i = 0; i < rows; i += ROWS) {
      int a0 = i * aStride;
      int a1 = a0 + aStride;
      int a2 = a1 + aStride;
      int a3 = a2 + aStride;
      for (int j = 0; j < columns; j += W) {
        int at = i * columns + j;
        DoubleVector c0 = DoubleVector.fromArray(LANES, c, at);
        DoubleVector c1 = DoubleVector.fromArray(LANES, c, at + columns);
        DoubleVector c2 = DoubleVector.fromArray(LANES, c, at + 2 * columns);
        DoubleVector c3 = DoubleVector.fromArray(LANES, c, at + 3 * columns);
        for (int k = 0, row = j; k < inner; k++, row += columns) {
          DoubleVector entries = DoubleVector.fromArray(LANES, b, row);
          c0 = entries.fma(DoubleVector.broadcast(LANES, a[a0 + k]), c0);
          c1 = entries.fma(DoubleVector.broadcast(LANES, a[a1 + k]), c1);
          c2 = entries.fma(DoubleVector.broadcast(LANES, a[a2 + k]), c2);
          c3 = entries.fma(DoubleVector.broadcast(LANES, a[a3 + k]), c3);
        }
        c0.intoArray(c, at);
        c1.intoArray(c, at + columns);
        c2.intoArray(c, at + 2 * columns);
        c3.intoArray(c, at + 3 * columns);
      }
    }
  }

  @Override
  public void dots(double[] x, double[] y, int rows, int columns, double[] into) {
    double[] partial = new double[COLUMNS];
    for (int k = 0; k < rows; k++) {
      int end = (k + 1) * columns;
      for (int chain = 0; chain < COLUMNS; chain += W) {
        DoubleVector sum = DoubleVector.zero(LANES);
        for (int at = k * columns + chain; at < end; at += COLUMNS) {
          sum = DoubleVector.fromArray(LANES, x, at).fma(DoubleVector.fromArray(LANES, y, at), sum);
        }
        sum.intoArray(partial, chain);
      }
      into[k] = ScalarProducts.halves(partial);
    }
  }
}
