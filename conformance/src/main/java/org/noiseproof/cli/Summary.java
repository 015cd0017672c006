package org.noiseproof.cli;

import static org.noiseproof.statistics.Verdict.HOLDS;
import static org.noiseproof.statistics.Verdict.NOT_APPLICABLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.report.Decisive;
import org.noiseproof.report.Facts;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verification;

/** A verification in lines for a terminal: the table, the failures, the count. */
final class Summary {
  private Summary() {}

  /** On what, and with which seed. */
  static String head(Verification run) {
    return "Backend %s (%s). Seed %d%s."
        .formatted(
            run.backend(),
            Facts.of(run.description()),
            run.seed(),
            run.scale() == Scale.DEFAULT ? "" : ", " + Facts.size(run.scale()));
  }

  /** All of it. */
  static List<String> lines(Verification run, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add(head(run));
    lines.add("");
    lines.addAll(table(run).lines(terminal));
    lines.add("");
    for (ClaimResult result : run.results()) {
      if (result.verdict() != HOLDS) {
        lines.addAll(failure(run, result, terminal));
        lines.add("");
      }
    }
    List<String> passedOver = passedOver(run, terminal);
    if (!passedOver.isEmpty()) {
      lines.addAll(passedOver);
      lines.add("");
    }
    lines.add(count(run));
    lines.addAll(used(run.usage(), terminal));
    return lines;
  }

  /**
   * Checks that did not apply, of claims that hold by their others: nobody should think they ran.
   */
  private static List<String> passedOver(Verification run, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    for (ClaimResult result : run.results()) {
      for (ClaimResult.CheckResult check : result.checks()) {
        if (result.verdict() == HOLDS && check.finding().verdict() == NOT_APPLICABLE) {
          lines.add(
              Terminal.wrapped(
                  "%s holds without %s, which does not apply: %s"
                      .formatted(
                          result.claim().id(), check.check().name(), check.finding().summary()),
                  terminal.columns(),
                  ""));
        }
      }
    }
    return lines;
  }

  private static Table table(Verification run) {
    Table table =
        new Table(
            List.of("claim", "", "evidence", "verdict", "decisive number", "controls", "time"),
            1,
            List.of(6, 5, 4));
    for (ClaimResult result : run.results()) {
      table.add(
          result.verdict(),
          result.claim().id(),
          result.claim().title(),
          Terminal.rungs(result.claim().evidence()),
          Terminal.name(result.verdict()),
          Terminal.cut(Decisive.number(result), 44),
          Decisive.controls(result),
          Numbers.time(time(result)));
    }
    return table;
  }

  /** What a reader of a failure needs: what broke, and how to see it again. */
  private static List<String> failure(Verification run, ClaimResult result, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.coloured(
                result.verdict(), result.claim().id() + " " + Terminal.name(result.verdict()))
            + "  "
            + result.claim().title());
    for (ClaimResult.CheckResult check : result.checks()) {
      Verdict verdict = check.finding().verdict();
      if (verdict != HOLDS) {
        lines.add(
            Terminal.wrapped(
                "%s: %s. %s"
                    .formatted(
                        check.check().name(), Terminal.word(verdict), check.finding().summary()),
                terminal.columns(),
                "  "));
      }
    }
    for (ClaimResult.ControlResult missed : Decisive.missed(result)) {
      lines.add(
          Terminal.wrapped(
              "control %s was not found (%s), so the check proves nothing. What is wrong there: %s. %s"
                  .formatted(
                      missed.control().check().name(),
                      Terminal.word(missed.finding().verdict()),
                      missed.control().wrong(),
                      missed.finding().summary()),
              terminal.columns(),
              "  "));
    }
    if (result.verdict() != NOT_APPLICABLE) {
      lines.add("  replay: " + run.replay(result.claim().id()));
    }
    return lines;
  }

  /** {@code 10 claims in 48 s: 9 hold, 1 violated. 31 of 31 controls found.} */
  private static String count(Verification run) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long n = run.results().stream().filter(r -> r.verdict() == verdict).count();
      if (n > 0) {
        parts.add(n + " " + phrase(verdict, n));
      }
    }
    int claims = run.results().size();
    long found =
        run.results().stream()
            .flatMap(r -> r.controls().stream())
            .filter(ClaimResult.ControlResult::found)
            .count();
    long missed = run.results().stream().mapToLong(r -> Decisive.missed(r).size()).sum();
    Duration time = run.results().stream().map(Summary::time).reduce(Duration.ZERO, Duration::plus);
    return "%d claim%s in %s: %s. %d of %d controls found."
        .formatted(
            claims,
            claims == 1 ? "" : "s",
            Numbers.time(time),
            String.join(", ", parts),
            found,
            found + missed);
  }

  private static String phrase(Verdict verdict, long n) {
    return switch (verdict) {
      case HOLDS -> n == 1 ? "holds" : "hold";
      case VIOLATED -> "violated";
      case UNDECIDED -> "undecided";
      case NOT_APPLICABLE -> "not applicable";
      case ERROR -> n == 1 ? "error" : "errors";
    };
  }

  /** What a backend that keeps count has used. */
  static List<String> used(Map<String, Long> usage, Terminal terminal) {
    return usage.isEmpty()
        ? List.of()
        : List.of(Terminal.wrapped("Used: " + Facts.used(usage) + ".", terminal.columns(), ""));
  }

  static Duration time(ClaimResult result) {
    return Stream.concat(
            result.checks().stream().map(ClaimResult.CheckResult::time),
            result.controls().stream().map(ClaimResult.ControlResult::time))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
