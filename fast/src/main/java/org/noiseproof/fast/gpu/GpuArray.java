package org.noiseproof.fast.gpu;

import jcuda.driver.CUdeviceptr;

/**
 * Numbers on the device, until their {@link GpuMemory} is closed.
 *
 * @param pointer where they are
 * @param length how many
 * @param bytesEach of one
 */
public record GpuArray(CUdeviceptr pointer, long length, int bytesEach) {

  /** Some of them, in the same memory. */
  public GpuArray part(long from, long count) {
    if (from < 0 || count < 0 || from + count > length) {
      throw new IllegalArgumentException(
          "numbers %d to %d of %d".formatted(from, from + count, length));
    }
    return new GpuArray(pointer.withByteOffset(from * bytesEach), count, bytesEach);
  }

  /** Of all. */
  public long bytes() {
    return length * bytesEach;
  }
}
