package org.noiseproof.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Expectation;
import org.noiseproof.conformance.ExpectedFailure;
import org.noiseproof.report.Facts;
import org.noiseproof.report.NotApplicable;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Verdict;

/** A conformance run in lines for a terminal: the checks, the counterexamples, the count. */
final class ConformanceSummary {
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
        .forEach(result -> add(table, run, result));
    lines.addAll(table.lines(terminal));
    lines.add("");
    run.failures().forEach(result -> lines.addAll(failure(result, terminal)));
    lines.addAll(expected(run, terminal));
    lines.addAll(notApplicable(run, terminal));
    lines.add(count(run));
    lines.addAll(Summary.used(run.usage(), terminal));
    return lines;
  }

  private static void add(Table table, ConformanceRun run, CheckResult result) {
    table.add(
        result.verdict(),
        result.check().id(),
        run.expected(result).isPresent() ? "as expected" : Terminal.name(result.verdict()),
        ratio(result.worstRatio()),
        Integer.toString(result.cases()),
        result.check().demand());
  }

  private static String ratio(double ratio) {
    return ratio == 0 ? "exact" : Double.isInfinite(ratio) ? "" : Numbers.plain(ratio, 3);
  }

  static List<String> failure(CheckResult result, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    String name = result.check().id() + " " + Terminal.name(result.verdict());
    lines.add(terminal.coloured(result.verdict(), name));
    result
        .findings()
        .forEach(
            (finding, text) ->
                lines.add(
                    finding.equals("replay") // to be copied, so never wrapped
                        ? "  replay:   " + text
                        : field("%-9s ".formatted(finding + ":"), text, terminal)));
    lines.add("");
    return lines;
  }

  /** What fails as expected, and what does not although it should. */
  private static List<String> expected(ConformanceRun run, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    for (Expectation expectation : run.expectations()) {
      ExpectedFailure failure = expectation.failure();
      String name = failure.check() + " violated, expected";
      lines.add(
          expectation.isMet()
              ? name
              : terminal.coloured(Verdict.VIOLATED, failure.check() + " is expected to fail"));
      lines.add(
          expectation.isMet()
              ? field("reason:   ", failure.reason(), terminal)
              : field("problem:  ", expectation.problem(), terminal));
      lines.add("  issue:    " + failure.issue());
      if (expectation.isMet()) {
        lines.add(field("input:    ", failure.counterexample().toString(), terminal));
        observed(run, failure).ifPresent(text -> lines.add(field("observed: ", text, terminal)));
      }
      lines.add("");
    }
    return lines;
  }

  /** What the simplest counterexample of today gave. */
  private static Optional<String> observed(ConformanceRun run, ExpectedFailure failure) {
    return run.results().stream()
        .filter(result -> result.check().id().equals(failure.check()))
        .flatMap(result -> result.counterexample().stream())
        .filter(found -> found.minimal().equals(failure.counterexample()))
        .map(CheckResult.Counterexample::observed)
        .findFirst();
  }

  private static String field(String name, String text, Terminal terminal) {
    String indent = " ".repeat(2 + name.length());
    return "  " + name + Terminal.wrapped(text, terminal.columns(), indent).stripLeading();
  }

  /** One line for all checks that do not apply for the same reason. */
  private static List<String> notApplicable(ConformanceRun run, Terminal terminal) {
    Map<String, List<String>> byReason = NotApplicable.byReason(run.results());
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
    long asExpected = run.expectations().stream().filter(Expectation::isMet).count();
    return "%s: of %d checks in %s, %d hold, %d violated%s, %d not applicable%s."
        .formatted(
            run.subject(),
            run.results().size(),
            Numbers.time(time),
            run.count(Verdict.HOLDS),
            run.count(Verdict.VIOLATED),
            asExpected == 0 ? "" : " (" + asExpected + " as expected)",
            run.count(Verdict.NOT_APPLICABLE),
            run.count(Verdict.ERROR) == 0 ? "" : ", " + run.count(Verdict.ERROR) + " broke");
  }
}
