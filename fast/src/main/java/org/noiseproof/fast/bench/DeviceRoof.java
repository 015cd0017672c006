package org.noiseproof.fast.bench;

import org.noiseproof.fast.gpu.Format;
import org.noiseproof.fast.gpu.Gpu;
import org.noiseproof.fast.gpu.GpuArray;
import org.noiseproof.fast.gpu.GpuMemory;
import org.noiseproof.fast.gpu.Program;
import org.noiseproof.fast.gpu.Stopwatch;

/**
 * What a device does at most, as measured: the two rates that no kernel is faster than.
 *
 * @param bytesPerSecond read and written, by the faster of a copying kernel and the driver's copy
 * @param flops64 operations a second in chains of fma, each two, in doubles
 * @param flops32 in floats
 */
public record DeviceRoof(double bytesPerSecond, double flops64, double flops32) {
  private static final int BLOCK = 256;
  private static final int CHAINS = 8;

  /** Operations a second in a format. */
  public double flops(Format format) {
    return format == Format.FLOAT64 ? flops64 : flops32;
  }

  /** Of a device. */
  static DeviceRoof of(Gpu gpu, DeviceEffort effort) {
    return new DeviceRoof(
        bandwidth(gpu, effort),
        flops(gpu, effort, Format.FLOAT64),
        flops(gpu, effort, Format.FLOAT32));
  }

  private static double bandwidth(Gpu gpu, DeviceEffort effort) {
    long bytes = effort.bytes();
    Stopwatch watch = new Stopwatch(gpu);
    try (GpuMemory memory = gpu.memory()) {
      GpuArray from = memory.zeros(bytes / Double.BYTES, Double.BYTES);
      GpuArray to = memory.zeros(bytes / Double.BYTES, Double.BYTES);
      double byDriver = watch.best(effort.times(), () -> memory.copy(from, to));
      double byKernel =
          watch.best(
              effort.times(),
              () ->
                  gpu.launch(
                      Program.MEASURE,
                      "measure_copy_f64",
                      effort.blocks(gpu),
                      BLOCK,
                      from,
                      from.length(),
                      to));
      return 2.0 * bytes / Math.min(byDriver, byKernel);
    }
  }

  private static double flops(Gpu gpu, DeviceEffort effort, Format format) {
    int blocks = effort.blocks(gpu);
    try (GpuMemory memory = gpu.memory()) {
      GpuArray last = memory.allocate((long) blocks * BLOCK, format.bytes());
      double seconds =
          new Stopwatch(gpu)
              .best(
                  effort.times(),
                  () ->
                      gpu.launch(
                          Program.MEASURE,
                          format.kernel("measure_fma"),
                          blocks,
                          BLOCK,
                          effort.chain(),
                          format.argument(0.5),
                          format.argument(1),
                          last));
      return 2.0 * CHAINS * effort.chain() * blocks * BLOCK / seconds;
    }
  }
}
