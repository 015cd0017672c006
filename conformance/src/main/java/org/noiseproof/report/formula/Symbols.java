package org.noiseproof.report.formula;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.report.formula.Formula.Atom;
import org.noiseproof.report.formula.Formula.Role;
import org.noiseproof.report.formula.Formula.Style;

/** The commands of LaTeX that stand for one sign. */
final class Symbols {
  private static final Map<String, Atom> COMMANDS = new HashMap<>();
  private static final Map<Character, Atom> SIGNS = new HashMap<>();

  /** The spaces of LaTeX, in em. */
  static final Map<String, Double> SPACES =
      Map.of(
          ",", 3 / 18.0, ":", 4 / 18.0, ";", 5 / 18.0, "!", -3 / 18.0, " ", 0.25, "quad", 1.0,
          "qquad", 2.0);

  /** Accents and their combining characters. */
  static final Map<String, Character> ACCENTS =
      Map.ofEntries(
          Map.entry("hat", '\u0302'),
          Map.entry("widehat", '\u0302'),
          Map.entry("bar", '\u0304'),
          Map.entry("overline", '\u0305'),
          Map.entry("tilde", '\u0303'),
          Map.entry("widetilde", '\u0303'),
          Map.entry("dot", '\u0307'),
          Map.entry("ddot", '\u0308'),
          Map.entry("vec", '\u20d7'));

  static {
    letters(
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ"
            + " iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ"
            + " varphi φ chi χ psi ψ omega ω ell ℓ",
        Style.ITALIC);
    letters(
        "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
            + " infty ∞ nabla ∇ angle ∠ partial ∂ forall ∀ exists ∃ emptyset ∅ varnothing ∅ top ⊤ bot ⊥"
            + " dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ prime ′ hbar ℏ % % # # & & _ _ $ $",
        Style.UPRIGHT);
    signs(
        "le ≤ leq ≤ ge ≥ geq ≥ leqslant ⩽ geqslant ⩾ ne ≠ neq ≠ equiv ≡ approx ≈ sim ∼ simeq ≃"
            + " propto ∝ ll ≪ gg ≫ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇"
            + " to → rightarrow → longrightarrow ⟶ leftarrow ← mapsto ↦ implies ⟹ Rightarrow ⇒"
            + " Leftarrow ⇐ iff ⟺ Leftrightarrow ⇔ uparrow ↑ downarrow ↓ perp ⊥ mid ∣ parallel ∥"
            + " colon : preceq ⪯ succeq ⪰ triangleq ≜ coloneqq ≔ vdash ⊢",
        Role.RELATION);
    signs(
        "pm ± mp ∓ times × cdot ⋅ div ÷ cap ∩ cup ∪ wedge ∧ land ∧ vee ∨ lor ∨ setminus ∖"
            + " circ ∘ ast ∗ star ⋆ oplus ⊕ otimes ⊗ odot ⊙",
        Role.BINARY);
    signs("lVert ‖ lvert | langle ⟨ lfloor ⌊ lceil ⌈ { { lbrace {", Role.OPEN);
    signs("rVert ‖ rvert | rangle ⟩ rfloor ⌋ rceil ⌉ } } rbrace }", Role.CLOSE);
    signs("| ‖ Vert ‖ vert | lnot ¬ neg ¬", Role.ORDINARY);
    for (String name : "max min sup inf lim limsup liminf argmin argmax".split(" ", -1)) {
      COMMANDS.put(name, new Atom(name, Style.UPRIGHT, Role.FUNCTION, true));
    }
    for (String name :
        "arg log ln exp sin cos tan sinh cosh tanh arcsin arccos arctan det dim ker deg gcd Pr"
            .split(" ", -1)) {
      COMMANDS.put(name, new Atom(name, Style.UPRIGHT, Role.FUNCTION, false));
    }
    String[] large = "sum ∑ prod ∏ bigcup ⋃ bigcap ⋂".split(" ", -1);
    for (int i = 0; i < large.length; i += 2) {
      COMMANDS.put(large[i], new Atom(large[i + 1], Style.UPRIGHT, Role.FUNCTION, true));
    }
    COMMANDS.put("int", new Atom("∫", Style.UPRIGHT, Role.FUNCTION, false));

    characters("=<>≤≥≠≈∼≡∝→↦∈∉⊂⊆⇒⇔≪≫:", Role.RELATION);
    characters("+±∓×·⋅∗∘∧∨∩∪", Role.BINARY);
    SIGNS.put('-', Atom.sign("−", Role.BINARY));
    SIGNS.put('−', Atom.sign("−", Role.BINARY));
    SIGNS.put('*', Atom.sign("∗", Role.BINARY));
    characters("([⟨⌊⌈", Role.OPEN);
    characters(")]⟩⌋⌉!", Role.CLOSE);
    characters(",;", Role.PUNCTUATION);
    characters("|‖/.?\"∥", Role.ORDINARY);
  }

  private Symbols() {}

  private static void letters(String pairs, Style style) {
    String[] words = pairs.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      COMMANDS.put(words[i], Atom.of(words[i + 1], style));
    }
  }

  private static void signs(String pairs, Role role) {
    String[] words = pairs.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      COMMANDS.put(words[i], Atom.sign(words[i + 1], role));
    }
  }

  private static void characters(String all, Role role) {
    all.chars().forEach(c -> SIGNS.put((char) c, Atom.sign(Character.toString(c), role)));
  }

  /** The sign that a command stands for, without its backslash; empty for any other command. */
  static Optional<Atom> command(String name) {
    return Optional.ofNullable(COMMANDS.get(name));
  }

  /** A character that stands for itself. */
  static Atom character(String text) {
    Atom sign = SIGNS.get(text.charAt(0));
    return sign != null ? sign : Atom.of(text, Style.ITALIC);
  }

  /** Blackboard bold, for which MathML Core has no style: ℝ, 𝔼, 𝟙. */
  static String blackboard(String letters) {
    return alphabet(
        letters,
        Map.of('C', "ℂ", 'N', "ℕ", 'P', "ℙ", 'Q', "ℚ", 'R', "ℝ", 'Z', "ℤ", '1', "𝟙"),
        0x1d538);
  }

  /** Script capitals: ℒ, 𝒩. */
  static String calligraphic(String letters) {
    return alphabet(
        letters,
        Map.of('B', "ℬ", 'E', "ℰ", 'F', "ℱ", 'H', "ℋ", 'I', "ℐ", 'L', "ℒ", 'M', "ℳ", 'R', "ℛ"),
        0x1d49c);
  }

  private static String alphabet(String letters, Map<Character, String> known, int capitalA) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      if (known.containsKey(c)) {
        text.append(known.get(c));
      } else if (c >= 'A' && c <= 'Z') {
        text.appendCodePoint(capitalA + c - 'A');
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
