package org.noiseproof.fast.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.noiseproof.backend.Precision;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks. All that one row compares (kernel, plain loop, library, speed of memory) is
 * measured in turn, each in a JVM of its own, and in rounds, of which the fastest time counts: so
 * that a machine that slows down for a while slows all of them, and what remains is the kernel.
 */
public final class Benchmarks {
  /** n · d out of every cache. */
  public static final int IN_MEMORY = 1 << 25;

  /** n · d within a second-level cache. */
  public static final int IN_CACHE = 1 << 16;

  /** The warnings of every JVM's start would drown the progress. */
  private static final OutputFormat SILENCE =
      OutputFormatFactory.createFormatInstance(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          VerboseMode.SILENT);

  private static final int[] DIMENSIONS = {16, 128, 1024, 16384};

  private Benchmarks() {}

  /** How much time to spend. */
  public enum Effort {
    /**
     * Every kernel out of cache, per-sample clipping in each shape and precision; a few minutes.
     */
    QUICK(1, 2, 3, 200),
    /** Everything, in and out of cache; most of an hour. */
    FULL(3, 5, 5, 300);

    final int rounds;
    private final int warmups;
    private final int iterations;
    private final int milliseconds;

    Effort(int rounds, int warmups, int iterations, int milliseconds) {
      this.rounds = rounds;
      this.warmups = warmups;
      this.iterations = iterations;
      this.milliseconds = milliseconds;
    }

    Pace pace() {
      return new Pace(warmups, iterations, milliseconds);
    }
  }

  /**
   * What to run.
   *
   * @param kernels which kernels
   */
  public record Options(Effort effort, List<Kernel> kernels) {
    /** All kernels. */
    public static Options all(Effort effort) {
      return new Options(effort, List.of(Kernel.values()));
    }
  }

  /**
   * A measured kernel.
   *
   * @param n rows; 1 for kernels of one vector
   * @param d entries of a row
   * @param seconds for one call
   * @param bytes read and written by one call
   * @param operations floating-point operations of one call
   * @param bandwidthShare bytes a second over those of a loop that only reads, or for updates only
   *     streams, over as much memory
   * @param overPlain how many times as fast as the plain loop
   * @param overLibrary how many times as fast as the library, where one offers it
   */
  public record Row(
      Kernel kernel,
      Precision precision,
      int n,
      int d,
      double seconds,
      double bytes,
      double operations,
      double bandwidthShare,
      double overPlain,
      OptionalDouble overLibrary) {

    /** 10⁹ bytes a second. */
    public double gigabytesPerSecond() {
      return bytes / seconds * 1e-9;
    }

    /** 10⁹ floating-point operations a second. */
    public double gigaflops() {
      return operations / seconds * 1e-9;
    }
  }

  private record Point(Kernel kernel, Precision precision, int entries, int d) {
    private int bits() {
      return precision == Precision.FLOAT64 ? Double.SIZE : Float.SIZE;
    }

    @Override
    public String toString() {
      return "%s, %s, %d × %d"
          .formatted(kernel.label(), precision.name().toLowerCase(Locale.ROOT), entries / d, d);
    }
  }

  /**
   * The measurements, in the order of the kernels.
   *
   * @param progress is told what is measured next
   * @throws IllegalStateException where a benchmark's JVM fails
   */
  public static List<Row> run(Options options, Consumer<String> progress) {
    List<Row> rows = new ArrayList<>();
    List<Point> points = points(options);
    for (int i = 0; i < points.size(); i++) {
      progress.accept("%d of %d: %s".formatted(i + 1, points.size(), points.get(i)));
      rows.add(measure(points.get(i), options.effort()));
    }
    return List.copyOf(rows);
  }

  private static List<Point> points(Options options) {
    boolean full = options.effort() == Effort.FULL;
    List<Point> points = new ArrayList<>();
    for (Kernel kernel : options.kernels()) {
      for (Precision precision : Precision.values()) {
        for (int entries : full ? new int[] {IN_MEMORY, IN_CACHE} : new int[] {IN_MEMORY}) {
          int[] dimensions =
              !kernel.ofRows()
                  ? new int[] {entries}
                  : full || kernel == Kernel.PER_SAMPLE_CLIP ? DIMENSIONS : new int[] {1024};
          Arrays.stream(dimensions)
              .forEach(d -> points.add(new Point(kernel, precision, entries, d)));
        }
      }
    }
    return points;
  }

