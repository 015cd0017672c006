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
   * A batch, copied to the device.
   *
   * @throws IllegalArgumentException where an entry is beyond the format's range
   */
  public static DeviceBatch upload(GpuMemory memory, Batch gradients, Format format) {
    return new DeviceBatch(
        format.upload(memory, gradients.values()),
        gradients.samples(),
        gradients.dimension(),
        format);
  }
}
