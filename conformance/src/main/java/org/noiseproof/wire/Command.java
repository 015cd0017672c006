package org.noiseproof.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command as a person types it: words between spaces; a space within quotes, or after a
 * backslash, is a part of the word. No shell is asked, so nothing else is special.
 *
 * @param text as it was typed
 */
record Command(String text, List<String> words) {
  private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

  /**
   * Takes a command apart.
   *
   * @throws IllegalArgumentException where it is empty, or a quote is not closed
   */
  static Command of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
        begun = true;
      } else if (c == quote && quote != ' ') {
        quote = ' ';
      } else if (quote == ' ' && (c == '"' || c == '\'')) {
        quote = c;
        begun = true;
      } else if (quote == ' ' && Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != ' ') {
      throw new IllegalArgumentException("the command %s has an open %c".formatted(text, quote));
    }
    if (begun) {
      words.add(word.toString());
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("the command is empty");
    }
    return new Command(text, List.copyOf(words));
  }

  /** As one word of a shell. */
  String quoted() {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
