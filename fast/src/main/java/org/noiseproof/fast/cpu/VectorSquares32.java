package org.noiseproof.fast.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowKernels#sumsOfSquares} on floats. No {@code reduceLanes}, whose order of additions
 * depends on the lane width and on the compiler: the lanes of a register, too, are added in halves.
 */
final class VectorSquares32 {
  private static final VectorSpecies<Float> LANES = VectorRows32.LANES;
  private static final int W = LANES.length();
  private static final int LOGICAL = ScalarRows32.LANES;

  /** Entries that four registers hold. */
  private static final int PASS = 4 * W;

  /**
   * Entries that stay in the first-level cache from pass to pass: a multiple of the logical lanes.
   */
  private static final int STRETCH = 16 * LOGICAL;

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

  private VectorSquares32() {}

  /** Each lane exchanged with the one so far from it. */
  private static VectorShuffle<Float> exchange(int distance) {
    return VectorShuffle.fromOp(LANES, lane -> (lane ^ distance) % W);
  }

  static void sums(float[] x, int from, int d, int rows, double[] into) {
    if (d <= PASS || PASS == LOGICAL) {
      inFourRegisters(x, from, d, rows, into);
    } else if (d <= 2 * PASS || 2 * PASS == LOGICAL) {
      inEightRegisters(x, from, d, rows, into);
    } else {
      inPasses(x, from, d, rows, into);
    }
  }

  /** All partial sums that are not 0 stay in four registers. */
  private static void inFourRegisters(float[] x, int from, int d, int rows, double[] into) {
    int rest = d % LOGICAL;
    VectorMask<Float> last = LANES.indexInRange(0, rest % W);
    int step = block;
    for (int r = 0; r < rows; r++) {
      FloatVector p0 = FloatVector.zero(LANES);
      FloatVector p1 = FloatVector.zero(LANES);
      FloatVector p2 = FloatVector.zero(LANES);
      FloatVector p3 = FloatVector.zero(LANES);
      int i = from + r * d;
      int end = i + d - rest;
      for (; i < end; i += step) {
        p0 = plus(x, i, p0);
        p1 = plus(x, i + W, p1);
        p2 = plus(x, i + 2 * W, p2);
        p3 = plus(x, i + 3 * W, p3);
      }
      if (rest > 0) {
        p0 = plusRest(x, i, rest, last, p0);
        p1 = plusRest(x, i + W, rest - W, last, p1);
        p2 = plusRest(x, i + 2 * W, rest - 2 * W, last, p2);
        p3 = plusRest(x, i + 3 * W, rest - 3 * W, last, p3);
      }
      into[r] = halve(p0.add(p2).add(p1.add(p3)));
    }
  }

  /** As {@link #inFourRegisters}, where the lanes are half as many. */
  private static void inEightRegisters(float[] x, int from, int d, int rows, double[] into) {
    int rest = d % LOGICAL;
    VectorMask<Float> last = LANES.indexInRange(0, rest % W);
    int step = block;
    for (int r = 0; r < rows; r++) {
      FloatVector p0 = FloatVector.zero(LANES);
      FloatVector p1 = FloatVector.zero(LANES);
      FloatVector p2 = FloatVector.zero(LANES);
      FloatVector p3 = FloatVector.zero(LANES);
      FloatVector p4 = FloatVector.zero(LANES);
      FloatVector p5 = FloatVector.zero(LANES);
      FloatVector p6 = FloatVector.zero(LANES);
      FloatVector p7 = FloatVector.zero(LANES);
      int i = from + r * d;
      int end = i + d - rest;
      for (; i < end; i += step) {
        p0 = plus(x, i, p0);
        p1 = plus(x, i + W, p1);
        p2 = plus(x, i + 2 * W, p2);
        p3 = plus(x, i + 3 * W, p3);
        p4 = plus(x, i + 4 * W, p4);
        p5 = plus(x, i + 5 * W, p5);
        p6 = plus(x, i + 6 * W, p6);
        p7 = plus(x, i + 7 * W, p7);
      }
      if (rest > 0) {
        p0 = plusRest(x, i, rest, last, p0);
        p1 = plusRest(x, i + W, rest - W, last, p1);
        p2 = plusRest(x, i + 2 * W, rest - 2 * W, last, p2);
        p3 = plusRest(x, i + 3 * W, rest - 3 * W, last, p3);
        p4 = plusRest(x, i + 4 * W, rest - 4 * W, last, p4);
        p5 = plusRest(x, i + 5 * W, rest - 5 * W, last, p5);
        p6 = plusRest(x, i + 6 * W, rest - 6 * W, last, p6);
        p7 = plusRest(x, i + 7 * W, rest - 7 * W, last, p7);
      }
      into[r] = halve(p0.add(p4).add(p2.add(p6)).add(p1.add(p5).add(p3.add(p7))));
    }
  }

  /** Four partial sums at a time, in memory between the passes over a stretch of a row. */
  private static void inPasses(float[] x, int from, int d, int rows, double[] into) {
    float[] partial = new float[LOGICAL];
    for (int r = 0; r < rows; r++) {
      Arrays.fill(partial, 0);
      int end = from + (r + 1) * d;
      int rest = end - d % LOGICAL;
      for (int i = from + r * d; i < rest; i += STRETCH) {
        for (int pass = 0; pass < LOGICAL; pass += PASS) {
          addStretch(x, i + pass, Math.min(rest, i + STRETCH), partial, pass);
        }
      }
      for (int i = rest; i < end; i++) {
        partial[i - rest] = Math.fma(x[i], x[i], partial[i - rest]);
      }
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

  private static void addStretch(float[] x, int from, int to, float[] partial, int pass) {
    FloatVector p0 = FloatVector.fromArray(LANES, partial, pass);
    FloatVector p1 = FloatVector.fromArray(LANES, partial, pass + W);
    FloatVector p2 = FloatVector.fromArray(LANES, partial, pass + 2 * W);
    FloatVector p3 = FloatVector.fromArray(LANES, partial, pass + 3 * W);
    int step = block;
    for (int i = from; i < to; i += step) {
      p0 = plus(x, i, p0);
      p1 = plus(x, i + W, p1);
      p2 = plus(x, i + 2 * W, p2);
      p3 = plus(x, i + 3 * W, p3);
    }
    p0.intoArray(partial, pass);
    p1.intoArray(partial, pass + W);
    p2.intoArray(partial, pass + 2 * W);
    p3.intoArray(partial, pass + 3 * W);
  }

  private static FloatVector plus(float[] x, int i, FloatVector sum) {
    FloatVector entries = FloatVector.fromArray(LANES, x, i);
    return entries.fma(entries, sum);
  }

  /** As {@link #plus} where no more than some entries are left; {@code last} is of a part of W. */
  private static FloatVector plusRest(
      float[] x, int i, int left, VectorMask<Float> last, FloatVector sum) {
    if (left >= W) {
      return plus(x, i, sum);
    }
    if (left > 0) {
      FloatVector entries = FloatVector.fromArray(LANES, x, i, last);
      return entries.fma(entries, sum);
    }
    return sum;
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
}
