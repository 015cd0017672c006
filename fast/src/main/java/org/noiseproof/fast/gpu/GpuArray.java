package org.noiseproof.fast.gpu;

import jcuda.driver.CUdeviceptr;

/**
 * Numbers on the device, until their {@link GpuMemory} is closed.
 *
 * @param pointer where they are
 * @param offset bytes between the start of what was allocated, which is on 256 bytes, and the first
 * @param length how many
 * @param bytesEach of one
 */
public record GpuArray(CUdeviceptr pointer, long offset, long length, int bytesEach) {

  /** Some of them, in the same memory. */
  public GpuArray part(long from, long count) {
    if (from < 0 || count < 0 || from + count > length) {
      throw new IllegalArgumentException(
          "numbers %d to %d of %d".formatted(from, from + count, length));
    }
    long bytes = from * bytesEach;
    return new GpuArray(pointer.withByteOffset(bytes), offset + bytes, count, bytesEach);
  }

  /** Of all. */
  public long bytes() {
    return length * bytesEach;
  }
}
