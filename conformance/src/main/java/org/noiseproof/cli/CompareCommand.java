package org.noiseproof.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.backend.Backends;
import org.noiseproof.compare.Choice;
import org.noiseproof.compare.Comparison;
import org.noiseproof.compare.Contest;
import org.noiseproof.compare.Drift;
import org.noiseproof.compare.Entry;
import org.noiseproof.compare.Race.Stopwatch;
import org.noiseproof.compare.Sizes;
import org.noiseproof.compare.Sizes.Size;
import org.noiseproof.compare.Speed;
import org.noiseproof.compare.Workload;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.fast.bench.BackendTimes;
import org.noiseproof.fast.bench.CallTime;
import org.noiseproof.fast.bench.Pace;
import org.noiseproof.report.ComparisonJson;
import org.noiseproof.report.ComparisonReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code noiseproof compare}: whether a kernel is right, and whether it is faster than another. */
@Command(
    name = "compare",
    header = "Judges a kernel, then races it against another.",
    description = {
      "The candidate is a jar with a backend in it (docs/compare.md has one), CUDA kernels",
      "with a manifest, or a backend.",
      "First every law, vector and criterion of what is compared: a wrong kernel is wrong",
      "whatever its speed. Then both in turn, each time in a JVM of its own, on sizes in and",
      "out of cache: faster, same or slower by an interval of the ratio that holds for any",
      "law of times.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof compare --candidate mykernel.jar --quick",
      "  ./noiseproof compare --candidate kernels.jar#fused --baseline kernels.jar#plain",
      "  ./noiseproof compare --candidate cpu-float32 --spec adam --spec per_sample_clip",
      "  ./noiseproof compare --candidate mykernel.jar --size 32x100000 --history times.jsonl",
      "",
      "Exit codes: 0 right, and at no size slower, 1 wrong, 2 right, but a size is undecided or",
      "            something drifted (with --strict), 3 right, but slower at a size, 64 usage,",
      "            65 a jar, manifest or history cannot be read, 69 a backend cannot run here,",
      "            70 a check broke"
    })
final class CompareCommand implements Callable<Integer> {
  private static final Pace QUICK = new Pace(5, 5, 50);
  private static final Pace FULL = new Pace(10, 10, 50);

  @Spec private CommandSpec spec;
  @Mixin private final JsonOption json = new JsonOption();

  @Option(
      names = "--candidate",
      paramLabel = "JAR|NAME",
      required = true,
      description = "A jar, jar#backend where it holds several, or a backend.")
  private String candidate = "";

  @Option(
      names = "--baseline",
      paramLabel = "JAR|NAME",
      description = "What it is compared with (default: ${DEFAULT-VALUE}).")
  private String baseline = "cpu";

  @Option(
      names = "--spec",
      paramLabel = "TYPE|JSON",
      description =
          "What is compared: adam, or a spec in JSON. May be given again. Else all that both have.")
  private List<String> specs = List.of();

  @Option(
      names = "--size",
      paramLabel = "NxD",
      description = "Time on this size, in the place of the usual ones. May be given again.")
  private List<String> sizes = List.of();

  @Option(names = "--quick", description = "Half of the sizes, and the fewest rounds.")
  private boolean quick;

  @Option(
      names = "--margin",
      paramLabel = "M",
      description = "The smallest relative difference that matters (default: ${DEFAULT-VALUE}).")
  private double margin = 0.05;

