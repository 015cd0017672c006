package org.noiseproof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.noiseproof.data.DataFile;
import org.noiseproof.fast.margin.MarginSearch;
import org.noiseproof.margin.Certificate;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.report.MarginJson;
import org.noiseproof.report.MarginResult;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.SpecJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noiseproof margin}: the maximum margin of data under a norm, in a proven interval. */
@Command(
    name = "margin",
    header = "Encloses the maximum margin of labelled data.",
    description = {
      "The maximum margin is the largest m(W) = min (w_y − w_c)·x over samples x of class",
      "y and wrong classes c, for matrices W (a row a class) of norm at most 1. For any W",
      "and any weights p of the pairs (x, c), m(W)/‖W‖ is at most it and ‖A p‖_* is at",
      "least it (A p: the mean of (e_y − e_c) xᵀ). Both ends are computed exactly and",
      "rounded outward, so that nobody has to trust the search. See docs/margin.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof margin data.csv --norm nuclear",
      "  ./noiseproof margin data.csv --norm '{\"type\":\"schatten\",\"p\":3}' --gap 1e-6",
      "  ./noiseproof margin data.json --json - | jq .lower",
      "",
      "Exit codes: 0 the gap was reached, or the data were found not to be separable,",
      "            2 time or the digits of doubles ran out first, 64 usage, 65 bad data"
    })
final class MarginCommand implements Callable<Integer> {
  private static final double CLOSER = 64;

  @Spec private CommandSpec spec;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(
      paramLabel = "FILE",
      description =
          "CSV, an integer label in the last column, a header or none; or JSON with \"X\" and"
              + " \"y\".")
  private Path file = Path.of("");

  @Option(
      names = "--norm",
      paramLabel = "NORM",
      description =
          "frobenius (default), max, l1, spectral, nuclear; or JSON: schatten with \"p\","
              + " ky_fan or ky_fan_dual with \"k\".")
  private String norm = "frobenius";

  @Option(
      names = "--gap",
      paramLabel = "G",
      description = "Stop at (upper − lower)/upper ≤ G (default: 0.01).")
  private double gap = 0.01;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Stop after so many seconds (default: 60).")
  private double seconds = 60;

  @Option(
      names = "--direction",
      paramLabel = "FILE",
      description = "Write W as CSV, a row a class in the order of labels.")
  private @Nullable Path direction;

  private final Terminal terminal;

  MarginCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    NormSpec asked = Usage.check(spec, this::parsedNorm);
    Usage.check(spec, this::ranges);
    Map<String, OutputFile> outputs = new LinkedHashMap<>();
    json.file(spec).ifPresent(output -> outputs.put("--json", output));
    Optional<OutputFile> csv = RunOptions.file(spec, "--direction", direction);
    csv.ifPresent(output -> outputs.put("--direction", output));
    RunOptions.distinct(spec, outputs);
    MarginResult result;
    try {
      result = search(DataFile.read(file), asked);
    } catch (IllegalArgumentException e) {
      PrintWriter error = spec.commandLine().getErr();
      error.println("noiseproof: " + e.getMessage());
      error.flush();
      return ExitCode.DATA;
    }
    json.write(spec, () -> MarginJson.of(result));
    csv.ifPresent(output -> output.write(rows(result.direction())));
    PrintWriter people = json.people(spec);
    MarginSummary.lines(result, terminal).forEach(people::println);
    csv.ifPresent(output -> people.println("Direction: " + output.path()));
    people.flush();
    return result.isDecided() ? ExitCode.HOLDS : ExitCode.UNDECIDED;
  }

  private NormSpec parsedNorm() {
    String stripped = norm.strip();
    return SpecJson.norm(stripped.startsWith("{") ? stripped : "\"" + stripped + "\"");
  }

  private boolean ranges() {
    if (!(gap > 0 && gap < 1)) {
      throw new IllegalArgumentException("--gap = %s is out of range: 0 < gap < 1".formatted(gap));
    }
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "--seconds = %s is out of range: 0 < seconds < ∞".formatted(seconds));
    }
    return true;
  }

  private MarginResult search(DataFile read, NormSpec asked) {
    long began = System.nanoTime();
    MarginSearch search = search(new MarginProblem(read.data()), asked);
    Certificate certificate;
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      certificate = search.narrow(gap, () -> elapsed(began) >= seconds, at -> show(at, progress));
    }
    Matrix w = search.direction();
    double[] p = search.weights();
    int iterations = search.iterations();
    double took = elapsed(began);
    return new MarginResult(
        read, asked, gap, certificate, w, rank(search, asked, began), p, iterations, took);
  }

  /**
   * Of a W further along the path, where that is to be had: on it singular values that vanish in
   * the limit shrink as the gap does, and at the gap itself they still count.
   */
  private int rank(MarginSearch search, NormSpec asked, long began) {
    double reached = search.certificate().gap();
    if (reached <= gap) {
      search.narrow(gap / CLOSER, () -> elapsed(began) >= seconds, _ -> {});
    }
    // Without the gap asked for, twice the one reached leaves room for what truncation loses.
    return MarginResult.rank(
        search.problem(),
        asked,
        search.certificate(),
        search.direction(),
        reached <= gap ? gap : 2 * reached);
  }

  private MarginSearch search(MarginProblem problem, NormSpec asked) {
    try {
      return new MarginSearch(problem, asked);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static double elapsed(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
  }

  private void show(MarginSearch at, Progress progress) {
    if (terminal.error()) {
      progress.running(
          "step %d: %s ≤ γ ≤ %s"
              .formatted(
                  at.iterations(),
                  Numbers.plain(at.certificate().lower(), 6),
                  Numbers.plain(at.certificate().upper(), 6)));
    }
  }

  private static String rows(Matrix w) {
    return IntStream.range(0, w.rows())
        .mapToObj(
            i ->
                Arrays.stream(w.row(i))
                    .mapToObj(Double::toString)
                    .collect(Collectors.joining(",", "", "\n")))
        .collect(Collectors.joining());
  }
}