  private static Row measure(Point point, Effort effort) {
    Kernel kernel = point.kernel;
    boolean library = kernel.inLibrary() && point.precision == Precision.FLOAT64;
    double own = Double.POSITIVE_INFINITY;
    double plain = Double.POSITIVE_INFINITY;
    double other = Double.POSITIVE_INFINITY;
    double memory = Double.POSITIVE_INFINITY;
    for (int round = 0; round < effort.rounds; round++) {
      own = Math.min(own, seconds(kernel.benchmark(point.bits(), ""), point, effort));
      memory = Math.min(memory, memorySeconds(point, effort));
      plain = Math.min(plain, seconds(kernel.benchmark(point.bits(), "Plain"), point, effort));
      if (library) {
        other = Math.min(other, seconds(kernel.benchmark(point.bits(), "Library"), point, effort));
      }
    }
    double bytes = kernel.bytes(point.entries, point.bits() / Byte.SIZE);
    double memoryBytes = (double) memoryEntries(point) * Double.BYTES * (kernel.writes() ? 3 : 1);
    return new Row(
        kernel,
        point.precision,
        point.entries / point.d,
        point.d,
        own,
        bytes,
        kernel.operations(point.entries),
        bytes / own / (memoryBytes / memory),
        plain / own,
        library ? OptionalDouble.of(other / own) : OptionalDouble.empty());
  }

  /** The loops that bound the kernels are on doubles, over as many bytes. */
  private static int memoryEntries(Point point) {
    return (int) ((long) point.entries * point.bits() / Double.SIZE);
  }

  private static double memorySeconds(Point point, Effort effort) {
    String loop =
        point.kernel.writes()
            ? UpdateBenchmarks64.class.getName() + ".stream"
            : RowBenchmarks64.class.getName() + ".read";
    int entries = memoryEntries(point);
    return seconds(
        loop, new Point(point.kernel, Precision.FLOAT64, entries, Math.min(entries, 1024)), effort);
  }

  private static double seconds(String benchmark, Point point, Effort effort) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("entries", Integer.toString(point.entries));
    if (benchmark.contains("StepBenchmarks")) {
      parameters.put("optimizer", point.kernel.label());
    }
    if (!point.kernel.writes()) {
      parameters.put("d", Integer.toString(point.kernel.ofRows() ? point.d : 1024));
    }
    return 1e-9 * nanoseconds(benchmark, parameters, effort.pace());
  }

  /** The nanoseconds of an operation: the fastest iteration, for what disturbs only slows. */
  static double nanoseconds(String benchmark, Map<String, String> parameters, Pace pace) {
    return run(benchmark, parameters, pace).getBenchmarkResults().stream()
        .flatMap(result -> result.getIterationResults().stream())
        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
        .min()
        .orElseThrow();
  }

  /** Runs a benchmark in a JVM of its own. */
  static RunResult run(String benchmark, Map<String, String> parameters, Pace pace) {
    TimeValue time = TimeValue.milliseconds(pace.milliseconds());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .forks(1)
            // Compiled in the foreground: beside other work, a compiler in the background comes
            // late.
            .jvmArgsAppend("--add-modules=jdk.incubator.vector", "-Xmx3g", "-Xbatch")
            .warmupIterations(pace.warmups())
            .warmupTime(time)
            .measurementIterations(pace.iterations())
            .measurementTime(time)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    parameters.forEach(options::param);
    try {
      return new Runner(options.build(), SILENCE).runSingle();
    } catch (RunnerException e) {
      throw new IllegalStateException(benchmark + " failed: " + reason(e), e);
    }
  }

  /** JMH hides what was thrown in the other JVM behind its own exceptions. */
  private static String reason(RunnerException e) {
    Throwable[] thrown = e.getCause() == null ? new Throwable[0] : e.getCause().getSuppressed();
    return thrown.length == 0 ? String.valueOf(e.getMessage()) : thrown[0].toString();
  }
}
