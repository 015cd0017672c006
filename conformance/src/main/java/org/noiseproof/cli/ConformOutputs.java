package org.noiseproof.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.report.Badge;
import org.noiseproof.report.ConformanceJson;
import org.noiseproof.report.ConformanceJunit;
import org.noiseproof.report.ConformanceReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the reports of a conformance run go. */
final class ConformOutputs {
  @Option(names = "--junit", paramLabel = "FILE", description = "JUnit XML, for CI systems.")
  private @Nullable Path junit;

  @Option(names = "--html", paramLabel = "FILE", description = "A report to look at, one file.")
  private @Nullable Path html;

  @Option(names = "--badge", paramLabel = "FILE", description = "A small picture (SVG).")
  private @Nullable Path badge;

  /** The files, known to be writable. */
  Outputs open(CommandSpec spec, RunOptions run) {
    return new Outputs(spec)
        .and("--json", run.json(spec))
        .and("--junit", junit)
        .and("--html", html)
        .and("--badge", badge);
  }

  /** Writes what was asked for; where it went, a line each. */
  static List<String> write(
      CommandSpec spec, RunOptions run, Outputs outputs, ConformanceRun result) {
    run.writeJson(spec, () -> ConformanceJson.of(result));
    outputs.said("--json", "JSON");
    outputs.write("--junit", "JUnit XML", () -> ConformanceJunit.of(result));
    outputs.write(
        "--html",
        "Report",
        () -> ConformanceReport.of(result, ZonedDateTime.now(ZoneId.systemDefault())));
    outputs.write("--badge", "Badge", () -> Badge.of(result));
    return outputs.written();
  }
}
