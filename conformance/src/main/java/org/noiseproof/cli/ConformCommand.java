package org.noiseproof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Examination;
import org.noiseproof.conformance.ExpectedFailures;
import org.noiseproof.conformance.Prerequisites;
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
      "  ./noiseproof conform --library tribuo --html tribuo.html --badge tribuo.svg",
      "  ./noiseproof conform --library tribuo --expect expected.json",
      "  ./noiseproof conform --command 'python3 my_adam.py'",
      "  ./noiseproof conform --command './noiseproof serve --backend cpu'",
      "",
      "A program reads one JSON object a line and answers each with one; docs/protocol.md says how.",
      "",
      "Exit codes: 0 all hold or fail as expected, 1 something violated or an expectation is off,",
      "            64 usage, 69 the library could not be fetched, the program started or the device",
      "            found, 70 a check broke"
    })
final class ConformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final RunOptions run = new RunOptions();
  @Mixin private final SubjectOptions who = new SubjectOptions();
  @Mixin private final ConformOutputs reports = new ConformOutputs();
  @Mixin private final ExpectOptions expectations = new ExpectOptions();

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

  @Option(
      names = "--all",
      description = "Judge what stands on a broken check, too; else one mistake is told once.")
  private boolean all;

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
    Outputs outputs = reports.open(spec, run);
    expectations.open(outputs);
    try (Subject subject = who.subject(spec, run)) {
      ExpectedFailures known = who.isLibrary() ? KnownFailures.of(subject) : ExpectedFailures.NONE;
      ExpectedFailures expected = expectations.expected(spec, subject, known);
      ConformanceRun result =
          expected.judge(subject, run(subject, selected), ExpectOptions.today());
      expectations.write(spec, outputs, result);
      List<String> written = ConformOutputs.write(spec, run, outputs, result);
      PrintWriter people = run.people(spec);
      ConformanceSummary.lines(result, terminal).forEach(people::println);
      DialectHint.lines(subject, result).forEach(people::println);
      written.forEach(people::println);
      people.flush();
      return ExitCode.of(result.verdicts(), false);
    }
  }

  private ConformanceRun run(Subject subject, List<Check> selected) {
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      return Conformance.run(
          new Examination(
              subject,
              selected,
              run.seed(),
              cases,
              all ? Prerequisites.NONE : Prerequisites.FIRST_STEP),
          new ConformProgress(subject.name(), progress));
    }
  }
}
