package org.noiseproof.report.text;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements that are well-formed both as HTML and as XML: text is escaped, tags are closed.
 */
public final class Markup {
  private final StringBuilder written = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  public Markup open(String tag, String... attributes) {
    start(tag, attributes).append('>');
    open.push(tag);
    return this;
  }

  /** Closes the innermost open element. */
  public Markup close() {
    written.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that holds text alone. */
  public Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** An element without content, of those that HTML never closes, or in SVG. */
  public Markup empty(String tag, String... attributes) {
    start(tag, attributes).append(" />");
    return this;
  }

  /** Text. */
  public Markup text(String text) {
    written.append(escape(text));
    return this;
  }

  /** What is markup already. */
  public Markup raw(String markup) {
    written.append(markup);
    return this;
  }

  private StringBuilder start(String tag, String... attributes) {
    written.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      written.append(' ').append(attributes[i]).append("=\"");
      written.append(escape(attributes[i + 1])).append('"');
    }
    return written;
  }

  /** Text in which nothing is read as markup; characters that XML has no place for are replaced. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xfffd);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c > 0xffff;
  }

  /** All that was written. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return written.toString();
  }
}
