package org.noiseproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Axis;
import org.noiseproof.identify.Identification;
import org.noiseproof.identify.Identification.Nearest;
import org.noiseproof.identify.Identification.Unanswered;
import org.noiseproof.report.Facts;
import org.noiseproof.statistics.Verdict;

/** What an implementation speaks, in lines for a terminal. */
final class IdentifySummary {
  private IdentifySummary() {}

  static List<String> lines(Subject subject, List<Identification> found, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s).".formatted(subject.name(), Facts.of(subject.describe())));
    for (Identification one : found) {
      if (one.isImplemented()) {
        lines.add("");
        lines.addAll(lines(one, terminal));
      }
    }
    List<String> missing =
        found.stream().filter(one -> !one.isImplemented()).map(Identification::type).toList();
    if (!missing.isEmpty()) {
      lines.add("");
      lines.add(
          Terminal.wrapped(
              "not implemented: " + String.join(", ", missing), terminal.columns(), ""));
    }
    return lines;
  }

  private static List<String> lines(Identification one, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    if (one.answered() == 0) {
      lines.add(terminal.bold(one.type()) + "  answers no question");
    } else if (one.nearest().isPresent()) {
      lines.addAll(nearest(one, one.nearest().get(), terminal));
    } else {
      String name = one.spoken().getFirst().id();
      boolean told = one.spoken().size() == 1;
      lines.add(
          terminal.bold(one.type())
              + "  speaks "
              + terminal.coloured(Verdict.HOLDS, name)
              + (told ? "" : ", as far as its answers tell")
              + " (%d questions)".formatted(one.answered()));
      one.choices().forEach(open -> lines.add(choice(open, terminal)));
    }
    for (Unanswered silent : one.unanswered()) {
      lines.add(
          Terminal.wrapped(
              "not answered: %s (%s)".formatted(silent.question(), silent.reason()),
              terminal.columns(),
              "  "));
    }
    return lines;
  }

  private static String choice(Set<Axis> open, Terminal terminal) {
    if (open.size() > 1) {
      return Terminal.wrapped(
          "not told apart: " + open.stream().map(Axis::id).collect(Collectors.joining(", ")),
          terminal.columns(),
          "  ");
    }
    Axis choice = open.iterator().next();
    String by =
        choice.spokenBy().isEmpty() ? "" : "  (" + String.join(", ", choice.spokenBy()) + ")";
    return "  %s  %s%s".formatted(Terminal.padded(choice.id(), 26), choice.formula(), by);
  }

  private static List<String> nearest(Identification one, Nearest nearest, Terminal terminal) {
    return List.of(
        terminal.bold(one.type())
            + "  "
            + terminal.coloured(Verdict.VIOLATED, "speaks no known dialect")
            + "; nearest is "
            + nearest.dialect().id(),
        Terminal.wrapped(
            "asked %s: %s".formatted(nearest.question(), nearest.asked()),
            terminal.columns(),
            "  "),
        Terminal.wrapped("answer: " + nearest.difference(), terminal.columns(), "  "));
  }
}
