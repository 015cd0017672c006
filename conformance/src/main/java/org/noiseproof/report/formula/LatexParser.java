package org.noiseproof.report.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/**
 * Reads the part of LaTeX that formulas are written in, by recursive descent. What it does not know
 * is an error with its place: a formula that loses a norm in silence states another theorem.
 */
final class LatexParser {
  private final String latex;
  private int at;

  LatexParser(String latex) {
    this.latex = latex;
  }

  /**
   * The whole formula; rows may be broken by {@code \\} and aligned at {@code &}.
   *
   * @throws IllegalArgumentException where it is not understood
   */
  Formula parse() {
    Formula formula = table("", false);
    if (at < latex.length()) {
      throw error("unexpected \"" + latex.charAt(at) + "\"");
    }
    return formula;
  }

  /** Rows of cells up to {@code \end{environment}}, or to the end; a lone cell is itself. */
  private Formula table(String environment, boolean aligned) {
    List<List<Formula>> rows = new ArrayList<>();
    List<Formula> cells = new ArrayList<>();
    while (true) {
      cells.add(row());
      if (take("&")) {
        continue;
      }
      if (take("\\\\")) {
        rows.add(cells);
        cells = new ArrayList<>();
        continue;
      }
      break;
    }
    if (!cells.equals(List.of(new Row(List.of())))) {
      rows.add(cells);
    }
    if (!environment.isEmpty() && !take("\\end{" + environment + "}")) {
      throw error("\\begin{" + environment + "} has no end");
    }
    boolean columns = rows.stream().anyMatch(row -> row.size() > 1);
    return rows.size() == 1 && !columns && environment.isEmpty()
        ? rows.getFirst().getFirst()
        : new Table(rows, aligned || environment.isEmpty());
  }

  /** Everything up to a closing brace, a cell's or row's end, or {@code \right}. */
  private Row row() {
    List<Formula> parts = new ArrayList<>();
    while (true) {
      skipSpaces();
      if (at == latex.length() || next("}") || next("&") || next("\\\\") || next("\\end{")) {
        return new Row(parts);
      }
      if (next("\\right") && !next("\\rightarrow")) {
        return new Row(parts);
      }
      scripted(parts);
    }
  }

  private void scripted(List<Formula> parts) {
    Formula base = next("_") || next("^") ? new Row(List.of()) : atom();
    Optional<Formula> below = Optional.empty();
    Optional<Formula> above = Optional.empty();
    while (true) {
      skipSpaces();
      if (take("\\limits") || take("\\nolimits")) {
        continue;
      }
      if (below.isEmpty() && take("_")) {
        below = Optional.of(argument());
      } else if (above.isEmpty() && take("^")) {
        above = Optional.of(argument());
      } else if (above.isEmpty() && take("'")) {
        above = Optional.of(Atom.of("′", Style.UPRIGHT));
      } else {
        break;
      }
    }
    parts.add(below.isEmpty() && above.isEmpty() ? base : new Script(base, below, above));
  }

  private Formula atom() {
    if (next("{")) {
      return group();
    }
    if (next("\\")) {
      return command();
    }
    int start = at;
    while (at < latex.length() && isNumeric(start)) {
      at++;
    }
    if (at > start) {
      return Atom.of(latex.substring(start, at), Style.NUMBER);
    }
    String character = Character.toString(latex.codePointAt(at));
    if ("_^#$%~".contains(character)) {
      throw error("unexpected \"" + character + "\"");
    }
    at += character.length();
    return Symbols.character(character);
  }

