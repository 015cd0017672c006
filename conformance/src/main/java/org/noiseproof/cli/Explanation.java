package org.noiseproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Evidence;
import org.noiseproof.claim.Source;
import org.noiseproof.report.formula.PlainFormula;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.report.text.Paragraphs;
import org.noiseproof.statistics.Ledger;

/** A claim told in lines for a terminal. */
final class Explanation {
  private static final int WIDEST = 96;

  private final Claim claim;
  private final Terminal terminal;
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private Explanation(Claim claim, Terminal terminal) {
    this.claim = claim;
    this.terminal = terminal;
    this.columns = Math.min(WIDEST, terminal.columns());
  }

  /** All that the catalogue says of a claim. */
  static List<String> lines(Claim claim, Terminal terminal) {
    return new Explanation(claim, terminal).tell();
  }

  private List<String> tell() {
    String title = claim.id() + "  " + claim.title();
    lines.add(terminal.bold(title));
    lines.add(terminal.faint("─".repeat(Math.min(columns, Terminal.width(title)))));
    Paragraphs.of(claim.statement())
        .forEach(text -> lines.add(Terminal.wrapped(PlainFormula.prose(text), columns, "")));
    lines.add("");
    source();
    items("Assumptions", claim.assumptions());
    constants();
    checks();
    refutation();
    controls();
    items("What the checks cannot see", claim.blindSpots());
    lines.add("Run it: ./noiseproof verify " + claim.id());
    lines.add("");
    return lines;
  }

  private void head(String head) {
    lines.add(terminal.bold(head));
  }

  private void item(String text) {
    String wrapped = Terminal.wrapped(PlainFormula.prose(text), columns, "    ");
    lines.add("  · " + wrapped.substring(4));
  }

  private void items(String head, List<String> items) {
    if (!items.isEmpty()) {
      head(head);
      items.forEach(this::item);
      lines.add("");
    }
  }

  private void source() {
    head("Source");
    lines.add(Terminal.wrapped(claim.source().citation(), columns, "  "));
    lines.add(Terminal.wrapped(status(claim.source().status()), columns, "  "));
    lines.add("");
  }

  private static String status(Source.Status status) {
    return switch (status) {
      case PUBLISHED -> "Stated in the cited work.";
      case DERIVED -> "Derived here, with a proof; the cited work has a statement of this kind.";
      case OURS -> "Derived here, with a proof.";
      case STANDARD -> "Textbook material.";
    };
  }

  private void constants() {
    if (claim.constants().isEmpty()) {
      return;
    }
    head("Constants");
    List<String> symbols =
        claim.constants().stream().map(c -> PlainFormula.prose("$" + c.symbol() + "$")).toList();
    int widest = symbols.stream().mapToInt(Terminal::width).max().orElse(0);
    String indent = " ".repeat(widest + 4);
    for (int i = 0; i < symbols.size(); i++) {
      Constant constant = claim.constants().get(i);
      String wrapped =
          Terminal.wrapped(PlainFormula.definition(constant.definition()), columns, indent);
      lines.add(
          "  " + Terminal.padded(symbols.get(i), widest + 2) + wrapped.substring(indent.length()));
    }
    lines.add("");
  }

  private void checks() {
    head("What is measured");
    for (Check check : claim.checks()) {
      lines.add("  " + check.name() + "  " + terminal.faint(rung(check)));
      lines.add(Terminal.wrapped(PlainFormula.prose(check.measures()), columns, "    "));
    }
    lines.add("");
  }

  private static String rung(Check check) {
    return check.evidence() == Evidence.STATISTICAL
        ? "STATISTICAL, α = %s, β = %s"
            .formatted(
                Numbers.plain(Ledger.ALPHA * check.share(), 2),
                Numbers.plain(Ledger.BETA * check.share(), 2))
        : check.evidence().name();
  }

  private void refutation() {
    head("What would refute it");
    boolean exact =
        claim.checks().stream().anyMatch(c -> c.evidence().compareTo(Evidence.BOUND) <= 0);
    boolean sampled = claim.checks().stream().anyMatch(c -> c.evidence() == Evidence.STATISTICAL);
    if (exact) {
      item("One number on the wrong side of its bound by more than the rounding error granted.");
    }
    if (sampled) {
      item(
          "An e-process against the claim that reaches 1/α, which under a true claim happens with"
              + " probability at most α, whenever one looks.");
    }
    lines.add("");
  }

  private void controls() {
    head("Negative controls: the same checks must find these VIOLATED");
    for (Control control : claim.controls()) {
      item(
          "%s (%s): %s"
              .formatted(
                  control.check().name(),
                  control.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  control.wrong()));
    }
    lines.add("");
  }
}
