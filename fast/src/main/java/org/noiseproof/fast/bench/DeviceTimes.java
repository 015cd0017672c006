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
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.SteppedEnsemble;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.fast.gpu.DeviceBatch;
import org.noiseproof.fast.gpu.DeviceState;
import org.noiseproof.fast.gpu.Driver;
import org.noiseproof.fast.gpu.Format;
import org.noiseproof.fast.gpu.Gpu;
import org.noiseproof.fast.gpu.GpuArray;
import org.noiseproof.fast.gpu.GpuEstimator;
import org.noiseproof.fast.gpu.GpuMemory;
import org.noiseproof.fast.gpu.GpuOptimizer;
import org.noiseproof.fast.gpu.Stopwatch;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/**
 * Times the kernels of the gpu backend by the device's own clock, and the cpu backend's answer to
 * the same question in the same run.
 */
public final class DeviceTimes {
  private static final int[] DIMENSIONS = {1024, 16384};
  private static final int SMALL = 64;
  private static final double RATE = 0.01;
  private static final double MOMENTUM = 0.9;
  private static final double SQUARES = 0.999;
  private static final double FLOOR = 0.125; // Adam's ε; of no matter for its time
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
    for (Format format : Format.values()) {
      times.optimizer(new OptimizerSpec.Sgd(RATE, MOMENTUM, 0, false, 0), format);
      times.optimizer(new OptimizerSpec.Adam(RATE, MOMENTUM, SQUARES, FLOOR, 0), format);
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
      Batch batch = Batch.of(samples, dimension, normal(samples * dimension, format));
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

  /** A step reads the gradient, and reads and writes the parameters and every buffer. */
  private void optimizer(OptimizerSpec spec, Format format) {
    GpuOptimizer kernel = GpuOptimizer.of(spec, gpu, format).orElse(null);
    if (kernel == null) {
      return;
    }
    int dimension = Math.toIntExact(effort.bytes() / format.bytes());
    String name = spec instanceof OptimizerSpec.Sgd ? "momentum" : SpecJson.type(spec);
    progress.accept(format.kernel(name) + ", " + dimension);
    double[] gradient = normal(dimension, format);
    Optimizer cpu = cpu(format).optimizer(spec).orElseThrow();
    OptimizerState state = cpu.step(cpu.start(normal(dimension, format)), gradient);
    int buffers = state.buffers().size();
    try (GpuMemory memory = gpu.memory()) {
      DeviceState there = kernel.upload(memory, state);
      GpuArray by = format.upload(memory, gradient);
      double seconds = new Stopwatch(gpu).best(effort.times(), () -> kernel.step(there, by));
      double bytes = (1 + 2.0 * (1 + buffers)) * dimension * format.bytes();
      OptionalDouble floor = OptionalDouble.of(bytes / roof.bytesPerSecond());
      double onCpu = onHost(() -> cpu.step(state, gradient));
      String size = Integer.toString(dimension);
      rows.add(new Row(name, format, size, seconds, bytes, Unit.BYTES, floor, onCpu));
    }
  }

  private static double[] normal(int length, Format format) {
    double[] normal = Draws.normal64(length);
    for (int i = 0; i < length; i++) {
      normal[i] = format.precision().round(normal[i]);
    }
    return normal;
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
