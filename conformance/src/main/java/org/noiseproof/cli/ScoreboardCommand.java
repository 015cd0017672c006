package org.noiseproof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Examination;
import org.noiseproof.conformance.Prerequisites;
import org.noiseproof.conformance.Score;
import org.noiseproof.conformance.Scoreboard;
import org.noiseproof.conformance.Scoreboard.Entry;
import org.noiseproof.identify.Identification;
import org.noiseproof.identify.Identify;
import org.noiseproof.library.Libraries;
import org.noiseproof.library.LibraryUnavailable;
import org.noiseproof.report.ScoreboardMarkdown;
import org.noiseproof.spec.Names;
import org.noiseproof.wire.Program;
import org.noiseproof.wire.ProgramUnavailable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code noiseproof scoreboard}: every library under the kit, in one table. */
@Command(
    name = "scoreboard",
    header = "Puts libraries under the kit and tabulates how they fare.",
    description = {"A library that cannot be had is a line with the reason. Markdown.", ""},
    footer = {
      "",
      "Examples:",
      "  ./noiseproof scoreboard --write docs/scoreboard.md    every library",
      "  ./noiseproof scoreboard --library tribuo --command 'mine=python3 my_adam.py'",
      "",
      "Exit codes: 0 whatever was found, 64 usage, 70 internal error"
    })
final class ScoreboardCommand implements Callable<Integer> {
  private static final int MOST_NAMED = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--library",
      paramLabel = "NAME",
      description = "A library; all where nothing is named. May be given again.")
  private List<String> libraries = List.of();

  @Option(
      names = "--command",
      paramLabel = "NAME=COMMAND",
      description = "A program that speaks the protocol. May be given again.")
  private Map<String, String> commands = new LinkedHashMap<>();

  @Option(names = "--write", paramLabel = "FILE", description = "Where to (default: printed).")
  private @Nullable Path file;

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Cases drawn for each check (default: ${DEFAULT-VALUE}).")
  private int cases = Conformance.DEFAULT_CASES;

  private final Terminal terminal;

  ScoreboardCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A subject to be examined: what it is called, and how it is come by. */
  private record Candidate(String name, Supplier<Subject> subject) {}

  @Override
  public Integer call() {
    Optional<OutputFile> output = RunOptions.file(spec, "--write", file);
    List<Candidate> candidates = Usage.check(spec, this::candidates);
    List<Entry> entries = new ArrayList<>();
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      for (Candidate candidate : candidates) {
        entries.add(entry(candidate, progress));
        progress.finished(candidate.name());
      }
    }
    Scoreboard board = new Scoreboard(Conformance.DEFAULT_SEED, cases, entries);
    String page = ScoreboardMarkdown.of(board, ExpectOptions.today());
    PrintWriter out = spec.commandLine().getOut();
    output.ifPresentOrElse(
        target -> {
          target.write(page);
          out.println("Scoreboard: " + target.path());
        },
        () -> out.print(page));
    out.flush();
    return ExitCode.HOLDS;
  }

  private List<Candidate> candidates() {
    for (String name : libraries) {
      if (!Libraries.names().contains(name)) {
        throw new IllegalArgumentException(
            "unknown library \"%s\": %s"
                .formatted(name, Names.didYouMean(name, Libraries.names())));
      }
    }
    List<String> named = libraries.isEmpty() && commands.isEmpty() ? Libraries.names() : libraries;
    return Stream.concat(
            named.stream().map(name -> new Candidate(name, () -> Libraries.named(name))),
            commands.entrySet().stream()
                .map(
                    program ->
                        new Candidate(
                            program.getKey(),
                            () -> Program.start(program.getValue(), Program.DEFAULT_LIMIT))))
        .toList();
  }

  private Entry entry(Candidate candidate, Progress progress) {
    try (Subject subject = candidate.subject().get()) {
      ConformanceRun run =
          KnownFailures.of(subject).judge(subject, run(subject, progress), ExpectOptions.today());
      return new Entry.Examined(
          candidate.name(), run, Score.of(subject, run, ScoreboardCommand::heard));
    } catch (LibraryUnavailable | ProgramUnavailable e) {
      return new Entry.Absent(candidate.name(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> heard(Subject subject, String type) {
    Identification heard = Identify.of(subject, type);
    if (!heard.isImplemented()) {
      return Optional.empty();
    }
    String declared = "`" + subject.dialect(type).id() + "`";
    return Optional.of(
        heard
            .nearest()
            .map(nearest -> "none; nearest is `" + nearest.dialect().id() + "`")
            .orElseGet(
                () ->
                    heard.spoken().stream()
                        .map(dialect -> "`" + dialect.id() + "`")
                        .sorted(Comparator.comparing(id -> !id.equals(declared)))
                        .limit(MOST_NAMED)
                        .collect(
                            Collectors.joining(
                                " or ", "", heard.spoken().size() > MOST_NAMED ? " or …" : ""))));
  }

  private ConformanceRun run(Subject subject, Progress progress) {
    Examination examination =
        new Examination(
            subject,
            Checks.about(subject.types()),
            Conformance.DEFAULT_SEED,
            cases,
            Prerequisites.FIRST_STEP);
    return Conformance.run(examination, new ConformProgress(subject.name(), progress));
  }
}
