package org.noiseproof.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.report.HtmlReport;
import org.noiseproof.report.JunitXml;
import org.noiseproof.report.VerificationJson;
import org.noiseproof.verifier.Catalogue;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verification;
import org.noiseproof.verifier.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noiseproof verify}: the claims on a backend. */
@Command(
    name = "verify",
    header = "Tries to refute the claims on a backend.",
    description = {
      "Proves with negative controls that it could.",
      "",
      "How much runs follows from the backend, so that either takes minutes: short runs where it"
          + " steps replica by replica (reference), the default size where its lanes are replicas"
          + " (cpu). The first line printed says which, where it is not the default.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof verify                          all claims, and a report to look at",
      "  ./noiseproof verify CLIP-7 --seed random     one claim, with new random numbers",
      "  ./noiseproof verify symmetry                 a family, by its name",
      "  ./noiseproof verify clipping --backend reference --deep",
      "  ./noiseproof verify --json - --strict > run.json",
      "",
      "Exit codes: 0 all hold, 1 something violated, 2 undecided (with --strict), 64 usage,",
      "            69 the backend cannot run here, 70 a check broke or a negative control was not found"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final Path DEFAULT_REPORT = Path.of("noiseproof-report.html");

  @Spec private CommandSpec spec;
  @Mixin private final RunOptions run = new RunOptions();

  @Parameters(
      paramLabel = "ID|family",
      arity = "0..*",
      description = "Claims or families; all where none is named. See `list`.")
  private List<String> names = List.of();

  @Option(
      names = "--deep",
      description = "Larger sizes and smaller effects on any backend; hours if need be.")
  private boolean deep;

  @Option(
      names = "--strict",
      description = "Exit with 2 where a claim is left undecided, or none could be judged.")
  private boolean strict;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Published data (JSON) for the claims that wait for it; see docs/claims/bias.md.")
  private @Nullable Path data;

  @Option(names = "--junit", paramLabel = "FILE", description = "JUnit XML, for CI systems.")
  private @Nullable Path junit;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The HTML report (default: noiseproof-report.html here).")
  private @Nullable Path report;

  @Option(names = "--no-report", description = "Write no HTML report.")
  private boolean noReport;

  private final Terminal terminal;

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Claim> claims = Usage.check(spec, () -> Catalogue.select(names));
    Backend backend = run.backend(spec);
    requireReadable();
    Outputs outputs =
        new Outputs(spec)
            .and("--json", run.json(spec))
            .and("--junit", junit)
            .and("--report", reportFile());
    PrintWriter people = run.people(spec);

    Verification verification = verify(claims, backend);

    run.writeJson(spec, () -> VerificationJson.of(verification));
    outputs.said("--json", "JSON");
    outputs.write("--junit", "JUnit XML", () -> JunitXml.of(verification));
    outputs.write(
        "--report",
        "Report",
        () -> HtmlReport.of(verification, ZonedDateTime.now(ZoneId.systemDefault())));
    Summary.lines(verification, terminal).forEach(people::println);
    outputs.written().forEach(people::println);
    people.flush();
    return ExitCode.of(verification.results().stream().map(ClaimResult::verdict).toList(), strict);
  }

  /** Before anything runs: a claim that met an unreadable file would be an error minutes later. */
  private void requireReadable() {
    if (data != null && !(Files.isRegularFile(data) && Files.isReadable(data))) {
      throw new ParameterException(
          spec.commandLine(), "--data %s: there is no readable file".formatted(data));
    }
  }

  private Optional<OutputFile> reportFile() {
    if (noReport) {
      return Optional.empty();
    }
    return RunOptions.file(spec, "--report", report == null ? DEFAULT_REPORT : report);
  }

  private Verification verify(List<Claim> claims, Backend backend) {
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      return Verifier.verify(
          claims,
          backend,
          run.seed(),
          deep ? Scale.DEEP : Scale.usual(backend.describe()),
          Optional.ofNullable(data),
          new VerifyProgress(backend.name(), progress));
    }
  }
}
