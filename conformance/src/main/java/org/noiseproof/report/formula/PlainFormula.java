package org.noiseproof.report.formula;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.noiseproof.report.formula.Formula.Table;

/** Formulas in one line of Unicode, for terminals: {@code C_p(n) = b_p² + p/2}. */
public final class PlainFormula {
  private static final String PLAIN = "0123456789+−=()aehijklmnoprstuvxβγρφχ";
  private static final String BELOW = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";
  private static final String PLAIN_ABOVE = "0123456789+−=()abcdefghijklmnoprstuvwxyzT⊤αβ′";
  private static final String ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵀᵅᵝ′";

  private PlainFormula() {}

  /** Words with formulas between dollar signs. */
  public static String prose(String text) {
    return Prose.render(text, words -> words, formula -> line(formula));
  }

  /** Words and LaTeX mixed without dollar signs, as in a definition. */
  public static String definition(String text) {
    return prose(Prose.withDollars(text));
  }

  private static String line(Formula formula) {
    return render(formula).replaceAll(" +", " ").strip();
  }

  private static String render(Formula formula) {
    return switch (formula) {
      case Row(List<Formula> parts) -> row(parts);
      case Atom atom -> atom(atom, true);
      case Script(Formula base, Optional<Formula> below, Optional<Formula> above) ->
          render(base)
              + below.map(b -> script(render(b), PLAIN, BELOW, "_")).orElse("")
              + above.map(a -> script(render(a), PLAIN_ABOVE, ABOVE, "^")).orElse("");
      case Fraction(Formula above, Formula below, boolean bar) ->
          operand(above) + (bar ? "/" : " over ") + operand(below);
      case Root(Formula radicand, Optional<Formula> index) ->
          index.map(i -> script(render(i), PLAIN_ABOVE, ABOVE, "^")).orElse("")
              + "√"
              + operand(radicand);
      case Accent(Formula base, char mark) -> render(base) + mark;
      case Fenced(String open, Formula body, String close) -> open + render(body) + close;
      case Delimiter delimiter -> delimiter.text();
      case Table table ->
          table.rows().stream()
              .map(row -> row.stream().map(PlainFormula::render).collect(Collectors.joining(" ")))
              .collect(Collectors.joining(";  "));
      case Space(double em) -> em > 0 ? " " : "";
    };
  }

  private static String row(List<Formula> parts) {
    StringBuilder row = new StringBuilder();
    Role before = Role.OPEN;
    for (Formula part : parts) {
      if (part instanceof Atom atom) {
        boolean operand = before == Role.ORDINARY || before == Role.CLOSE;
        row.append(atom(atom, operand));
        before = atom.role();
      } else {
        row.append(before == Role.FUNCTION && !(part instanceof Fenced) ? " " : "");
        row.append(render(part));
        before =
            part instanceof Script script && script.base() instanceof Atom atom
                ? atom.role()
                : Role.ORDINARY;
      }
    }
    return row.toString();
  }

  private static String atom(Atom atom, boolean infix) {
    return switch (atom.role()) {
      case RELATION -> " " + atom.text() + " ";
      case BINARY -> infix && !"⋅".equals(atom.text()) ? " " + atom.text() + " " : atom.text();
      case PUNCTUATION -> atom.text() + " ";
      case FUNCTION -> infix ? " " + atom.text() : atom.text();
      case ORDINARY, OPEN, CLOSE -> atom.text();
    };
  }

  /** Raised or lowered where Unicode has every character, else after a mark. */
  private static String script(String text, String plain, String small, String mark) {
    String dense = text.replace(" ", "");
    int[] characters = dense.chars().map(c -> index(plain, small, c)).toArray();
    boolean all = dense.chars().allMatch(c -> plain.indexOf(c) >= 0);
    if (all) {
      StringBuilder raised = new StringBuilder();
      for (int c : characters) {
        raised.append((char) c);
      }
      return raised.toString();
    }
    return mark + (dense.codePointCount(0, dense.length()) == 1 ? dense : "(" + dense + ")");
  }

  private static int index(String plain, String small, int c) {
    int at = plain.indexOf(c);
    return at < 0 ? 0 : small.charAt(at);
  }

  /** In parentheses, unless it is one sign or word. */
  private static String operand(Formula formula) {
    String text = render(formula).strip();
    boolean simple =
        formula instanceof Atom
            || formula instanceof Script
            || text.codePoints().allMatch(Character::isLetterOrDigit);
    return simple ? text : "(" + text + ")";
  }
}
