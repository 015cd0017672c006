package org.noiseproof.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.report.Facts;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Verdict;

/** A conformance run in lines for a terminal: the checks, the counterexamples, the count. */
final class ConformanceSummary {
  /** A spec within a reason; its type says enough. */
  private static final Pattern SPEC = Pattern.compile("\\{\"type\":\"(\\w+)\".*?\\}");

  private static final int MOST_NAMED = 3;

  private ConformanceSummary() {}

  static List<String> lines(ConformanceRun run, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s (%s). Seed %d, %d cases a check."
            .formatted(run.subject(), Facts.of(run.description()), run.seed(), run.cases()));
    lines.add("");
    Table table = new Table(List.of("check", "verdict", "worst ratio", "cases", "demand"), 4);
    run.results().stream()
        .filter(result -> result.verdict() != Verdict.NOT_APPLICABLE)
        .forEach(result -> add(table, result));
    lines.addAll(table.lines(terminal));
    lines.add("");
    run.results().forEach(result -> lines.addAll(failure(result, terminal)));
    lines.addAll(notApplicable(run, terminal));
    lines.add(count(run));
    return lines;
  }

  private static void add(Table table, CheckResult result) {
    table.add(
        result.verdict(),
        result.check().id(),
        Terminal.name(result.verdict()),
        ratio(result.worstRatio()),
        Integer.toString(result.cases()),
        result.check().demand());
  }

  private static String ratio(double ratio) {
    return ratio == 0 ? "exact" : Double.isInfinite(ratio) ? "" : Numbers.plain(ratio, 3);
  }

  private static List<String> failure(CheckResult result, Terminal terminal) {
    if (result.verdict() != Verdict.VIOLATED && result.verdict() != Verdict.ERROR) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String name = result.check().id() + " " + Terminal.name(result.verdict());
    lines.add(terminal.coloured(result.verdict(), name));
    lines.add(Terminal.wrapped("demanded: " + result.check().demand(), terminal.columns(), "  "));
    result
        .counterexample()
        .ifPresent(
            counterexample -> {
              lines.add(field("input:    ", counterexample.minimal().toString(), terminal));
              lines.add(field("observed: ", counterexample.observed(), terminal));
            });
    if (!result.note().isEmpty()) {
      lines.add(field("note:     ", result.note(), terminal));
    }
    lines.add("  replay:   " + result.replay());
    lines.add("");
    return lines;
  }

  private static String field(String name, String text, Terminal terminal) {
    String indent = " ".repeat(2 + name.length());
    return "  " + name + Terminal.wrapped(text, terminal.columns(), indent).stripLeading();
  }

  /** One line for all checks that do not apply for the same reason. */
  private static List<String> notApplicable(ConformanceRun run, Terminal terminal) {
    Map<String, List<String>> byReason =
        run.results().stream()
            .filter(result -> result.verdict() == Verdict.NOT_APPLICABLE)
            .collect(
                Collectors.groupingBy(
                    result -> SPEC.matcher(result.note()).replaceAll("$1"),
                    LinkedHashMap::new,
                    Collectors.mapping(result -> result.check().id(), Collectors.toList())));
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, ids) ->
            lines.add(
                Terminal.wrapped(
                    "not applicable: %s (%s)"
                        .formatted(
                            reason,
                            ids.size() > MOST_NAMED
                                ? ids.size() + " checks"
                                : String.join(", ", ids)),
                    terminal.columns(),
                    "")));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private static String count(ConformanceRun run) {
    Duration time =
        run.results().stream().map(CheckResult::time).reduce(Duration.ZERO, Duration::plus);
    return "%s: of %d checks in %s, %d hold, %d violated, %d not applicable%s."
        .formatted(
            run.subject(),
            run.results().size(),
            Numbers.time(time),
            run.count(Verdict.HOLDS),
            run.count(Verdict.VIOLATED),
            run.count(Verdict.NOT_APPLICABLE),
            run.count(Verdict.ERROR) == 0 ? "" : ", " + run.count(Verdict.ERROR) + " broke");
  }
}
