package org.noiseproof.fast.gpu;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.OptimizerState;

/**
 * What an optimizer remembers, on the device: an {@link OptimizerState} that is stepped in place.
 * Beside each array there is a spare one, which a step writes before the two are swapped, so that
 * nothing is lost where it cannot be taken. Lives as long as the memory that holds it; for one
 * thread at a time.
 */
public final class DeviceState {
  private final GpuMemory memory;
  private final Format format;
  private final int rows;
  private final int columns;
  private final GpuArray doubt;
  private final GpuArray none;
  private final Map<String, GpuArray> scratch = new HashMap<>();
  private long steps;
  private GpuArray parameters;
  private GpuArray nextParameters;
  private Map<String, GpuArray> buffers = new TreeMap<>();
  private Map<String, GpuArray> nextBuffers = new TreeMap<>();

  private DeviceState(GpuMemory memory, OptimizerState state, Format format) {
    this.memory = memory;
    this.format = format;
    rows = state.rows();
    columns = state.columns();
    steps = state.steps();
    parameters = upload("parameters", state.parameters());
    nextParameters = memory.allocate(parameters.length(), format.bytes());
    for (String name : state.buffers()) {
      GpuArray buffer = upload("buffer " + name, state.buffer(name));
      buffers.put(name, buffer);
      nextBuffers.put(name, memory.allocate(buffer.length(), format.bytes()));
    }
    doubt = memory.zeros(1, Integer.BYTES);
    none = memory.zeros(1, Integer.BYTES);
  }

  /**
   * A state, copied to the device.
   *
   * @throws IllegalArgumentException where a number of it is not finite in the format
   */
  public static DeviceState upload(GpuMemory memory, OptimizerState state, Format format) {
    return new DeviceState(memory, state, format);
  }

  private GpuArray upload(String name, double[] values) {
    requireFinite(name, values, format);
    return format.upload(memory, values);
  }

  /**
   * Nothing, where all is well.
   *
   * @throws IllegalArgumentException that names the first of the values that is not finite
   */
  static void requireFinite(String name, double[] values, Format format) {
    for (int j = 0; j < values.length; j++) {
      if (!Double.isFinite(format.precision().round(values[j]))) {
        throw new IllegalArgumentException(
            "%s[%d] = %s is not finite in %s"
                .formatted(name, j, values[j], format.precision().name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /** A copy on the host. */
  public OptimizerState download() {
    Map<String, double[]> copies = new TreeMap<>();
    buffers.forEach((name, values) -> copies.put(name, format.download(memory, values)));
    double[] theta = format.download(memory, parameters);
    return OptimizerState.of(steps, theta, Map.of())
        .shaped(rows, columns)
        .with(steps, theta, copies);
  }

  /** The steps taken so far. */
  public long steps() {
    return steps;
  }

  /** The number of parameters. */
  public int dimension() {
    return Math.toIntExact(parameters.length());
  }

  /** The number of rows; of a vector, of parameters. */
  public int rows() {
    return rows;
  }

  /** The number of columns; 1 for a vector. */
  public int columns() {
    return columns;
  }

  /** The format of all its numbers. */
  public Format format() {
    return format;
  }

  /** θ as it is, until the next step but one writes over it. */
  public GpuArray parameters() {
    return parameters;
  }

  /**
   * A buffer, as {@link #parameters}.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public GpuArray buffer(String name) {
    return named(buffers, name);
  }

  /** Where a step writes θ. */
  GpuArray nextParameters() {
    return nextParameters;
  }

  /** Where a step writes a buffer, every one. */
  GpuArray nextBuffer(String name) {
    return named(nextBuffers, name);
  }

  private static GpuArray named(Map<String, GpuArray> arrays, String name) {
    GpuArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "no buffer named " + name + "; this state has " + arrays.keySet());
    }
    return array;
  }

  /** Room for what a step computes on its way; what is in it is undefined. */
  GpuArray scratch(String name, long length, int bytesEach) {
    return scratch.computeIfAbsent(name, _ -> memory.allocate(length, bytesEach));
  }

  /** The 32-bit integer that a kernel sets to 1 where it cannot vouch for the step. */
  GpuArray doubt() {
    return doubt;
  }

  /** Whether the step that was just written is in doubt, asked of the device; and no doubt left. */
  boolean isDoubtful() {
    boolean doubtful = memory.ints(doubt)[0] != 0;
    if (doubtful) {
      memory.copy(none, doubt);
    }
    return doubtful;
  }

  /** Takes what was written for the state of one step later. */
  void advance() {
    GpuArray oldParameters = parameters;
    parameters = nextParameters;
    nextParameters = oldParameters;
    Map<String, GpuArray> oldBuffers = buffers;
    buffers = nextBuffers;
    nextBuffers = oldBuffers;
    steps++;
  }

  /** Takes a state from the host instead, of the same shape and the same buffers. */
  void replace(OptimizerState state) {
    overwrite(parameters, state.parameters());
    buffers.forEach((name, values) -> overwrite(values, state.buffer(name)));
    steps = state.steps();
  }

  private void overwrite(GpuArray array, double[] values) {
    try (GpuMemory passing = memory.gpu().memory()) {
      passing.copy(format.upload(passing, values), array);
    }
  }
}
