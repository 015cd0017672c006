package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.noiseproof.backend.Backends;
import org.noiseproof.fast.bench.Benchmarks;
import org.noiseproof.fast.bench.Benchmarks.Effort;
import org.noiseproof.fast.bench.DeviceTimes;
import org.noiseproof.fast.bench.EnsembleTimes;
import org.noiseproof.fast.bench.Kernel;
import org.noiseproof.fast.bench.MatrixTimes;
import org.noiseproof.fast.bench.MatrixTimes.Rival;
import org.noiseproof.fast.gpu.Driver;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noiseproof bench}: the kernels against plain loops and the speed of memory. */
@Command(
    name = "bench",
    header = "Measures the kernels of the cpu backend, or of a gpu.",
    description = {
      "With JMH, each against the plain loop, a library where one has it, and a loop",
      "that only moves the same bytes. Those of a gpu by its own clock, against what its",
      "memory and its arithmetic do at most, and against the cpu backend. Leave the machine",
      "alone meanwhile.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof bench --quick                   a few minutes",
      "  ./noiseproof bench --quick per_sample_clip   one kernel",
      "  ./noiseproof bench --quick matrix            products, NucGD, Muon, softmax weights",
      "  ./noiseproof bench --backend gpu             the device's kernels",
      "",
      "Exit codes: 0 measured, 64 usage, 69 the device is not here"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String ENSEMBLE = "ensemble";
  private static final String MATRIX = "matrix";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KERNEL",
      arity = "0..*",
      description =
          "per_sample_clip, mean, norm, momentum, adam, ensemble, matrix; all where none is named.")
  private List<String> kernels = List.of();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "cpu, gpu, or gpu-emulated, whose times mean nothing (default: cpu).")
  private String backend = "cpu";

  @Option(names = "--quick", description = "Out of cache only, one round; else most of an hour.")
  private boolean quick;

  private final Terminal terminal;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return switch (backend) {
      case "cpu" -> cpu();
      case "gpu" -> device(Driver.NVIDIA);
      case "gpu-emulated" -> device(Driver.HOST);
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "--backend %s: expected cpu, gpu or gpu-emulated".formatted(backend));
    };
  }

  private int device(Driver driver) {
    if (quick || !kernels.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--quick and kernels by name are for the cpu backend");
    }
    Backends.available(backend);
    DeviceTimes.Times times;
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      times = DeviceTimes.run(driver, progress::running);
    }
    PrintWriter out = spec.commandLine().getOut();
    DeviceTable.lines(times, terminal).forEach(out::println);
    out.flush();
    return ExitCode.HOLDS;
  }

  private int cpu() {
    List<Kernel> selected =
        kernels.isEmpty()
            ? List.of(Kernel.values())
            : Usage.check(
                spec,
                () ->
                    kernels.stream()
                        .filter(k -> !k.equals(ENSEMBLE) && !k.equals(MATRIX))
                        .map(Kernel::named)
                        .toList());
    boolean ensembles = kernels.isEmpty() || kernels.contains(ENSEMBLE);
    boolean matrices = kernels.isEmpty() || kernels.contains(MATRIX);
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    List<Benchmarks.Row> rows;
    List<EnsembleTimes.Row> times;
    List<MatrixTimes.Row> products;
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      rows = Benchmarks.run(new Benchmarks.Options(effort, selected), progress::running);
      times = ensembles ? EnsembleTimes.run(effort, progress::running) : List.of();
      products = matrices ? MatrixTimes.run(effort, progress::running) : List.of();
    }
    if (!rows.isEmpty()) {
      print(
          table(rows),
          "bandwidth: bytes a second over those of a loop that only reads (of streams that are"
              + " read and written, for momentum and adam), measured in turn with the kernel."
              + " × plain, × library: how many times as fast.");
    }
    if (!times.isEmpty()) {
      print(
          ensembleTable(times),
          "a step: of one replica, on one thread, of clipped SGD on a line or minibatch SGD on a"
              + " two-layer net. × plain, × reference: how many times as fast as a loop over"
              + " replicas and steps, and as the reference.");
    }
    if (!products.isEmpty()) {
      print(
          matrixTable(products),
          "× EJML, × OpenBLAS: how many times as fast, on one thread. nucgd, muon: a step by one"
              + " power iteration, by five of Newton-Schulz; theirs by all singular pairs."
              + " × scalar: as the same bits without lanes. OpenBLAS where -Dnoiseproof.blas names"
              + " it.");
    }
    return ExitCode.HOLDS;
  }

  private void print(Table table, String legend) {
    PrintWriter out = spec.commandLine().getOut();
    table.lines(terminal).forEach(out::println);
    out.println();
    out.println(Terminal.wrapped(legend, terminal.columns(), ""));
    out.flush();
  }

  private static Table ensembleTable(List<EnsembleTimes.Row> rows) {
    Table table =
        new Table(
            List.of("ensemble", "samples", "a step", "a sample", "× plain", "× reference"), 0);
    for (EnsembleTimes.Row row : rows) {
      table.add(
          Verdict.NOT_APPLICABLE,
          row.dynamics().label(),
          Integer.toString(row.dynamics().samples()),
          decimal(row.lanes(), 2) + " ns",
          decimal(row.lanes() / row.dynamics().samples(), 2) + " ns",
          decimal(row.plain() / row.lanes(), 1),
          decimal(row.reference() / row.lanes(), 0));
    }
    return table;
  }

  private static Table matrixTable(List<MatrixTimes.Row> rows) {
    Table table =
        new Table(
            List.of(
                "matrix", "n", "time", "GFLOP/s", "× plain", "× scalar", "× EJML", "× OpenBLAS"),
            0);
    for (MatrixTimes.Row row : rows) {
      table.add(
          Verdict.NOT_APPLICABLE,
          row.subject().label(),
          Integer.toString(row.n()),
          Numbers.plain(row.nanoseconds() * 1e-6, 3) + " ms",
          decimal(row.gigaflops(), 1),
          decimal(row.over(Rival.PLAIN), 2),
          decimal(row.over(Rival.SCALAR), 2),
          decimal(row.over(Rival.EJML), 2),
          decimal(row.over(Rival.NATIVE), 2));
    }
    return table;
  }

  private static String decimal(OptionalDouble value, int digits) {
    return value.isPresent() ? decimal(value.getAsDouble(), digits) : "";
  }

  private static Table table(List<Benchmarks.Row> rows) {
    Table table =
        new Table(
            List.of(
                "kernel",
                "precision",
                "n × d",
                "time",
                "GB/s",
                "GFLOP/s",
                "bandwidth",
                "× plain",
                "× library"),
            0);
    for (Benchmarks.Row row : rows) {
      table.add(
          Verdict.NOT_APPLICABLE,
          row.kernel().label(),
          row.precision().name().toLowerCase(Locale.ROOT),
          row.n() + " × " + row.d(),
          Numbers.plain(row.seconds() * 1e3, 3) + " ms",
          decimal(row.gigabytesPerSecond(), 1),
          decimal(row.gigaflops(), 2),
          decimal(100 * row.bandwidthShare(), 0) + " %",
          decimal(row.overPlain(), 2),
          row.overLibrary().isPresent() ? decimal(row.overLibrary().getAsDouble(), 2) : "");
    }
    return table;
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
