package org.noiseproof.fast.gpu;

import org.noiseproof.backend.Batch;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

/**
 * Kernels for numbers in bfloat16, the upper halves of floats, as optimizers of kernels test them:
 * rows are summed in float32, squares and products in float64, where they are exact. What comes out
 * is float32. Numbers are used as they are; that a batch was rounded to bfloat16 before is not
 * theirs to judge.
 */
public record Bfloat16Rows(Gpu gpu) {
  private static final String ENTRIES = "_bf16";
  private static final Format SUMS = Format.FLOAT32;

  /**
   * (1/n) Σ x_k.
   *
   * @param x n rows of d numbers
   * @throws IllegalArgumentException where one is not finite, or their number is not n · d
   */
  public float[] mean(short[] x, int n, int d) {
    requireShape(x, n, d);
    try (GpuMemory memory = gpu.memory()) {
      return vouched(new Mean(), x, n, d, memory, mean(memory.upload(x), n, d, memory));
    }
  }

  private static GpuArray mean(GpuArray x, int n, int d, GpuMemory memory) {
    return new RowSums(memory, SUMS)
        .over(Program.ROWS, "rows_sum" + ENTRIES, x, n, d, Groups.whole(n), n);
  }

  /** The roundings behind {@link #mean}. */
  public int meanDepth(int n, int d) {
    return RowSums.depth(n, d) + 2;
  }

  /**
   * (1/n) Σ_k min(1, α k^{1/β}/‖x_k‖) x_k.
   *
   * @param x n rows of d numbers
   * @throws IllegalArgumentException where one is not finite, or their number is not n · d, or α or
   *     β is out of range
   */
  public float[] perSampleClip(short[] x, int n, int d, double alpha, double beta) {
    EstimatorSpec spec = new PerSampleClip(alpha, beta);
    requireShape(x, n, d);
    try (GpuMemory memory = gpu.memory()) {
      GpuArray rows = memory.upload(x);
      RowFactor clip = new RowFactor.Clip(alpha, beta);
      GpuArray sum =
          clip.leavesAll()
              ? mean(rows, n, d, memory)
              : new RescaledRows(memory, ENTRIES, SUMS, false).sum(rows, n, d, clip, n);
      return vouched(spec, x, n, d, memory, sum);
    }
  }

  /** The roundings behind {@link #perSampleClip}. */
  public int perSampleClipDepth(int n, int d) {
    return RescaledRows.factorDepth(SUMS, n, d) + RescaledRows.depth(SUMS, n, d) + 2;
  }

  /**
   * ‖x‖, rounded once from doubles.
   *
   * @throws IllegalArgumentException where there is no number, or one is not finite
   */
  public float norm(short[] x) {
    requireShape(x, 1, x.length);
    try (GpuMemory memory = gpu.memory()) {
      GpuArray square =
          new RowSums(memory, SUMS)
              .ofEntries(Program.ROWS, "rows_squares" + ENTRIES, memory.upload(x), 1, x.length);
      return (float) Math.sqrt(finite(memory.doubles(square)[0], x));
    }
  }

  /**
   * Σ x_j y_j, rounded once from doubles.
   *
   * @throws IllegalArgumentException where there is no number, one is not finite, or the lengths
   *     differ
   */
  public float dot(short[] x, short[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x has %d numbers and y has %d".formatted(x.length, y.length));
    }
    requireShape(x, 1, x.length);
    try (GpuMemory memory = gpu.memory()) {
      GpuArray other = memory.upload(y);
      GpuArray product =
          new RowSums(memory, SUMS)
              .ofEntries(
                  Program.ROWS, "rows_products" + ENTRIES, memory.upload(x), 1, x.length, other);
      double sum = memory.doubles(product)[0];
      return (float) (Double.isFinite(sum) ? sum : finite(finite(sum, x), y));
    }
  }

  /** The roundings to float32 behind {@link #norm} and {@link #dot}, and room for the doubles. */
  public int depth() {
    return 2;
  }

  private static double finite(double value, short[] x) {
    if (!Double.isFinite(value)) {
      batch(x, 1, x.length).requireFinite();
    }
    return value;
  }

  private float[] vouched(
      EstimatorSpec spec, short[] x, int n, int d, GpuMemory memory, GpuArray estimate) {
    float[] result = memory.floats(estimate);
    for (float coordinate : result) {
      if (!Float.isFinite(coordinate)) {
        double[] exact = ExactEstimator.estimate(spec, batch(x, n, d).requireFinite()).rounded();
        gpu.fallbacks.incrementAndGet();
        for (int j = 0; j < d; j++) {
          result[j] = (float) exact[j];
        }
        return result;
      }
    }
    return result;
  }

  private static void requireShape(short[] x, int n, int d) {
    if (n < 1 || d < 1 || (long) n * d != x.length) {
      throw new IllegalArgumentException("%d numbers for %d × %d".formatted(x.length, n, d));
    }
  }

  private static Batch batch(short[] x, int n, int d) {
    double[] values = new double[x.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(x[i]);
    }
    return Batch.of(n, d, values);
  }

  /** The number that 16 bits stand for. */
  public static float value(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** The nearest bfloat16, ties to even; NaN stays NaN. */
  public static short rounded(float x) {
    int bits = Float.floatToRawIntBits(x);
    if (Float.isNaN(x)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
