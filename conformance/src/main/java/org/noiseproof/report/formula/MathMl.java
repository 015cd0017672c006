package org.noiseproof.report.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.noiseproof.report.formula.Formula.Accent;
import org.noiseproof.report.formula.Formula.Atom;
import org.noiseproof.report.formula.Formula.Delimiter;
import org.noiseproof.report.formula.Formula.Fenced;
import org.noiseproof.report.formula.Formula.Fraction;
import org.noiseproof.report.formula.Formula.Role;
import org.noiseproof.report.formula.Formula.Root;
import org.noiseproof.report.formula.Formula.Row;
import org.noiseproof.report.formula.Formula.Script;
import org.noiseproof.report.formula.Formula.Space;
import org.noiseproof.report.formula.Formula.Style;
import org.noiseproof.report.formula.Formula.Table;
import org.noiseproof.report.text.Markup;

/** Formulas as MathML Core, which browsers render by themselves. */
public final class MathMl {
  private static final double THIN = 3 / 18.0;
  private static final Pattern SUPERSCRIPT = Pattern.compile("\\^\\{([^{}]*)\\}");
  private static final Pattern SUBSCRIPT =
      Pattern.compile("(?<=[\\p{L}‖)])_(?:\\{([^{}]*)\\}|([\\p{L}\\d])(?![\\p{L}\\d_]))");

  private MathMl() {}

  /**
   * Formulas on lines of their own: apart where the LaTeX is, by {@code \[ … \]}, and broken at its
   * widest spaces, since no browser breaks a line within one.
   *
   * @throws IllegalArgumentException where the LaTeX is not understood
   */
  public static String display(String latex) {
    StringBuilder display = new StringBuilder();
    for (String line : latex.split("\\\\\\[|\\\\]", -1)) {
      if (!line.isBlank()) {
        display.append("<div class=\"line\">");
        split(Formula.parse(line.strip())).forEach(part -> display.append(displayed(part)));
        display.append("</div>");
      }
    }
    return display.toString();
  }

  private static List<Formula> split(Formula formula) {
    if (!(formula instanceof Row(List<Formula> parts))) {
      return List.of(formula);
    }
    List<Formula> pieces = new ArrayList<>();
    List<Formula> piece = new ArrayList<>();
    for (Formula part : parts) {
      if (part instanceof Space(double em) && em > 1) {
        pieces.add(new Row(piece));
        piece = new ArrayList<>();
      } else {
        piece.add(part);
      }
    }
    pieces.add(new Row(piece));
    return pieces;
  }

  private static String displayed(Formula formula) {
    return "<math displaystyle=\"true\">" + render(formula) + "</math>";
  }

  /** Words, escaped, with formulas between dollar signs. */
  public static String prose(String text) {
    return Prose.render(text, MathMl::words, formula -> "<math>" + render(formula) + "</math>");
  }

  /** Words, in which scripts as a terminal shows them, k^{1/p} and b_p, are raised and lowered. */
  private static String words(String text) {
    String raised = SUPERSCRIPT.matcher(Markup.escape(text)).replaceAll("<sup>$1</sup>");
    return SUBSCRIPT
        .matcher(raised)
        .replaceAll(
            match ->
                "<sub>" + (match.group(1) == null ? match.group(2) : match.group(1)) + "</sub>");
  }

  /** Words and LaTeX mixed without dollar signs, as in a definition. */
  public static String definition(String text) {
    return prose(Prose.withDollars(text));
  }

  private static String render(Formula formula) {
    return switch (formula) {
      case Row(List<Formula> parts) -> row(parts);
      case Atom atom -> atom(atom, false);
      case Script script -> script(script);
      case Fraction(Formula above, Formula below, boolean bar) ->
          (bar ? "<mfrac>" : "<mfrac linethickness=\"0\">")
              + render(above)
              + render(below)
              + "</mfrac>";
      case Root root ->
          root.index()
              .map(i -> "<mroot>" + render(root.radicand()) + render(i) + "</mroot>")
              .orElseGet(() -> "<msqrt>" + render(root.radicand()) + "</msqrt>");
      case Accent accent -> accent(accent);
      case Fenced(String open, Formula body, String close) ->
          "<mrow>" + fence(open, "prefix") + render(body) + fence(close, "postfix") + "</mrow>";
      case Delimiter(String text, Role role, double em) ->
          String.format(
              Locale.ROOT,
              "<mo stretchy=\"true\" form=\"%s\" minsize=\"%.1fem\" maxsize=\"%.1fem\">%s</mo>",
              role == Role.CLOSE ? "postfix" : "prefix",
              em,
              em,
              Markup.escape(text));
      case Table table -> table(table);
      case Space(double em) -> space(em);
    };
  }