  @Option(
      names = "--level",
      paramLabel = "L",
      description =
          "All intervals together hold with this probability (default: ${DEFAULT-VALUE}).")
  private double level = 0.95;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of both (default: what the level needs, with one outlier to spare).")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "N|random",
      converter = RunOptions.Seed.class,
      description = RunOptions.SEED)
  private long seed = Conformance.DEFAULT_SEED;

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "Cases drawn for each check (default: ${DEFAULT-VALUE}).")
  private int cases = Conformance.DEFAULT_CASES;

  @Option(names = "--wrong-too", description = "Time also what is wrong; it stays wrong.")
  private boolean wrongToo;

  @Option(
      names = "--strict",
      description = "What is undecided, or has drifted to the worse, counts.")
  private boolean strict;

  @Option(names = "--html", paramLabel = "FILE", description = "A report to look at, one file.")
  private @Nullable Path html;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Append a line, and say what has drifted since those of this machine.")
  private @Nullable Path history;

  private final Terminal terminal;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Contest contest = Usage.check(spec, this::contest);
    Outputs outputs =
        new Outputs(spec)
            .and("--json", json.file(spec))
            .and("--html", html)
            .and("--history", history);
    List<Entry> earlier;
    try {
      earlier = earlier();
    } catch (IllegalArgumentException e) {
      PrintWriter error = spec.commandLine().getErr();
      error.println("noiseproof: %s: %s".formatted(history, e.getMessage()));
      error.flush();
      return ExitCode.DATA;
    }
    Comparison comparison = run(contest);
    Entry entry = Entry.of(comparison, Path.of("").toAbsolutePath());
    List<Drift> drifts = Drift.since(earlier, entry);
    remember(entry);
    json.write(spec, () -> ComparisonJson.of(comparison, drifts));
    outputs.said("--json", "JSON");
    outputs.write(
        "--html",
        "Report",
        () -> ComparisonReport.of(comparison, drifts, ZonedDateTime.now(ZoneId.systemDefault())));
    outputs.said("--history", "History");
    PrintWriter people = json.people(spec);
    CompareSummary.lines(comparison, terminal).forEach(people::println);
    if (history != null) {
      CompareSummary.drifts(drifts, Drift.comparable(earlier, entry), terminal)
          .forEach(people::println);
    }
    outputs.written().forEach(people::println);
    people.flush();
    return code(comparison, drifts);
  }

  private Contest contest() {
    Backend own = Backends.available(candidate);
    Backend other = Backends.available(baseline);
    return new Contest(
        own,
        other,
        specs.isEmpty() ? Choice.common(own, other) : specs.stream().map(Choice::of).toList(),
        new Sizes(quick, sizes.stream().map(Size::of).toList()),
        seed,
        cases,
        level,
        margin,
        rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds),
        wrongToo);
  }

  private Comparison run(Contest contest) {
    Pace pace = quick ? QUICK : FULL;
    Stopwatch stopwatch = (backend, workload) -> time(backend, workload, pace);
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      return contest.run(
          stopwatch,
          subject -> new ConformProgress(subject.name(), progress),
          (workload, n, all) ->
              progress.running("timing " + workload.type() + " on " + workload.size(), n, all));
    }
  }

  private static CallTime time(String backend, Workload at, Pace pace) {
    try {
      return BackendTimes.of(backend, at.spec(), at.rows(), at.columns(), pace);
    } catch (IllegalStateException e) {
      throw new BackendFailure("%s failed on %s: %s".formatted(backend, at, e.getMessage()));
    }
  }

  private List<Entry> earlier() {
    if (history == null || !Files.exists(history)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(history)) {
      return Entry.read(lines);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("it cannot be read: " + e.getMessage(), e);
    }
  }

  private void remember(Entry entry) {
    if (history == null) {
      return;
    }
    try {
      String end = Files.exists(history) && !endsInNewline(history) ? "\n" : "";
      Files.writeString(
          history, end + entry.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + history, e);
    }
  }

  /** Whether another line can follow, as it can in an empty file. */
  private static boolean endsInNewline(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
  }

  private int code(Comparison comparison, List<Drift> drifts) {
    if (!comparison.isRight()) {
      return comparison.wrongAnswers().isEmpty()
          ? ExitCode.of(comparison.candidate().verdicts(), false)
          : ExitCode.VIOLATED;
    }
    if (comparison.count(Speed.SLOWER) > 0) {
      return ExitCode.SLOWER;
    }
    boolean open = comparison.count(Speed.UNDECIDED) > 0 || drifts.stream().anyMatch(Drift::worse);
    return strict && open ? ExitCode.UNDECIDED : ExitCode.HOLDS;
  }
}
