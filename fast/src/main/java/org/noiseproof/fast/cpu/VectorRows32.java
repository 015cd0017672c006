package org.noiseproof.fast.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
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

  /**
   * Rows up to this length are added column by column, since a loop along them would be too short.
   */
  private static final int SHORT = 8 * W;

  /**
   * {@link #LOGICAL}, hidden from the compiler. A loop with a constant step is unrolled, and
   * reading memory in the order in which the unrolled loads come out runs at two thirds of the
   * speed.
   */
  private static int block = LOGICAL;

  private static final VectorShuffle<Float> BY_8 = exchange(8);
  private static final VectorShuffle<Float> BY_4 = exchange(4);
  private static final VectorShuffle<Float> BY_2 = exchange(2);
  private static final VectorShuffle<Float> BY_1 = exchange(1);

  /** Each lane exchanged with the one so far from it. */
  private static VectorShuffle<Float> exchange(int distance) {
    return VectorShuffle.fromOp(LANES, lane -> (lane ^ distance) % W);
  }

  @Override
  public int logicalLanes() {
    return LOGICAL;
  }

  @Override
  public void sumsOfSquares(float[] x, int from, int d, int rows, double[] into) {
    if (PASS == LOGICAL) {
      inOnePass(x, from, d, rows, into);
    } else {
      inPasses(x, from, d, rows, into);
    }
  }

  /** Where four registers hold all partial sums, they never leave them. */
  private static void inOnePass(float[] x, int from, int d, int rows, double[] into) {
    int rest = d % LOGICAL;
    int tail = rest - rest % W;
    VectorMask<Float> last = LANES.indexInRange(tail, rest);
    int step = block;
    for (int r = 0; r < rows; r++) {
      FloatVector p0 = FloatVector.zero(LANES);
      FloatVector p1 = p0;
      FloatVector p2 = p0;
      FloatVector p3 = p0;
      int i = from + r * d;
      int end = i + d - rest;
      for (; i < end; i += step) {
        FloatVector x0 = FloatVector.fromArray(LANES, x, i);
        FloatVector x1 = FloatVector.fromArray(LANES, x, i + W);
        FloatVector x2 = FloatVector.fromArray(LANES, x, i + 2 * W);
        FloatVector x3 = FloatVector.fromArray(LANES, x, i + 3 * W);
        p0 = x0.fma(x0, p0);
        p1 = x1.fma(x1, p1);
        p2 = x2.fma(x2, p2);
        p3 = x3.fma(x3, p3);
      }
      if (rest >= W) {
        FloatVector x0 = FloatVector.fromArray(LANES, x, i);
        p0 = x0.fma(x0, p0);
      }
      if (rest >= 2 * W) {
        FloatVector x1 = FloatVector.fromArray(LANES, x, i + W);
        p1 = x1.fma(x1, p1);
      }
      if (rest >= 3 * W) {
        FloatVector x2 = FloatVector.fromArray(LANES, x, i + 2 * W);
        p2 = x2.fma(x2, p2);
      }
      if (tail < rest) {
        FloatVector v = FloatVector.fromArray(LANES, x, i + tail, last);
        switch (tail / W) {
          case 0 -> p0 = v.fma(v, p0);
          case 1 -> p1 = v.fma(v, p1);
          case 2 -> p2 = v.fma(v, p2);
          default -> p3 = v.fma(v, p3);
        }
      }
      into[r] = halve(p0.add(p2).add(p1.add(p3)));
    }
  }

  private static void inPasses(float[] x, int from, int d, int rows, double[] into) {
    float[] partial = new float[LOGICAL];
    for (int r = 0; r < rows; r++) {
      int rest = from + (r + 1) * d - d % LOGICAL;
      for (int pass = 0; pass < LOGICAL; pass += PASS) {
        addBlocks(x, from + r * d + pass, rest, partial, pass);
      }
      addRest(x, rest, d % LOGICAL, partial);
      for (int half = LOGICAL / 2; half >= W; half /= 2) {
        for (int l = 0; l < half; l += W) {
          FloatVector.fromArray(LANES, partial, l)
              .add(FloatVector.fromArray(LANES, partial, l + half))
              .intoArray(partial, l);
        }
      }
      into[r] = halve(FloatVector.fromArray(LANES, partial, 0));
    }
  }

  /** The lanes of one register added in halves. */
  private static float halve(FloatVector sum) {
    FloatVector v = sum;
    if (W > 8) {
      v = v.add(v.rearrange(BY_8));
    }
    if (W > 4) {
      v = v.add(v.rearrange(BY_4));
    }
    if (W > 2) {
      v = v.add(v.rearrange(BY_2));
    }
    return v.add(v.rearrange(BY_1)).lane(0);
  }

  /** The squares of whole blocks of logical lanes, to the partial sums of one pass. */
  private static void addBlocks(float[] x, int from, int to, float[] partial, int pass) {
    FloatVector p0 = FloatVector.zero(LANES);
    FloatVector p1 = p0;
    FloatVector p2 = p0;
    FloatVector p3 = p0;
    int step = block;
    for (int i = from; i < to; i += step) {
      FloatVector x0 = FloatVector.fromArray(LANES, x, i);
      FloatVector x1 = FloatVector.fromArray(LANES, x, i + W);
      FloatVector x2 = FloatVector.fromArray(LANES, x, i + 2 * W);
      FloatVector x3 = FloatVector.fromArray(LANES, x, i + 3 * W);
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
