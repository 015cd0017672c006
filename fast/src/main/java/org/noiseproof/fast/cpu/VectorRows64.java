package org.noiseproof.fast.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.noiseproof.fast.LaneChoice;

/**
 * {@link RowKernels} on doubles by the Vector API, the same bits as {@link ScalarRows64}.
 *
 * <p>The species is a constant of the class: passed as an argument it costs a factor of 25 and
 * more.
 */
final class VectorRows64 implements RowKernels<double[]> {
  static final VectorSpecies<Double> LANES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(LaneChoice.ofThisMachine().bits()));
  private static final int W = LANES.length();

  /**
   * Rows up to this length are added column by column, since a loop along them would be too short.
   */
  private static final int SHORT = 8 * W;

  @Override
  public int logicalLanes() {
    return ScalarRows64.LANES;
  }

  @Override
  public void sumsOfSquares(double[] x, int from, int d, int rows, double[] into) {
    VectorSquares64.sums(x, from, d, rows, into);
  }

  @Override
  public void accumulate(double[] sum, double[] x, int from, int d, int rows, double[] scales) {
    if (d <= SHORT) {
      accumulateColumns(sum, x, from, d, rows, scales);
      return;
    }
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      accumulateFour(sum, x, from + r * d, d, scales, r);
    }
    for (; r < rows; r++) {
      accumulateOne(sum, x, from + r * d, d, scales[r]);
    }
  }

  /** Two registers of columns at a time, down all rows. */
  private static void accumulateColumns(
      double[] sum, double[] x, int from, int d, int rows, double[] scales) {
    int j = 0;
    for (; j <= d - 2 * W; j += 2 * W) {
      DoubleVector s0 = DoubleVector.fromArray(LANES, sum, j);
      DoubleVector s1 = DoubleVector.fromArray(LANES, sum, j + W);
      for (int r = 0, i = from + j; r < rows; r++, i += d) {
        DoubleVector scale = DoubleVector.broadcast(LANES, scales[r]);
        s0 = DoubleVector.fromArray(LANES, x, i).fma(scale, s0);
        s1 = DoubleVector.fromArray(LANES, x, i + W).fma(scale, s1);
      }
      s0.intoArray(sum, j);
      s1.intoArray(sum, j + W);
    }
    for (; j <= d - W; j += W) {
      DoubleVector s = DoubleVector.fromArray(LANES, sum, j);
      for (int r = 0, i = from + j; r < rows; r++, i += d) {
        s = DoubleVector.fromArray(LANES, x, i).fma(DoubleVector.broadcast(LANES, scales[r]), s);
      }
      s.intoArray(sum, j);
    }
    for (; j < d; j++) {
      double total = sum[j];
      for (int r = 0, i = from + j; r < rows; r++, i += d) {
        total = Math.fma(scales[r], x[i], total);
      }
      sum[j] = total;
    }
  }

  /** Four rows a pass, so that the sums are read and written a quarter as often. */
  private static void accumulateFour(
      double[] sum, double[] x, int from, int d, double[] scales, int r) {
    double s0 = scales[r];
    double s1 = scales[r + 1];
    double s2 = scales[r + 2];
    double s3 = scales[r + 3];
    int row1 = from + d;
    int row2 = from + 2 * d;
    int row3 = from + 3 * d;
    int end = LANES.loopBound(d);
    DoubleVector v0 = DoubleVector.broadcast(LANES, s0);
    DoubleVector v1 = DoubleVector.broadcast(LANES, s1);
    DoubleVector v2 = DoubleVector.broadcast(LANES, s2);
    DoubleVector v3 = DoubleVector.broadcast(LANES, s3);
    for (int j = 0; j < end; j += W) {
      DoubleVector total = DoubleVector.fromArray(LANES, sum, j);
      total = DoubleVector.fromArray(LANES, x, from + j).fma(v0, total);
      total = DoubleVector.fromArray(LANES, x, row1 + j).fma(v1, total);
      total = DoubleVector.fromArray(LANES, x, row2 + j).fma(v2, total);
      total = DoubleVector.fromArray(LANES, x, row3 + j).fma(v3, total);
      total.intoArray(sum, j);
    }
    for (int j = end; j < d; j++) {
      double total = Math.fma(s0, x[from + j], sum[j]);
      total = Math.fma(s1, x[row1 + j], total);
      total = Math.fma(s2, x[row2 + j], total);
      sum[j] = Math.fma(s3, x[row3 + j], total);
    }
  }

  private static void accumulateOne(double[] sum, double[] x, int from, int d, double scale) {
    int end = LANES.loopBound(d);
    DoubleVector v = DoubleVector.broadcast(LANES, scale);
    for (int j = 0; j < end; j += W) {
      DoubleVector.fromArray(LANES, x, from + j)
          .fma(v, DoubleVector.fromArray(LANES, sum, j))
          .intoArray(sum, j);
    }
    for (int j = end; j < d; j++) {
      sum[j] = Math.fma(scale, x[from + j], sum[j]);
    }
  }
}
