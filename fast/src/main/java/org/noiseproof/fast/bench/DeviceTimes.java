package org.noiseproof.fast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.SteppedEnsemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.fast.gpu.DeviceBatch;
import org.noiseproof.fast.gpu.Driver;
import org.noiseproof.fast.gpu.Format;
import org.noiseproof.fast.gpu.Gpu;
import org.noiseproof.fast.gpu.GpuEstimator;
import org.noiseproof.fast.gpu.GpuMemory;
import org.noiseproof.fast.gpu.Stopwatch;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.SpecJson;

/**
 * Times the kernels of the gpu backend by the device's own clock, and the cpu backend's answer to
 * the same question in the same run.
 */
public final class DeviceTimes {
  private static final int[] DIMENSIONS = {1024, 16384};
  private static final int SMALL = 64;
  private static final int CPU_REPLICAS = 1 << 12;

  private final Gpu gpu;
  private final DeviceEffort effort;
  private final DeviceRoof roof;
  private final Consumer<String> progress;
  private final List<Row> rows = new ArrayList<>();

  private DeviceTimes(Gpu gpu, DeviceEffort effort, DeviceRoof roof, Consumer<String> progress) {
    this.gpu = gpu;
    this.effort = effort;
    this.roof = roof;
    this.progress = progress;
  }

  /** What a kernel does much of. */
  public enum Unit {
    /** Read or written in device memory, at least. */
    BYTES,
    /** Operations. */
    FLOPS,
    /** Steps of one replica. */
    REPLICA_STEPS
  }

  /**
   * A kernel's time.
   *
   * @param size of what it was given
   * @param amount of what there was to do, in the unit
   * @param floor the seconds that this takes at the measured rate of the device; empty where it has
   *     none
   * @param cpu seconds of the cpu backend for the same
   */
  public record Row(
      String kernel,
      Format format,
      String size,
      double seconds,
      double amount,
      Unit unit,
      OptionalDouble floor,
      double cpu) {

    /** Of the unit, in a second. */
    public double rate() {
      return amount / seconds;
    }

    /** How many times as fast as the cpu backend. */
    public double overCpu() {
      return cpu / seconds;
    }
  }

  /**
   * The measurements of a device.
   *
   * @param emulated whether there is none, and no number means anything
   */
  public record Times(String device, boolean emulated, DeviceRoof roof, List<Row> rows) {
    /** Copies what it is given. */
    public Times {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Measures everything; minutes on a device, seconds of no meaning in the emulation.
   *
   * @param progress is told what is measured next
   */
  public static Times run(Driver driver, Consumer<String> progress) {
    Gpu gpu = driver.open();
    DeviceEffort effort = DeviceEffort.of(gpu);
    progress.accept("the speed of memory and of arithmetic");
    DeviceTimes times = new DeviceTimes(gpu, effort, DeviceRoof.of(gpu, effort), progress);
    for (Format format : Format.values()) {
      times.estimator(new EstimatorSpec.Mean(), format);
      times.estimator(new EstimatorSpec.PerSampleClip(1, Double.POSITIVE_INFINITY), format);
    }
    for (Dynamics dynamics : Dynamics.values()) {
      times.ensemble(dynamics);
    }
    return new Times(gpu.name(), driver == Driver.HOST, times.roof, times.rows);
  }

  private boolean emulated() {
    return gpu.driver() == Driver.HOST;
  }

  private void estimator(EstimatorSpec spec, Format format) {
    GpuEstimator kernel = GpuEstimator.of(spec, gpu, format).orElse(null);
    if (kernel == null) {
      return;
    }
    GradientEstimator cpu = cpu(format).estimator(spec).orElseThrow();
    String name = SpecJson.type(spec);
    for (int dimension : emulated() ? new int[] {SMALL} : DIMENSIONS) {
      int samples = Math.toIntExact(effort.bytes() / format.bytes() / dimension);
      String size = samples + " × " + dimension;
      progress.accept(format.kernel(name) + ", " + size);
      double[] normal = Draws.normal64(samples * dimension);
      if (format == Format.FLOAT32) {
        for (int i = 0; i < normal.length; i++) {
          normal[i] = (float) normal[i];
        }
      }
      Batch batch = Batch.of(samples, dimension, normal);
      try (GpuMemory memory = gpu.memory()) {
        DeviceBatch there = DeviceBatch.upload(memory, batch, format);
        double seconds =
            new Stopwatch(gpu).best(effort.times(), () -> kernel.estimate(there, memory));
        long bytes = ((long) samples + 1) * dimension * format.bytes();
        OptionalDouble floor = OptionalDouble.of(bytes / roof.bytesPerSecond());
        double onCpu = onHost(() -> cpu.estimate(batch));
        rows.add(new Row(name, format, size, seconds, bytes, Unit.BYTES, floor, onCpu));
      }
    }
  }

  private void ensemble(Dynamics dynamics) {
    EnsembleSpec spec = dynamics.spec(effort.steps());
    Ensemble kernel =
        Backends.named(emulated() ? "gpu-emulated" : "gpu").ensemble(spec).orElse(null);
    if (kernel == null || kernel instanceof SteppedEnsemble) {
      return; // no kernel, so no time of one
    }
    String name = "ensemble " + dynamics.label();
    String size = effort.replicas() + " × " + effort.steps();
    progress.accept(name + ", " + size);
    Streams streams = Streams.of(0, "bench");
    double seconds =
        new Stopwatch(gpu).best(effort.times(), () -> kernel.run(streams, 0, effort.replicas()));
    int few = Math.min(CPU_REPLICAS, effort.replicas());
    Ensemble lanes = cpu(Format.FLOAT64).ensemble(spec).orElseThrow();
    double onCpu = onHost(() -> lanes.run(streams, 0, few)) * effort.replicas() / few;
    double steps = (double) effort.replicas() * effort.steps();
    rows.add(
        new Row(
            name,
            Format.FLOAT64,
            size,
            seconds,
            steps,
            Unit.REPLICA_STEPS,
            OptionalDouble.empty(),
            onCpu));
  }

  private static Backend cpu(Format format) {
    return Backends.named(format == Format.FLOAT64 ? "cpu" : "cpu-float32");
  }

  /** The shortest of several times of something on the host, in seconds. */
  private double onHost(Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 2 * effort.times(); i++) {
      long start = System.nanoTime();
      work.run();
      double seconds = (System.nanoTime() - start) * 1e-9;
      best = i < effort.times() ? best : Math.min(best, seconds);
    }
    return best;
  }
}
