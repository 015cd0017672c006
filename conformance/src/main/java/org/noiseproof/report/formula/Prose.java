package org.noiseproof.report.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Words with formulas in them. */
final class Prose {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}'’-]+[.,;:]?");
  private static final Pattern ARTICLE = Pattern.compile("[aA]");
  private static final Pattern PUNCTUATION = Pattern.compile("(?<!\\\\)[.,;:]$");

  private Prose() {}

  /**
   * A text whose formulas stand between dollar signs; what is not understood stays as it is.
   *
   * @param words renders what is around the formulas
   * @param formula renders a formula, or throws IllegalArgumentException
   */
  static String render(
      String text, Function<String, String> words, Function<Formula, String> formula) {
    String[] parts = text.split("\\$", -1);
    if (parts.length % 2 == 0) {
      return words.apply(text);
    }
    StringBuilder prose = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      prose.append(
          i % 2 == 0
              ? words.apply(part)
              : parsed(part).map(formula).orElseGet(() -> words.apply("$" + part + "$")));
    }
    return prose.toString();
  }

  private static Optional<Formula> parsed(String latex) {
    try {
      return Optional.of(Formula.parse(latex));
    } catch (IllegalArgumentException notUnderstood) {
      return Optional.empty();
    }
  }

  /**
   * A text in which words and LaTeX are mixed, with dollar signs put around the LaTeX: a run of
   * tokens that are no words, up to a punctuation mark outside of braces.
   */
  static String withDollars(String text) {
    String[] tokens = text.split(" +", -1);
    boolean latex = text.indexOf('\\') >= 0 || text.indexOf('^') >= 0;
    if (text.indexOf('$') >= 0 || (!latex && Arrays.stream(tokens).anyMatch(Prose::isWord))) {
      return text;
    }
    List<String> pieces = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int i = 0; i < tokens.length; i++) {
      boolean article =
          ARTICLE.matcher(tokens[i]).matches()
              && i + 1 < tokens.length
              && WORD.matcher(tokens[i + 1]).matches();
      if (isBalanced(run) && (article || isWord(tokens[i]))) {
        end(run, pieces);
        pieces.add(tokens[i]);
        continue;
      }
      run.append(run.isEmpty() ? "" : " ").append(tokens[i]);
      if (isBalanced(run) && PUNCTUATION.matcher(run).find()) {
        end(run, pieces);
      }
    }
    end(run, pieces);
    return String.join(" ", pieces);
  }

  private static boolean isWord(String token) {
    return token.codePointCount(0, token.length()) > 1 && WORD.matcher(token).matches();
  }

  private static boolean isBalanced(CharSequence run) {
    return run.chars().map(c -> "{([".indexOf(c) >= 0 ? 1 : "})]".indexOf(c) >= 0 ? -1 : 0).sum()
        == 0;
  }

  private static void end(StringBuilder run, List<String> pieces) {
    if (run.isEmpty()) {
      return;
    }
    String latex = PUNCTUATION.matcher(run).replaceFirst("");
    pieces.add("$" + latex + "$" + run.substring(latex.length()));
    run.setLength(0);
  }
}
