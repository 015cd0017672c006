package org.noiseproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.noiseproof.fast.bench.DeviceRoof;
import org.noiseproof.fast.bench.DeviceTimes.Row;
import org.noiseproof.fast.bench.DeviceTimes.Times;
import org.noiseproof.statistics.Verdict;

/** The times of a device's kernels in lines for a terminal. */
final class DeviceTable {
  private static final String LEGEND =
      "by the device's own clock, the shortest of several times. floor: the share of the rate above"
          + " that the kernel reaches, of bytes or of operations. × cpu: how many times as fast as"
          + " the cpu backend, by its own clock and from its own memory.";

  private DeviceTable() {}

  static List<String> lines(Times times, Terminal terminal) {
    DeviceRoof roof = times.roof();
    List<String> lines = new ArrayList<>();
    lines.add(times.device());
    if (times.emulated()) {
      lines.add(
          terminal.bold(
              "There is no device: a tiny run of the emulation, whose times mean nothing."));
    }
    lines.add(
        "at most %s GB/s copied, %s GFLOP/s in float64, %s GFLOP/s in float32"
            .formatted(giga(roof.bytesPerSecond()), giga(roof.flops64()), giga(roof.flops32())));
    lines.add("");
    Table table =
        new Table(List.of("kernel", "format", "size", "time", "a second", "floor", "× cpu"), 0);
    for (Row row : times.rows()) {
      table.add(
          Verdict.NOT_APPLICABLE,
          row.kernel(),
          row.format().name().toLowerCase(Locale.ROOT),
          row.size(),
          String.format(Locale.ROOT, "%.3f ms", row.seconds() * 1e3),
          rate(row),
          row.floor().isPresent()
              ? String.format(
                  Locale.ROOT, "%.0f %%", 100 * row.floor().getAsDouble() / row.seconds())
              : "",
          String.format(Locale.ROOT, "%.2f", row.overCpu()));
    }
    lines.addAll(table.lines(terminal));
    lines.add("");
    lines.add(Terminal.wrapped(LEGEND, terminal.columns(), ""));
    return lines;
  }

  private static String rate(Row row) {
    return giga(row.rate())
        + switch (row.unit()) {
          case BYTES -> " GB";
          case FLOPS -> " GFLOP";
          case REPLICA_STEPS -> " 10⁹ steps";
        };
  }

  private static String giga(double value) {
    double thousandMillions = value / 1e9;
    return String.format(Locale.ROOT, thousandMillions < 10 ? "%.3g" : "%,.0f", thousandMillions);
  }
}
