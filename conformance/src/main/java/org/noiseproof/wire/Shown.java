package org.noiseproof.wire;

/** What others wrote, as it can be put into a message: on one line, not too long, in quotes. */
final class Shown {
  private Shown() {}

  /** Its beginning, of at most this many characters. */
  static String of(String text, int most) {
    String clipped = text.length() <= most ? text : text.substring(0, most) + "…";
    return "“" + printable(clipped) + "”";
  }

  /** What moves the cursor or rings the bell is a dot. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> isPrintable(c) ? c : '·')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPrintable(int c) {
    return c == '\t' || !(Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }
}
