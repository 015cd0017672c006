package org.noiseproof.report.formula;

import java.util.List;
import java.util.Optional;

/** A formula, as the tree that its LaTeX describes. */
public sealed interface Formula {

  /** The formula that this LaTeX writes, without dollar signs. */
  static Formula parse(String latex) {
    return new LatexParser(latex).parse();
  }

  /** What an atom is to its neighbours, which decides the space between them; TeX's classes. */
  enum Role {
    ORDINARY,
    FUNCTION,
    BINARY,
    RELATION,
    OPEN,
    CLOSE,
    PUNCTUATION
  }

  /** How an atom's letters stand. */
  enum Style {
    ITALIC,
    UPRIGHT,
    BOLD,
    NUMBER,
    TEXT
  }

  /** One after another. */
  record Row(List<Formula> parts) implements Formula {
    public Row {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A letter, number, word or sign.
   *
   * @param limits whether scripts belong under and over it in a display: ∑, max
   */
  record Atom(String text, Style style, Role role, boolean limits) implements Formula {
    static Atom of(String text, Style style) {
      return new Atom(text, style, Role.ORDINARY, false);
    }

    static Atom sign(String text, Role role) {
      return new Atom(text, Style.UPRIGHT, role, false);
    }
  }

  /** A base with a subscript, a superscript, or both. */
  record Script(Formula base, Optional<Formula> below, Optional<Formula> above)
      implements Formula {}

  /** One above the other: a fraction, or a binomial coefficient where there is no bar. */
  record Fraction(Formula above, Formula below, boolean bar) implements Formula {}

  /** A root; a square root where there is no index. */
  record Root(Formula radicand, Optional<Formula> index) implements Formula {}

  /**
   * A mark above a base: hat, bar, tilde.
   *
   * @param mark the combining character
   */
  record Accent(Formula base, char mark) implements Formula {}

  /** A fence whose height was set by hand, in em: {@code \Bigl(}. */
  record Delimiter(String text, Role role, double em) implements Formula {}

  /** A body between fences that grow with it; either may be empty. */
  record Fenced(String open, Formula body, String close) implements Formula {}

  /**
   * Rows of cells.
   *
   * @param aligned whether columns alternate between right and left, as in {@code aligned}
   */
  record Table(List<List<Formula>> rows, boolean aligned) implements Formula {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** Empty space, in em. */
  record Space(double em) implements Formula {}
}
