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

  /** Of all. */
  public long bytes() {
    return length * bytesEach;
  }
}