  private static String row(List<Formula> parts) {
    StringBuilder row = new StringBuilder("<mrow>");
    for (int i = 0; i < parts.size(); i++) {
      Role before = i == 0 ? Role.OPEN : role(parts.get(i - 1));
      Role here = role(parts.get(i));
      if (touches(before, here) && !(parts.get(i) instanceof Space)) {
        row.append(space(THIN));
      }
      row.append(
          parts.get(i) instanceof Atom atom
              ? atom(atom, atom.role() == Role.BINARY && !isOperand(before))
              : render(parts.get(i)));
    }
    return row.append("</mrow>").toString();
  }

  /** A function's name keeps clear of its neighbours, unless they are fences. */
  private static boolean touches(Role before, Role here) {
    return (before == Role.FUNCTION && (here == Role.ORDINARY || here == Role.FUNCTION))
        || (here == Role.FUNCTION && isOperand(before));
  }

  private static boolean isOperand(Role role) {
    return role == Role.ORDINARY || role == Role.CLOSE;
  }

  private static Role role(Formula formula) {
    return switch (formula) {
      case Atom atom -> atom.role();
      case Script script -> role(script.base());
      case Row _, Fraction _, Root _, Accent _, Table _ -> Role.ORDINARY;
      case Delimiter delimiter -> delimiter.role();
      case Fenced _ -> Role.CLOSE;
      case Space _ -> Role.OPEN;
    };
  }

  private static String atom(Atom atom, boolean prefix) {
    String text = Markup.escape(atom.text());
    if (atom.style() == Style.TEXT) {
      return "<mtext>" + text.replace(" ", "\u00a0") + "</mtext>";
    }
    if (atom.style() == Style.NUMBER) {
      return "<mn>" + text + "</mn>";
    }
    if (atom.style() == Style.BOLD) {
      return "<mi mathvariant=\"normal\" class=\"bold\">" + text + "</mi>";
    }
    return switch (atom.role()) {
      case ORDINARY ->
          isBar(atom.text())
              ? "<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">" + text + "</mo>"
              : identifier(atom, text);
      case FUNCTION ->
          atom.limits() || "∫".equals(atom.text())
              ? "<mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">" + text + "</mo>"
              : "<mi>" + text + "</mi>";
      case BINARY -> prefix ? "<mo form=\"prefix\">" + text + "</mo>" : "<mo>" + text + "</mo>";
      case RELATION -> "<mo stretchy=\"false\">" + text + "</mo>";
      case OPEN -> "<mo stretchy=\"false\" form=\"prefix\">" + text + "</mo>";
      case CLOSE -> "<mo stretchy=\"false\" form=\"postfix\">" + text + "</mo>";
      case PUNCTUATION -> "<mo separator=\"true\">" + text + "</mo>";
    };
  }

  private static boolean isBar(String text) {
    return "|‖/∥.".contains(text);
  }

  private static String identifier(Atom atom, String text) {
    boolean upright = atom.style() == Style.UPRIGHT && text.codePointCount(0, text.length()) == 1;
    return (upright ? "<mi mathvariant=\"normal\">" : "<mi>") + text + "</mi>";
  }

  private static String script(Script script) {
    boolean limits = script.base() instanceof Atom atom && atom.limits();
    String base = render(script.base());
    if (script.below().isEmpty()) {
      String name = limits ? "mover" : "msup";
      return element(name, base + render(script.above().orElseThrow()));
    }
    String below = render(script.below().get());
    return script
        .above()
        .map(above -> element(limits ? "munderover" : "msubsup", base + below + render(above)))
        .orElseGet(() -> element(limits ? "munder" : "msub", base + below));
  }

  private static String accent(Accent accent) {
    char sign =
        switch (accent.mark()) {
          case '\u0302' -> '^';
          case '\u0303' -> '~';
          case '\u0304', '\u0305' -> '\u00af';
          case '\u0307' -> '\u02d9';
          case '\u0308' -> '\u00a8';
          default -> '→';
        };
    return "<mover accent=\"true\">" + render(accent.base()) + "<mo>" + sign + "</mo></mover>";
  }

  private static String fence(String sign, String form) {
    return sign.isEmpty()
        ? ""
        : "<mo form=\"%s\" stretchy=\"true\">%s</mo>".formatted(form, Markup.escape(sign));
  }

  private static String table(Table table) {
    StringBuilder rows =
        new StringBuilder(table.aligned() ? "<mtable class=\"aligned\">" : "<mtable>");
    for (List<Formula> row : table.rows()) {
      rows.append("<mtr>");
      for (Formula cell : row) {
        rows.append("<mtd>").append(render(cell)).append("</mtd>");
      }
      rows.append("</mtr>");
    }
    return rows.append("</mtable>").toString();
  }

  private static String space(double em) {
    return String.format(Locale.ROOT, "<mspace width=\"%.3fem\"></mspace>", em);
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
