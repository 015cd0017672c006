package org.noiseproof.fast.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowKernels} on doubles by the Vector API, the same bits as {@link ScalarRows64}.
 *
 * <p>The species is a constant of the class: passed as an argument it costs a factor of 25 and
 * more. No {@code reduceLanes}, whose order of additions depends on the lane width and on the
 * compiler.
 */
final class VectorRows64 implements RowKernels<double[]> {
  private static final VectorSpecies<Double> LANES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(LaneChoice.ofThisMachine().bits()));
  private static final int W = LANES.length();
  private static final int LOGICAL = ScalarRows64.LANES;

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

  private static final VectorShuffle<Double> BY_8 = exchange(8);
  private static final VectorShuffle<Double> BY_4 = exchange(4);
  private static final VectorShuffle<Double> BY_2 = exchange(2);
  private static final VectorShuffle<Double> BY_1 = exchange(1);

  /** Each lane exchanged with the one so far from it. */
  private static VectorShuffle<Double> exchange(int distance) {
    return VectorShuffle.fromOp(LANES, lane -> (lane ^ distance) % W);
  }

  @Override
  public int logicalLanes() {
    return LOGICAL;
  }

  @Override
  public void sumsOfSquares(double[] x, int from, int d, int rows, double[] into) {
    if (PASS == LOGICAL) {
      inOnePass(x, from, d, rows, into);
    } else {
      inPasses(x, from, d, rows, into);
    }
  }

  /** Where four registers hold all partial sums, they never leave them. */
  private static void inOnePass(double[] x, int from, int d, int rows, double[] into) {
    int rest = d % LOGICAL;
    int tail = rest - rest % W;
    VectorMask<Double> last = LANES.indexInRange(tail, rest);
    int step = block;
    for (int r = 0; r < rows; r++) {
      DoubleVector p0 = DoubleVector.zero(LANES);
      DoubleVector p1 = p0;
      DoubleVector p2 = p0;
      DoubleVector p3 = p0;
      int i = from + r * d;
      int end = i + d - rest;
      for (; i < end; i += step) {
        DoubleVector x0 = DoubleVector.fromArray(LANES, x, i);
        DoubleVector x1 = DoubleVector.fromArray(LANES, x, i + W);
        DoubleVector x2 = DoubleVector.fromArray(LANES, x, i + 2 * W);
        DoubleVector x3 = DoubleVector.fromArray(LANES, x, i + 3 * W);
        p0 = x0.fma(x0, p0);
        p1 = x1.fma(x1, p1);
        p2 = x2.fma(x2, p2);
        p3 = x3.fma(x3, p3);
      }
      if (rest >= W) {
        DoubleVector x0 = DoubleVector.fromArray(LANES, x, i);
        p0 = x0.fma(x0, p0);
      }
      if (rest >= 2 * W) {
        DoubleVector x1 = DoubleVector.fromArray(LANES, x, i + W);
        p1 = x1.fma(x1, p1);
      }
      if (rest >= 3 * W) {
        DoubleVector x2 = DoubleVector.fromArray(LANES, x, i + 2 * W);
        p2 = x2.fma(x2, p2);
      }
      if (tail < rest) {
        DoubleVector v = DoubleVector.fromArray(LANES, x, i + tail, last);
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

  private static void inPasses(double[] x, int from, int d, int rows, double[] into) {
    double[] partial = new double[LOGICAL];
    for (int r = 0; r < rows; r++) {
      int rest = from + (r + 1) * d - d % LOGICAL;
      for (int pass = 0; pass < LOGICAL; pass += PASS) {
        addBlocks(x, from + r * d + pass, rest, partial, pass);
      }
      addRest(x, rest, d % LOGICAL, partial);
      for (int half = LOGICAL / 2; half >= W; half /= 2) {
        for (int l = 0; l < half; l += W) {
          DoubleVector.fromArray(LANES, partial, l)
              .add(DoubleVector.fromArray(LANES, partial, l + half))
              .intoArray(partial, l);
        }
      }
      into[r] = halve(DoubleVector.fromArray(LANES, partial, 0));
    }
  }

  /** The lanes of one register added in halves. */
  private static double halve(DoubleVector sum) {
    DoubleVector v = sum;
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
  private static void addBlocks(double[] x, int from, int to, double[] partial, int pass) {
    DoubleVector p0 = DoubleVector.zero(LANES);
    DoubleVector p1 = p0;
    DoubleVector p2 = p0;
    DoubleVector p3 = p0;
    int step = block;
    for (int i = from; i < to; i += step) {
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, i);
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, i + W);
      DoubleVector x2 = DoubleVector.fromArray(LANES, x, i + 2 * W);
      DoubleVector x3 = DoubleVector.fromArray(LANES, x, i + 3 * W);
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
  private static void addRest(double[] x, int from, int length, double[] partial) {
    int j = 0;
    for (; j <= length - W; j += W) {
      DoubleVector v = DoubleVector.fromArray(LANES, x, from + j);
      v.fma(v, DoubleVector.fromArray(LANES, partial, j)).intoArray(partial, j);
    }
    for (; j < length; j++) {
      partial[j] = Math.fma(x[from + j], x[from + j], partial[j]);
    }
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

  /** A sum in no promised order, for measuring how fast memory can be read. */
  static double read(double[] x) {
    DoubleVector s0 = DoubleVector.zero(LANES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int step = block;
    for (int j = 0; j <= x.length - LOGICAL; j += step) {
      for (int p = 0; p < LOGICAL; p += PASS) {
        s0 = s0.add(DoubleVector.fromArray(LANES, x, j + p));
        s1 = s1.add(DoubleVector.fromArray(LANES, x, j + p + W));
        s2 = s2.add(DoubleVector.fromArray(LANES, x, j + p + 2 * W));
        s3 = s3.add(DoubleVector.fromArray(LANES, x, j + p + 3 * W));
      }
    }
    return s0.add(s1).add(s2.add(s3)).lane(0);
  }
}
