package org.noiseproof.fast.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowKernels} on floats by the Vector API, the same bits as {@link ScalarRows32}.
 *
 * <p>The species is a constant of the class: passed as an argument it costs a factor of 25 and
 * more. No {@code reduceLanes}, whose order of additions depends on the lane width and on the
 * compiler.
 */
final class VectorRows32 implements RowKernels<float[]> {
  private static final VectorSpecies<Float> LANES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(LaneChoice.ofThisMachine().bits()));
  private static final int W = LANES.length();
  private static final int LOGICAL = ScalarRows32.LANES;

  /** Four registers of partial sums at a time; a narrow machine takes several passes over a row. */
  private static final int PASS = 4 * W;

  @Override
  public int logicalLanes() {
    return LOGICAL;
  }

  @Override
  public void sumsOfSquares(float[] x, int from, int d, int rows, double[] into) {
    float[] partial = new float[LOGICAL];
    int blocks = d - d % LOGICAL;
    for (int r = 0; r < rows; r++) {
      int row = from + r * d;
      for (int pass = 0; pass < LOGICAL; pass += PASS) {
        addBlocks(x, row + pass, blocks, partial, pass);
      }
      addRest(x, row + blocks, d - blocks, partial);
      into[r] = halve(partial);
    }
  }

  /** The squares of whole blocks of logical lanes, to the partial sums of one pass. */
  private static void addBlocks(float[] x, int from, int length, float[] partial, int pass) {
    FloatVector p0 = FloatVector.zero(LANES);
    FloatVector p1 = p0;
    FloatVector p2 = p0;
    FloatVector p3 = p0;
    for (int j = 0; j < length; j += LOGICAL) {
      FloatVector x0 = FloatVector.fromArray(LANES, x, from + j);
      FloatVector x1 = FloatVector.fromArray(LANES, x, from + j + W);
      FloatVector x2 = FloatVector.fromArray(LANES, x, from + j + 2 * W);
      FloatVector x3 = FloatVector.fromArray(LANES, x, from + j + 3 * W);
      p0 = x0.fma(x0, p0);
      p1 = x1.fma(x1, p1);
      p2 = x2.fma(x2, p2);
      p3 = x3.fma(x3, p3);
    }
    p0.intoArray(partial, pass);
    p1.intoArray(partial, pass + W);
    p2.intoArray(partial, pass + 2 * W);
    p3.intoArray(partial, pass + 3 * W);
  }

  /** The squares after the last whole block. */
  private static void addRest(float[] x, int from, int length, float[] partial) {
    int j = 0;
    for (; j <= length - W; j += W) {
      FloatVector v = FloatVector.fromArray(LANES, x, from + j);
      v.fma(v, FloatVector.fromArray(LANES, partial, j)).intoArray(partial, j);
    }
    for (; j < length; j++) {
      partial[j] = Math.fma(x[from + j], x[from + j], partial[j]);
    }
  }

  /** The partial sums added in halves. */
  private static double halve(float[] partial) {
    for (int half = LOGICAL / 2; half >= Math.max(W, 8); half /= 2) {
      for (int l = 0; l < half; l += W) {
        FloatVector.fromArray(LANES, partial, l)
            .add(FloatVector.fromArray(LANES, partial, l + half))
            .intoArray(partial, l);
      }
    }
    for (int half = Math.max(W, 8) / 2; half >= 8; half /= 2) {
      for (int l = 0; l < half; l++) {
        partial[l] += partial[l + half];
      }
    }
    return ((partial[0] + partial[4]) + (partial[2] + partial[6]))
        + ((partial[1] + partial[5]) + (partial[3] + partial[7]));
  }

  @Override
  public void accumulate(float[] sum, float[] x, int from, int d, int rows, double[] scales) {
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      accumulateFour(sum, x, from + r * d, d, scales, r);
    }
    for (; r < rows; r++) {
      accumulateOne(sum, x, from + r * d, d, (float) scales[r]);
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