  /** Digits, and a point between digits. */
  private boolean isNumeric(int start) {
    char c = latex.charAt(at);
    boolean point = c == '.' && at > start && at + 1 < latex.length();
    return isDigit(c) || (point && isDigit(latex.charAt(at + 1)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Formula group() {
    expect("{");
    Row row = row();
    expect("}");
    return row.parts().size() == 1 ? row.parts().getFirst() : row;
  }

  /** A group, or a single sign as in {@code \frac12}. */
  private Formula argument() {
    skipSpaces();
    if (at == latex.length()) {
      throw error("an argument is missing");
    }
    if (isDigit(latex.charAt(at))) {
      return Atom.of(String.valueOf(latex.charAt(at++)), Style.NUMBER);
    }
    return atom();
  }

  private String word() {
    skipSpaces();
    expect("{");
    int end = latex.indexOf('}', at);
    if (end < 0) {
      throw error("a brace is not closed");
    }
    String word = latex.substring(at, end);
    at = end + 1;
    return word;
  }

  /** In a font, where one letter needs no braces. */
  private String letters() {
    skipSpaces();
    boolean one = at < latex.length() && isLetter(latex.charAt(at));
    return one ? latex.substring(at, ++at) : word();
  }

  private Formula command() {
    int start = at;
    String name = name();
    Optional<Atom> sign = Symbols.command(name);
    if (sign.isPresent()) {
      return sign.get();
    }
    Double space = Symbols.SPACES.get(name);
    if (space != null) {
      return new Space(space);
    }
    Character accent = Symbols.ACCENTS.get(name);
    if (accent != null) {
      return new Accent(argument(), accent);
    }
    return switch (name) {
      case "frac", "tfrac", "dfrac" -> new Fraction(argument(), argument(), true);
      case "binom" -> new Fenced("(", new Fraction(argument(), argument(), false), ")");
      case "sqrt" -> root();
      case "left" -> fenced();
      case "text", "textrm", "mbox", "textit" -> Atom.of(word(), Style.TEXT);
      case "operatorname" -> function();
      case "mathrm", "mathsf" -> Atom.of(letters(), Style.UPRIGHT);
      case "mathbf", "boldsymbol", "bm" -> bold(argument());
      case "mathbb" -> Atom.of(Symbols.blackboard(letters()), Style.UPRIGHT);
      case "mathcal" -> Atom.of(Symbols.calligraphic(letters()), Style.UPRIGHT);
      case "underset" -> under(argument(), argument());
      case "overset", "stackrel" -> over(argument(), argument());
      case "begin" -> environment();
      case "big", "Big", "bigl", "Bigl", "bigr", "Bigr", "bigg", "biggl", "biggr", "middle" ->
          delimiter(name);
      case "displaystyle", "textstyle", "mathstrut" -> new Row(List.of());
      default -> {
        at = start;
        throw error("unknown command \\" + name);
      }
    };
  }

  /** The name of the command that starts here: letters, or one other character. */
  private String name() {
    expect("\\");
    int start = at;
    while (at < latex.length() && isLetter(latex.charAt(at))) {
      at++;
    }
    if (at == start && at < latex.length()) {
      at++;
    }
    return latex.substring(start, at);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private Formula root() {
    Optional<Formula> index = Optional.empty();
    if (take("[")) {
      int end = latex.indexOf(']', at);
      index = Optional.of(parse(latex.substring(at, end)));
      at = end + 1;
    }
    return new Root(argument(), index);
  }

  private Formula fenced() {
    String open = fence();
    Row body = row();
    if (!take("\\right")) {
      throw error("\\left has no \\right");
    }
    return new Fenced(open, body, fence());
  }

  /** The sign after {@code \left}, {@code \right}; a point is none. */
  private String fence() {
    skipSpaces();
    if (take(".")) {
      return "";
    }
    return atom() instanceof Atom sign ? sign.text() : "";
  }

  private Formula delimiter(String size) {
    skipSpaces();
    Role role = size.endsWith("l") ? Role.OPEN : size.endsWith("r") ? Role.CLOSE : Role.ORDINARY;
    double em = size.startsWith("bigg") ? 2.4 : size.startsWith("Big") ? 1.8 : 1.2;
    return atom() instanceof Atom sign ? new Delimiter(sign.text(), role, em) : new Row(List.of());
  }

  private Formula function() {
    boolean limits = take("*");
    return new Atom(word().replace("\\,", "\u2009"), Style.UPRIGHT, Role.FUNCTION, limits);
  }

  private static Formula bold(Formula letter) {
    return letter instanceof Atom atom
        ? new Atom(atom.text(), Style.BOLD, atom.role(), atom.limits())
        : letter;
  }

  private static Formula under(Formula below, Formula base) {
    return new Script(withLimits(base), Optional.of(below), Optional.empty());
  }

  private static Formula over(Formula above, Formula base) {
    return new Script(withLimits(base), Optional.empty(), Optional.of(above));
  }

  private static Formula withLimits(Formula base) {
    return base instanceof Atom atom
        ? new Atom(atom.text(), atom.style(), atom.role(), true)
        : base;
  }

  private Formula environment() {
    String name = word();
    return switch (name) {
      case "aligned", "align", "align*", "split", "gathered" -> table(name, true);
      case "cases" -> new Fenced("{", table(name, false), "");
      case "matrix" -> table(name, false);
      case "pmatrix" -> new Fenced("(", table(name, false), ")");
      case "bmatrix" -> new Fenced("[", table(name, false), "]");
      default -> throw error("unknown environment " + name);
    };
  }

  private static Formula parse(String latex) {
    return new LatexParser(latex).parse();
  }

  private void skipSpaces() {
    while (at < latex.length() && Character.isWhitespace(latex.charAt(at))) {
      at++;
    }
  }

  private boolean next(String token) {
    return latex.startsWith(token, at);
  }

  private boolean take(String token) {
    if (next(token)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw error("expected \"" + token + "\"");
    }
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException(
        "%s at character %d of the formula %s".formatted(what, at + 1, latex));
  }
}
