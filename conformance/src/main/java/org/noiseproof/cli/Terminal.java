package org.noiseproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.noiseproof.claim.Evidence;
import org.noiseproof.statistics.Verdict;

/**
 * What the launcher knows of the terminal.
 *
 * @param output whether standard output is one
 * @param error whether standard error is one
 * @param columns its width
 * @param colours whether it shows them and nobody asked for none
 */
record Terminal(boolean output, boolean error, int columns, boolean colours) {
  private static final int DEFAULT_COLUMNS = 100;

  /** No terminal at all. */
  static final Terminal NONE = new Terminal(false, false, DEFAULT_COLUMNS, false);

  /** As the launcher and the environment say. */
  static Terminal current() {
    String streams = System.getProperty("noiseproof.terminal", "");
    int columns = Integer.getInteger("noiseproof.columns", DEFAULT_COLUMNS);
    String noColour = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Terminal(
        streams.contains("out"),
        streams.contains("err"),
        columns > 0 ? columns : DEFAULT_COLUMNS,
        (noColour == null || noColour.isEmpty()) && !dumb);
  }

  /** Bold, where standard output shows it. */
  String bold(String text) {
    return style("1", text);
  }

  /** Faint, where standard output shows it. */
  String faint(String text) {
    return style("2", text);
  }

  /** A text in the colour of a verdict, where standard output shows it. */
  String coloured(Verdict verdict, String text) {
    return style(
        switch (verdict) {
          case HOLDS -> "32";
          case VIOLATED -> "1;31";
          case UNDECIDED -> "33";
          case NOT_APPLICABLE -> "2";
          case ERROR -> "1;35";
        },
        text);
  }

  private String style(String code, String text) {
    return output && colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** The verdict as it is written for people: {@code not applicable} in capitals. */
  static String name(Verdict verdict) {
    return verdict.name().replace('_', ' ');
  }

  /** The verdict in the middle of a sentence. */
  static String word(Verdict verdict) {
    return name(verdict).toLowerCase(Locale.ROOT);
  }

  /** The rungs in a narrow column: {@code EXACT+BOUND+STAT}. */
  static String rungs(List<Evidence> evidence) {
    return evidence.stream()
        .map(
            rung ->
                switch (rung) {
                  case EXACT, BOUND -> rung.name();
                  case STATISTICAL -> "STAT";
                  case CHARACTERISATION -> "CHAR";
                })
        .collect(Collectors.joining("+"));
  }

  /** The cells that a text takes: none for combining marks, two for wide characters. */
  static int width(String text) {
    return text.codePoints().map(Terminal::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /** A text filled up with spaces to so many cells. */
  static String padded(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - width(text)));
  }

  /** A text cut to so many cells, the cut marked. */
  static String cut(String text, int cells) {
    if (width(text) <= cells) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      if (width(cut.toString()) + width(c) > cells - 1) {
        break;
      }
      cut.appendCodePoint(c);
    }
    return cut.toString().stripTrailing() + "…";
  }

  /**
   * A paragraph, broken between words into lines of so many cells; lines of its own stay apart.
   *
   * @param indent before every line
   */
  static String wrapped(String paragraph, int columns, String indent) {
    List<String> lines = new ArrayList<>();
    for (String given : paragraph.strip().split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : given.strip().split(" +", -1)) {
        if (!line.isEmpty() && width(line + " " + word) > columns - width(indent)) {
          lines.add(indent + line);
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(indent + line);
    }
    return String.join("\n", lines);
  }
}
