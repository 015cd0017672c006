package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.library.Libraries;
import org.noiseproof.report.ConformanceJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code noiseproof conform}: laws, exact vectors and criteria on an implementation. */
@Command(
    name = "conform",
    header = "Judges an implementation, law by law and vector by vector.",
    description = {"What breaks a check is shrunk to the simplest counterexample.", ""},
    footer = {
      "",
      "Examples:",
      "  ./noiseproof conform --library tribuo              fetched from Maven Central when needed",
      "  ./noiseproof conform --backend cpu --cases 1000",
      "  ./noiseproof conform --library tribuo --check law/adam",
      "",
      "Exit codes: 0 all hold, 1 something violated, 64 usage, 69 the library could not be",
      "            fetched, 70 a check broke"
    })
final class ConformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final RunOptions run = new RunOptions();

  @Option(names = "--library", paramLabel = "NAME", description = "A library. See `list`.")
  private @Nullable String library;

  @Option(
      names = "--check",
      paramLabel = "ID",
      description = "A check, or all whose ids start so: law/adam. May be given again.")
  private List<String> checks = List.of();

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Cases drawn for each check (default: ${DEFAULT-VALUE}).")
  private int cases = Conformance.DEFAULT_CASES;

  private final Terminal terminal;

  ConformCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (cases < 1) {
      throw new ParameterException(
          spec.commandLine(), "--cases = " + cases + " is out of range: at least 1");
    }
    List<Check> selected = Usage.check(spec, () -> Checks.select(checks));
    run.json(spec);
    Subject subject = subject();
    ConformanceRun result = run(subject, selected);
    run.writeJson(spec, () -> ConformanceJson.of(result));
    PrintWriter people = run.people(spec);
    ConformanceSummary.lines(result, terminal).forEach(people::println);
    people.flush();
    return ExitCode.of(result.results().stream().map(CheckResult::verdict).toList(), false);
  }

  private Subject subject() {
    String name = library;
    if (name != null) {
      if (run.backendName().isPresent()) {
        throw new ParameterException(
            spec.commandLine(), "--library and --backend exclude each other");
      }
      return Usage.check(spec, () -> Libraries.named(name));
    }
    return Subject.of(run.backend(spec));
  }

  private ConformanceRun run(Subject subject, List<Check> selected) {
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      return Conformance.run(
          subject,
          selected,
          run.seed(),
          cases,
          new Conformance.Listener() {
            @Override
            public void running(Check check, int n, int all) {
              progress.running(check.id(), n, all);
            }

            @Override
            public void finished(CheckResult done) {}
          });
    }
  }
}
