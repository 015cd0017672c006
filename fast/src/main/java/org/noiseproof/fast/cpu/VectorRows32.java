package org.noiseproof.fast.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.noiseproof.fast.LaneChoice;

/**
 * {@link RowKernels} on floats by the Vector API, the same bits as {@link ScalarRows32}.
 *
 * <p>The species is a constant of the class: passed as an argument it costs a factor of 25 and
 * more.
 */
final class VectorRows32 implements RowKernels<float[]> {
  static final VectorSpecies<Float> LANES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(LaneChoice.ofThisMachine().bits()));
  private static final int W = LANES.length();

  /**
   * Rows up to this length are added column by column, since a loop along them would be too short.
   */
  private static final int SHORT = 8 * W;

  @Override
  public int logicalLanes() {
    return ScalarRows32.LANES;
  }

  @Override
  public void sumsOfSquares(float[] x, int from, int d, int rows, double[] into) {
    VectorSquares32.sums(x, from, d, rows, into);
  }

  @Override
  public void accumulate(float[] sum, float[] x, int from, int d, int rows, double[] scales) {
    if (d <= SHORT) {
      accumulateColumns(sum, x, from, d, rows, scales);
      return;
    }
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      accumulateFour(sum, x, from + r * d, d, scales, r);
    }
    for (; r < rows; r++) {
      accumulateOne(sum, x, from + r * d, d, (float) scales[r]);
    }
  }

  /** Two registers of columns at a time, down all rows. */
  private static void accumulateColumns(
      float[] sum, float[] x, int from, int d, int rows, double[] scales) {
    int j = 0;
    for (; j <= d - 2 * W; j += 2 * W) {
      FloatVector s0 = FloatVector.fromArray(LANES, sum, j);
      FloatVector s1 = FloatVector.fromArray(LANES, sum, j + W);
      for (int r = 0, i = from + j; r < rows; r++, i += d) {
        FloatVector scale = FloatVector.broadcast(LANES, (float) scales[r]);
        s0 = FloatVector.fromArray(LANES, x, i).fma(scale, s0);
        s1 = FloatVector.fromArray(LANES, x, i + W).fma(scale, s1);
      }
      s0.intoArray(sum, j);
      s1.intoArray(sum, j + W);
    }
    for (; j <= d - W; j += W) {
      FloatVector s = FloatVector.fromArray(LANES, sum, j);
      for (int r = 0, i = from + j; r < rows; r++, i += d) {
        s =
            FloatVector.fromArray(LANES, x, i)
                .fma(FloatVector.broadcast(LANES, (float) scales[r]), s);
      }
      s.intoArray(sum, j);
    }
    for (; j < d; j++) {
      float total = sum[j];
      for (int r = 0, i = from + j; r < rows; r++, i += d) {
        total = Math.fma((float) scales[r], x[i], total);
      }
      sum[j] = total;
    }
  }

  /** Four rows a pass, so that the sums are read and written a quarter as often. */
  private static void accumulateFour(
      float[] sum, float[] x, int from, int d, double[] scales, int r) {
    float s0 = (float) scales[r];
    float s1 = (float) scales[r + 1];
    float s2 = (float) scales[r + 2];
    float s3 = (float) scales[r + 3];
    int row1 = from + d;
    int row2 = from + 2 * d;
    int row3 = from + 3 * d;
    int end = LANES.loopBound(d);
    FloatVector v0 = FloatVector.broadcast(LANES, s0);
    FloatVector v1 = FloatVector.broadcast(LANES, s1);
    FloatVector v2 = FloatVector.broadcast(LANES, s2);
    FloatVector v3 = FloatVector.broadcast(LANES, s3);
    for (int j = 0; j < end; j += W) {
      FloatVector total = FloatVector.fromArray(LANES, sum, j);
      total = FloatVector.fromArray(LANES, x, from + j).fma(v0, total);
      total = FloatVector.fromArray(LANES, x, row1 + j).fma(v1, total);
      total = FloatVector.fromArray(LANES, x, row2 + j).fma(v2, total);
      total = FloatVector.fromArray(LANES, x, row3 + j).fma(v3, total);
      total.intoArray(sum, j);
    }
    for (int j = end; j < d; j++) {
      float total = Math.fma(s0, x[from + j], sum[j]);
      total = Math.fma(s1, x[row1 + j], total);
      total = Math.fma(s2, x[row2 + j], total);
      sum[j] = Math.fma(s3, x[row3 + j], total);
    }
  }

  private static void accumulateOne(float[] sum, float[] x, int from, int d, float scale) {
    int end = LANES.loopBound(d);
    FloatVector v = FloatVector.broadcast(LANES, scale);
    for (int j = 0; j < end; j += W) {
      FloatVector.fromArray(LANES, x, from + j)
          .fma(v, FloatVector.fromArray(LANES, sum, j))
          .intoArray(sum, j);
    }
    for (int j = end; j < d; j++) {
      sum[j] = Math.fma(scale, x[from + j], sum[j]);
    }
  }
}
