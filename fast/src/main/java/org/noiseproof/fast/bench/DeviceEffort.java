package org.noiseproof.fast.bench;

import org.noiseproof.fast.gpu.Driver;
import org.noiseproof.fast.gpu.Gpu;

/**
 * How much a device is given to do.
 *
 * @param bytes of one large array
 * @param chain steps of a chain of fma
 * @param replicas of an ensemble
 * @param steps of each; many, or the host's part of a run would count
 * @param times that count, of which the shortest does
 */
record DeviceEffort(long bytes, int chain, int replicas, int steps, int times) {
  private static final int BLOCKS_OF_MULTIPROCESSOR = 32;

  /** Arrays of so many bytes are held at once at most: an optimizer's state and scratch. */
  private static final int ARRAYS = 8;

  /** On the host, where floats are held as doubles and the cpu backend steps, too. */
  private static final int HOST_ARRAYS = 24;

  private static final long GIBIBYTE = 1L << 30;

  /** As much as fits up to a gibibyte an array; next to nothing in the emulation. */
  static DeviceEffort of(Gpu gpu) {
    if (gpu.driver() == Driver.HOST) {
      return new DeviceEffort(1 << 15, 4, 64, 4, 1);
    }
    long there = gpu.freeMemory() / ARRAYS;
    long here = Runtime.getRuntime().maxMemory() / HOST_ARRAYS;
    long fits = Long.highestOneBit(Math.min(there, here));
    return new DeviceEffort(Math.min(GIBIBYTE, fits), 1 << 14, 1 << 20, 1 << 12, 5);
  }

  /** Enough to fill a device. */
  int blocks(Gpu gpu) {
    return gpu.driver() == Driver.HOST ? 2 : gpu.multiprocessors() * BLOCKS_OF_MULTIPROCESSOR;
  }
}
