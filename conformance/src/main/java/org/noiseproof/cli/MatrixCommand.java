package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.Catalogue;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.KillMatrix;
import org.noiseproof.verifier.Verification;
import org.noiseproof.verifier.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noiseproof matrix}: every negative control on every backend. */
@Command(
    name = "matrix",
    header = "Prints every negative control on every backend.",
    description = {
      "The kill matrix, claim by control, in Markdown: the proof that the checks can fail.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./noiseproof matrix --backend reference --backend cpu > kill-matrix.md",
      "",
      "Exit codes: 0 every claim holds and every control was found, 1 a claim was violated,",
      "            64 usage, 69 a backend cannot run here, 70 a control was not found"
    })
final class MatrixCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID|family",
      arity = "0..*",
      description = "Claims or families; all where none is named. See `list`.")
  private List<String> names = List.of();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "A column; may be given again (default: every backend that can run here).")
  private List<String> backends = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N|random",
      converter = RunOptions.Seed.class,
      description = RunOptions.SEED)
  private long seed = Conformance.DEFAULT_SEED;

  private final Terminal terminal;

  MatrixCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Claim> claims = Usage.check(spec, () -> Catalogue.select(names));
    List<Backend> columns =
        backends.isEmpty()
            ? Backends.available()
            : Usage.check(spec, () -> backends.stream().map(Backends::available).toList());
    if (backends.isEmpty()) {
      sayWhatIsLeftOut();
    }
    List<Verification> runs = new ArrayList<>();
    for (Backend column : columns) {
      try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
        runs.add(
            Verifier.verify(
                claims,
                column,
                seed,
                Scale.usual(column.describe()),
                new VerifyProgress(column.name(), progress)));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(KillMatrix.of(runs).markdown());
    out.flush();
    List<Verdict> verdicts =
        runs.stream().flatMap(run -> run.results().stream()).map(ClaimResult::verdict).toList();
    return ExitCode.of(verdicts, false);
  }

  private void sayWhatIsLeftOut() {
    PrintWriter error = spec.commandLine().getErr();
    for (Backend backend : Backends.all()) {
      backend
          .unavailable()
          .ifPresent(reason -> error.println("without " + backend.name() + ": " + reason));
    }
    error.flush();
  }
}
