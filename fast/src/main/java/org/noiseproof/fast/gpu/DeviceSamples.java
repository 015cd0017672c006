package org.noiseproof.fast.gpu;

import org.noiseproof.fast.median.Samples;

/**
 * Samples on the device: what sweeps over them runs there, while points of d coordinates and the
 * distances of n samples come and go. What a sweep needs is freed with its end.
 *
 * @param rows n · d doubles
 */
record DeviceSamples(Gpu gpu, GpuArray rows, int count, int dimension) implements Samples {
  private static final int BLOCK = 256;

  /** A batch times 2^exponent, as long as the memory. */
  static DeviceSamples scaled(GpuMemory memory, DeviceBatch batch, int exponent) {
    long count = batch.values().length();
    GpuArray rows = memory.allocate(count, Double.BYTES);
    int blocks = Math.toIntExact(Math.ceilDiv(count, (long) BLOCK));
    String kernel = batch.format().kernel("median_scaled");
    memory
        .gpu()
        .launch(Program.MEDIAN, kernel, blocks, BLOCK, batch.values(), count, exponent, rows);
    return new DeviceSamples(memory.gpu(), rows, batch.samples(), batch.dimension());
  }

  @Override
  public double[] row(int k) {
    try (GpuMemory memory = gpu.memory()) {
      return memory.doubles(rows.part((long) k * dimension, dimension));
    }
  }

  @Override
  public double[] mean() {
    try (GpuMemory memory = gpu.memory()) {
      return summed(memory, Program.ROWS, "rows_sum_f64", count);
    }
  }

  @Override
  public double[] distances(double[] at) {
    try (GpuMemory memory = gpu.memory()) {
      double[] distances = memory.doubles(ofEntries(memory, "median_squares", memory.upload(at)));
      for (int k = 0; k < count; k++) {
        distances[k] = Math.sqrt(distances[k]);
      }
      return distances;
    }
  }

  @Override
  public double[] pull(double[] at, double[] distances) {
    try (GpuMemory memory = gpu.memory()) {
      return summed(
          memory, Program.MEDIAN, "median_pull", 1, memory.upload(at), memory.upload(distances));
    }
  }

  @Override
  public double[] hessianTimes(double[] at, double[] distances, double[] p) {
    try (GpuMemory memory = gpu.memory()) {
      GpuArray point = memory.upload(at);
      GpuArray lengths = memory.upload(distances);
      GpuArray direction = memory.upload(p);
      GpuArray along = ofEntries(memory, "median_along", point, lengths, direction);
      return summed(
          memory, Program.MEDIAN, "median_curvature", 1, point, lengths, along, direction);
    }
  }

  private double[] summed(
      GpuMemory memory, Program program, String kernel, double divisor, Object... more) {
    RowSums sums = new RowSums(memory, Format.FLOAT64);
    Groups all = Groups.whole(count);
    return memory.doubles(sums.over(program, kernel, rows, count, dimension, all, divisor, more));
  }

  private GpuArray ofEntries(GpuMemory memory, String kernel, Object... more) {
    return new RowSums(memory, Format.FLOAT64)
        .ofEntries(Program.MEDIAN, kernel, rows, count, dimension, more);
  }
}
