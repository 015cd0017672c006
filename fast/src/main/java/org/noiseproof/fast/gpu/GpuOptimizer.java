package org.noiseproof.fast.gpu;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.fast.cpu.CpuFloat32Backend;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * An optimizer on a device. A step that a kernel cannot vouch for is taken on the host, by the cpu
 * backend, which has the exact reference decide what it could not decide either; this is counted.
 *
 * <p>{@link #step(OptimizerState, double[])} copies everything to the device and back. For a run,
 * {@link #upload} once and {@link #step(DeviceState, GpuArray)}.
 */
public final class GpuOptimizer implements Optimizer {
  private static final int READ_AT_ONCE = 16;
  private static final Backend DOUBLES = new CpuBackend(1);
  private static final Backend FLOATS = new CpuFloat32Backend(1);

  private final OptimizerSpec spec;
  private final Gpu gpu;
  private final Format format;
  private final Optimizer host;

  private GpuOptimizer(OptimizerSpec spec, Gpu gpu, Format format) {
    this.spec = spec;
    this.gpu = gpu;
    this.format = format;
    Backend cpu =
        switch (format) {
          case FLOAT64 -> DOUBLES;
          case FLOAT32 -> FLOATS;
        };
    host = cpu.optimizer(spec).orElseThrow();
  }

  /** The optimizer, or empty where there are no kernels for it. */
  public static Optional<GpuOptimizer> of(OptimizerSpec spec, Gpu gpu, Format format) {
    return switch (spec) {
      case Sgd _,
          ClippedSgd _,
          NormalizedSgd _,
          SignSgd _,
          Adam _,
          CoordinatewiseOptimizerSpec _,
          MatrixOptimizerSpec _ ->
          Optional.of(new GpuOptimizer(spec, gpu, format));
      case Scheduled scheduled ->
          of(scheduled.optimizer(), gpu, format).map(_ -> new GpuOptimizer(spec, gpu, format));
    };
  }

  @Override
  public OptimizerState start(double[] parameters) {
    return host.start(parameters);
  }

  @Override
  public OptimizerState step(OptimizerState state, double[] gradient) {
    DeviceState.requireFinite("gradient", state.requireGradient(gradient), format);
    try (GpuMemory memory = gpu.memory()) {
      DeviceState device = upload(memory, state);
      step(device, format.upload(memory, gradient));
      return device.download();
    }
  }

  /**
   * A state on the device, for steps there: its parameters, and the buffers that this optimizer
   * has.
   *
   * @throws IllegalArgumentException where it lacks a buffer, or holds a number that is not finite
   *     in the format
   */
  public DeviceState upload(GpuMemory memory, OptimizerState state) {
    Map<String, double[]> buffers = new TreeMap<>();
    for (String name : host.start(new double[0]).buffers()) {
      double[] buffer = state.buffer(name);
      if (buffer.length != state.dimension()) {
        throw new IllegalArgumentException(
            "buffer %s has %d entries, expected %d"
                .formatted(name, buffer.length, state.dimension()));
      }
      buffers.put(name, buffer);
    }
    leftVector(state).ifPresent(left -> buffers.put(MatrixUpdates.LEFT, left));
    OptimizerState needed = state.with(state.steps(), state.parameters(), buffers);
    return DeviceState.upload(memory, needed, format);
  }

  /** The vector that NucGD tracks, 0 before there is one; empty where nothing is tracked. */
  private Optional<double[]> leftVector(OptimizerState state) {
    OptimizerSpec now = spec instanceof Scheduled scheduled ? scheduled.optimizer() : spec;
    if (!(now instanceof MatrixOptimizerSpec matrix && MatrixUpdates.tracks(matrix))) {
      return Optional.empty();
    }
    String name = MatrixUpdates.LEFT;
    double[] left = state.buffers().contains(name) ? state.buffer(name) : new double[state.rows()];
    if (left.length != state.rows()) {
      throw new IllegalArgumentException(
          "buffer %s has %d entries, expected one a row, %d"
              .formatted(name, left.length, state.rows()));
    }
    return Optional.of(left);
  }

  /**
   * One step of a state on the device, by a gradient there. Nothing is copied but the answer to
   * whether the step is in doubt.
   *
   * @throws IllegalArgumentException as the other step, and where the gradient is in another
   *     format; the state is then as it was
   */
  public void step(DeviceState state, GpuArray gradient) {
    requireFit(state, gradient, format.bytes());
    launchAligned(state, gradient);
    if (state.isDoubtful()) {
      try (GpuMemory memory = gpu.memory()) {
        onHost(state, format.download(memory, gradient));
      }
    } else {
      state.advance();
    }
  }

  /**
   * One step of Adam, NAdam or AdaBelief by a gradient in bfloat16, in the arithmetic of floats: as
   * by the same gradient in floats, which hold every bfloat16.
   *
   * @throws IllegalArgumentException as the other step, where the state is not in floats, or the
   *     optimizer is another
   */
  public void stepBfloat16(DeviceState state, GpuArray gradient) {
    OptimizerSpec now = spec instanceof Scheduled s ? s.at(state.steps() + 1) : spec;
    if (format != Format.FLOAT32
        || !(now instanceof Adam || now instanceof Nadam || now instanceof Adabelief)) {
      throw new IllegalArgumentException(
          "%s in %s has no step by gradients in bfloat16; expected adam, nadam or adabelief in floats"
              .formatted(spec, format));
    }
    requireFit(state, gradient, Short.BYTES);
    launchAligned(state, gradient);
    if (state.isDoubtful()) {
      try (GpuMemory memory = gpu.memory()) {
        onHost(state, widened(memory.shorts(gradient)));
      }
    } else {
      state.advance();
    }
  }

  private void requireFit(DeviceState state, GpuArray gradient, int bytesEach) {
    if (state.format() != format || gradient.bytesEach() != bytesEach) {
      throw new IllegalArgumentException(
          "a state in %s and a gradient of %d-byte numbers, expected %s and %d"
              .formatted(state.format(), gradient.bytesEach(), format, bytesEach));
    }
    if (gradient.length() != state.dimension()) {
      throw new IllegalArgumentException(
          "gradient has %d entries, expected %d".formatted(gradient.length(), state.dimension()));
    }
  }

  /** Kernels read 16 bytes at once, on multiples of 16: part of an array may have to be copied. */
  private void launchAligned(DeviceState state, GpuArray gradient) {
    if (gradient.offset() % READ_AT_ONCE == 0) {
      launch(spec, state, gradient);
    } else {
      try (GpuMemory memory = gpu.memory()) {
        GpuArray copy = memory.allocate(gradient.length(), gradient.bytesEach());
        memory.copy(gradient, copy);
        launch(spec, state, copy);
      }
    }
  }

  private void launch(OptimizerSpec now, DeviceState state, GpuArray gradient) {
    switch (now) {
      case Sgd _, SignSgd _, Adam _, CoordinatewiseOptimizerSpec _ ->
          new EntryUpdates(gpu, state, gradient).launch(now);
      case ClippedSgd clipped -> new ScaledUpdates(gpu, state, gradient).launch(clipped);
      case NormalizedSgd normalized -> new ScaledUpdates(gpu, state, gradient).launch(normalized);
      case Scheduled scheduled -> launch(scheduled.at(state.steps() + 1), state, gradient);
      case MatrixOptimizerSpec matrix -> new MatrixUpdates(gpu, state, gradient).launch(matrix);
    }
  }

  private void onHost(DeviceState state, double[] gradient) {
    OptimizerState next = host.step(state.download(), gradient);
    gpu.fallbacks.incrementAndGet();
    state.replace(next);
  }

  private static double[] widened(short[] upperHalves) {
    double[] values = new double[upperHalves.length];
    for (int j = 0; j < values.length; j++) {
      values[j] = Float.intBitsToFloat(upperHalves[j] << Short.SIZE);
    }
    return values;
  }

  @Override
  public int depth(int dimension) {
    return depth(spec, dimension);
  }

  private int depth(OptimizerSpec now, int dimension) {
    return switch (now) {
      case ClippedSgd _, NormalizedSgd _ -> ScaledUpdates.depth(format, dimension);
      case Scheduled scheduled -> depth(scheduled.optimizer(), dimension);
      case MatrixOptimizerSpec matrix -> MatrixUpdates.depth(matrix, dimension);
      case Sgd _, SignSgd _, Adam _, CoordinatewiseOptimizerSpec _ -> host.depth(dimension);
    };
  }
}
