package org.noiseproof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.noiseproof.device.DeviceCheck;
import org.noiseproof.device.DeviceResult;
import org.noiseproof.device.DeviceResult.Bits;
import org.noiseproof.fast.gpu.Driver;
import org.noiseproof.report.DeviceJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code noiseproof gpu-check}: everything about a device in one run. */
@Command(
    name = "gpu-check",
    header = "Examines a GPU: criteria, claims, the bits of its answers, its times.",
    description = {
      "Conformance in full on gpu and gpu-float32, claims of each family, the bits of fixed",
      "questions against those of the emulation, and every kernel's time. See docs/gpu.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof gpu-check                        on a device; most of an hour",
      "  ./noiseproof gpu-check --emulated --few       without one, to see that it runs",
      "",
      "Exit codes: 0 all hold, 1 something violated, 64 usage, 69 there is no device, 70 a check",
      "            broke"
    })
final class GpuCheckCommand implements Callable<Integer> {
  private static final String WRITE = "--write";

  @Spec private CommandSpec spec;

  @Option(names = "--emulated", description = "The emulation in place of a device.")
  private boolean emulated;

  @Option(names = "--few", description = "Few checks, cases and claims.")
  private boolean few;

  @Option(
      names = WRITE,
      paramLabel = "FILE",
      description = "All measurements, as JSON (default: noiseproof-gpu-check.json here).")
  private Path file = Path.of("noiseproof-gpu-check.json");

  private final Terminal terminal;

  GpuCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Outputs outputs = new Outputs(spec).and(WRITE, file);
    DeviceResult result;
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      result = DeviceCheck.of(emulated ? Driver.HOST : Driver.NVIDIA, few, progress::running);
    }
    outputs.write(WRITE, "Measurements", () -> DeviceJson.of(result));
    PrintWriter out = spec.commandLine().getOut();
    lines(result).forEach(out::println);
    outputs.written().forEach(out::println);
    out.flush();
    return ExitCode.of(result.verdicts(), false);
  }

  private List<String> lines(DeviceResult result) {
    List<String> lines = new ArrayList<>();
    result
        .conformance()
        .forEach(
            run -> {
              lines.addAll(ConformanceSummary.lines(run, terminal));
              lines.add("");
            });
    lines.addAll(Summary.lines(result.claims(), terminal));
    lines.add("");
    result.bits().forEach(bits -> lines.add(line(bits)));
    lines.add("");
    lines.addAll(DeviceTable.lines(result.times(), terminal));
    return lines;
  }

  private String line(Bits bits) {
    List<String> different = bits.different();
    return terminal.coloured(
        bits.verdict(),
        different.isEmpty()
            ? "%s: the bits of the emulation in all %d batteries"
                .formatted(bits.backend(), bits.given().size())
            : "%s: other bits than the emulation in %s"
                .formatted(bits.backend(), String.join(", ", different)));
  }
}
