package org.noiseproof.fast.gpu;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.noiseproof.fast.gpu.GpuEntries.Largest;
import org.noiseproof.fast.matrix.SingularValues;

/**
 * Singular values and pairs of a matrix on a device by one-sided Jacobi rotations (Hestenes 1958),
 * in doubles of its entries scaled by a power of two, pair after pair in an order that the sizes
 * fix. A matrix that fits in a multiprocessor's caches is turned by one block; a larger one round
 * by round, a warp a pair. The singular values, one number a row or column, whichever are fewer,
 * come to the host, and the weights of their pairs go back: sorting them and telling them from
 * rounding errors is not worth a kernel.
 */
final class GpuSvd {
  /** As singular.cu has it. */
  private static final int SWEEPS = 40;

  private static final int WARP = 32;
  private static final int WARPS = 8;

  /** Entries up to which one block does everything. */
  private static final long ONE_BLOCK = 1 << 14;

  private final GpuEntries on;
  private final GpuMatrix matrix;
  private final GpuArray vectors;
  private final GpuArray turned;
  private final GpuArray sigma;
  private final int[] order;
  private final SingularValues values;

  private GpuSvd(
      GpuEntries on, GpuMatrix matrix, GpuArray vectors, GpuArray turned, GpuArray sigma) {
    this.on = on;
    this.matrix = matrix;
    this.vectors = vectors;
    this.turned = turned;
    this.sigma = sigma;
    double[] found = on.passing().doubles(sigma);
    int n = shorter(matrix);
    order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -found[i]))
            .mapToInt(i -> i)
            .toArray();
    values =
        SingularValues.of(
            Arrays.stream(order).mapToDouble(i -> found[i]).toArray(),
            matrix.rows(),
            matrix.columns(),
            Math.getExponent(found[n]));
  }

  /** Of a matrix, row by row; empty where the rotations do not come to an end. */
  static Optional<GpuSvd> of(GpuEntries on, GpuMatrix matrix, Largest largest) {
    return of(on, matrix, largest, matrix.entries().length() <= ONE_BLOCK);
  }

  /** The same on a way that is chosen. */
  static Optional<GpuSvd> of(GpuEntries on, GpuMatrix matrix, Largest largest, boolean oneBlock) {
    int n = shorter(matrix);
    int length = Math.max(matrix.rows(), matrix.columns());
    GpuArray vectors = on.doubles((long) n * length);
    GpuArray turned = on.doubles((long) n * n);
    on.each(
        Program.SINGULAR,
        on.format().kernel("singular_load"),
        vectors.length(),
        matrix.entries(),
        matrix.rows(),
        matrix.columns(),
        largest.size(),
        vectors,
        turned);
    boolean ended =
        oneBlock ? sweeps(on, vectors, turned, n, length) : rounds(on, vectors, turned, n, length);
    if (!ended) {
      return Optional.empty();
    }
    GpuArray sigma = on.doubles(n + 1L);
    int warps = Math.min(WARPS, n);
    on.gpu()
        .launch(
            Program.SINGULAR,
            "singular_values",
            Math.ceilDiv(n, warps),
            WARP * warps,
            vectors,
            n,
            length,
            largest.size(),
            sigma);
    return Optional.of(new GpuSvd(on, matrix, vectors, turned, sigma));
  }

  private static int shorter(GpuMatrix matrix) {
    return Math.min(matrix.rows(), matrix.columns());
  }

  private static boolean sweeps(
      GpuEntries on, GpuArray vectors, GpuArray turned, int n, int length) {
    GpuArray sweeps = on.zeros(1);
    int warps = Math.clamp((n + 1) / 2, 1, WARPS);
    on.gpu()
        .launch(
            Program.SINGULAR,
            "singular_sweeps",
            1,
            WARP * warps,
            vectors,
            turned,
            n,
            length,
            sweeps);
    return on.passing().ints(sweeps)[0] <= SWEEPS;
  }

  private static boolean rounds(
      GpuEntries on, GpuArray vectors, GpuArray turned, int n, int length) {
    int pairs = (n + 1) / 2;
    int warps = Math.min(WARPS, pairs);
    GpuArray any = on.zeros(1);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      on.clear(any);
      for (int round = 0; round < 2 * pairs - 1; round++) {
        on.gpu()
            .launch(
                Program.SINGULAR,
                "singular_round",
                Math.ceilDiv(pairs, warps),
                WARP * warps,
                vectors,
                turned,
                n,
                length,
                round,
                any);
      }
      if (on.passing().ints(any)[0] == 0) {
        return true;
      }
    }
    return false;
  }

  /** The positive singular values. */
  SingularValues values() {
    return values;
  }

  /**
   * Σ w_i u_i v_iᵀ in the format; for once, the vectors are used up.
   *
   * @param weights of the largest singular values
   */
  GpuArray weighted(double[] weights) {
    double[] each = new double[order.length];
    for (int i = 0; i < weights.length; i++) {
      each[order[i]] = weights[i];
    }
    int n = order.length;
    int length = Math.max(matrix.rows(), matrix.columns());
    on.each(
        Program.SINGULAR,
        "singular_weighted",
        vectors.length(),
        vectors,
        n,
        length,
        sigma,
        on.passing().upload(each));
    GpuMatrix left = GpuMatrix.of(turned, n, n).transposed();
    GpuMatrix right = GpuMatrix.of(vectors, n, length);
    boolean wide = matrix.rows() <= matrix.columns();
    GpuArray sum = on.doubles(matrix.entries().length());
    new GpuGemm(on.gpu(), Format.FLOAT64)
        .multiply(wide ? left : right.transposed(), wide ? right : left.transposed(), sum);
    return on.narrowed(sum);
  }
}
