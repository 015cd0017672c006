package org.noiseproof.fast.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
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

  @Override
  public int logicalLanes() {
    return LOGICAL;
  }

  @Override
  public void sumsOfSquares(double[] x, int from, int d, int rows, double[] into) {
    double[] partial = new double[LOGICAL];
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
  private static void addBlocks(double[] x, int from, int length, double[] partial, int pass) {
    DoubleVector p0 = DoubleVector.zero(LANES);
    DoubleVector p1 = p0;
    DoubleVector p2 = p0;
    DoubleVector p3 = p0;
    for (int j = 0; j < length; j += LOGICAL) {
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, from + j);
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, from + j + W);
      DoubleVector x2 = DoubleVector.fromArray(LANES, x, from + j + 2 * W);
      DoubleVector x3 = DoubleVector.fromArray(LANES, x, from + j + 3 * W);
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

  /** The partial sums added in halves. */
  private static double halve(double[] partial) {
    for (int half = LOGICAL / 2; half >= Math.max(W, 8); half /= 2) {
      for (int l = 0; l < half; l += W) {
        DoubleVector.fromArray(LANES, partial, l)
            .add(DoubleVector.fromArray(LANES, partial, l + half))
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
  public void accumulate(double[] sum, double[] x, int from, int d, int rows, double[] scales) {
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      accumulateFour(sum, x, from + r * d, d, scales, r);
    }
    for (; r < rows; r++) {
      accumulateOne(sum, x, from + r * d, d, scales[r]);
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
    for (int j = 0; j <= x.length - PASS; j += PASS) {
      s0 = s0.add(DoubleVector.fromArray(LANES, x, j));
      s1 = s1.add(DoubleVector.fromArray(LANES, x, j + W));
      s2 = s2.add(DoubleVector.fromArray(LANES, x, j + 2 * W));
      s3 = s3.add(DoubleVector.fromArray(LANES, x, j + 3 * W));
    }
    return s0.add(s1).add(s2.add(s3)).lane(0);
  }
}
