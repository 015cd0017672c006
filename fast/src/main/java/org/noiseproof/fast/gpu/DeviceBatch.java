package org.noiseproof.fast.gpu;

import org.noiseproof.backend.Batch;

/**
 * n per-sample gradients of d coordinates on the device, row-major, as long as the memory that
 * holds them.
 *
 * @param values n · d numbers in the format
 * @param samples n
 * @param dimension d
 * @param format of the numbers
 */
public record DeviceBatch(GpuArray values, int samples, int dimension, Format format) {

  /**
   * A batch, copied to the device. Entries need not be finite: an estimator refuses them.
   *
   * @throws IllegalArgumentException where a finite entry is beyond the format's range
   */
  public static DeviceBatch upload(GpuMemory memory, Batch gradients, Format format) {
    if (format == Format.FLOAT32) {
      requireInRange(gradients);
    }
    return new DeviceBatch(
        format.upload(memory, gradients.values()),
        gradients.samples(),
        gradients.dimension(),
        format);
  }

  /** A copy on the host, as doubles. */
  public Batch download(GpuMemory memory) {
    return Batch.of(samples, dimension, format.download(memory, values));
  }

  private static void requireInRange(Batch gradients) {
    double[] values = gradients.values();
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite((float) values[i]) && Double.isFinite(values[i])) {
        int d = gradients.dimension();
        throw new IllegalArgumentException(
            "gradients: row %d, column %d is %s, beyond the range of float32"
                .formatted(i / d, i % d, values[i]));
      }
    }
  }
}
