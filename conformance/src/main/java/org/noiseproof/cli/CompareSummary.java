package org.noiseproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.noiseproof.compare.Accuracy;
import org.noiseproof.compare.Comparison;
import org.noiseproof.compare.Comparison.Judged;
import org.noiseproof.compare.Drift;
import org.noiseproof.compare.Speed;
import org.noiseproof.compare.Timing;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.report.ComparisonWords;
import org.noiseproof.report.Facts;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Verdict;

/** A comparison in lines for a terminal: whether it is right, how exact, how fast. */
final class CompareSummary {
  private CompareSummary() {}

  static List<String> lines(Comparison comparison, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add("candidate: " + who(comparison.candidate()));
    lines.add("baseline:  " + who(comparison.baseline()));
    lines.add(
        "Seed %d, %d cases a check."
            .formatted(comparison.candidate().seed(), comparison.candidate().cases()));
    lines.add("");
    lines.addAll(accuracy(comparison).lines(terminal));
    lines.add("");
    comparison
        .failures()
        .forEach(result -> lines.addAll(ConformanceSummary.failure(result, terminal)));
    ComparisonWords.atSize(comparison).forEach(line -> lines.addAll(paragraph(line, terminal)));
    if (!comparison.timings().isEmpty()) {
      lines.addAll(speed(comparison).lines(terminal));
      lines.add("");
      lines.addAll(paragraph(ComparisonWords.reading(comparison), terminal));
      lines.add("");
    }
    if (!ComparisonWords.baselineIsRight(comparison)) {
      lines.addAll(paragraph(ComparisonWords.wrongBaseline(comparison), terminal));
    }
    lines.add(
        terminal.coloured(
            comparison.isRight()
                ? comparison.count(Speed.SLOWER) > 0 ? Verdict.UNDECIDED : Verdict.HOLDS
                : Verdict.VIOLATED,
            ComparisonWords.verdict(comparison)));
    lines.addAll(Summary.used(comparison.candidate().usage(), terminal));
    return lines;
  }

  /** What has drifted since earlier lines of a history. */
  static List<String> drifts(List<Drift> drifts, long compared, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(paragraph(ComparisonWords.drifted(drifts, compared), terminal));
    drifts.forEach(
        drift ->
            lines.add(
                Terminal.wrapped(
                    drift.of() + " is " + drift.said() + ".", terminal.columns(), "  ")));
    return lines;
  }

  private static String who(ConformanceRun run) {
    return "%s (%s)".formatted(run.subject(), Facts.of(run.description()));
  }

  private static Table accuracy(Comparison comparison) {
    Table table =
        new Table(List.of("what", "verdict", "hold", "violated", "test ratio", "baseline's"), 0);
    for (Judged judged : comparison.judged()) {
      String type = judged.type();
      ConformanceRun run = comparison.candidate();
      Verdict verdict = comparison.isRight(type) ? Verdict.HOLDS : Verdict.VIOLATED;
      table.add(
          verdict,
          type,
          Terminal.name(verdict),
          Long.toString(comparison.count(run, type, Verdict.HOLDS)),
          Long.toString(comparison.count(run, type, Verdict.VIOLATED)),
          ratio(judged.candidate()),
          ratio(judged.baseline()));
    }
    return table;
  }

  private static String ratio(Optional<Accuracy> accuracy) {
    return accuracy.map(ComparisonWords::accuracy).orElse("not judged");
  }

  private static Table speed(Comparison comparison) {
    Table table =
        new Table(
            List.of("what", "size", "candidate", "baseline", "ratio", "interval", "speed"), 0);
    for (Timing timing : comparison.timings()) {
      table.add(
          Verdict.NOT_APPLICABLE,
          timing.workload().type(),
          ComparisonWords.size(timing.workload()),
          Numbers.shortTime(ComparisonWords.median(timing.candidate())),
          Numbers.shortTime(ComparisonWords.median(timing.baseline())),
          String.format(Locale.ROOT, "%.3f", timing.ratio().median()),
          ComparisonWords.interval(timing),
          ComparisonWords.speed(comparison, timing));
    }
    return table;
  }

  private static List<String> paragraph(String text, Terminal terminal) {
    return Terminal.wrapped(text, terminal.columns(), "").lines().toList();
  }
}
