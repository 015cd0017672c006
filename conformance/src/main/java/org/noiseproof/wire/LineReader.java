package org.noiseproof.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a stream, whatever it holds: no more of a line than its limit is ever in memory, and
 * what is no text is said to be none.
 */
final class LineReader {
  private static final int SHOWN = 60;

  /** What comes next. */
  sealed interface Line {}

  /** A line of text, without its end. */
  record Text(String text) implements Line {}

  /** A line that cannot be read. */
  record Unreadable(String why) implements Line {}

  /** The end of the stream. */
  record End() implements Line {}

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private boolean skipping;

  /**
   * Reads a stream.
   *
   * @param longest how many bytes a line may have
   */
  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The next line. Of one that is too long, as soon as that is known. */
  Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean begun = false;
    while (from < to || fill()) {
      begun |= !skipping;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      boolean ended = end < to;
      if (!skipping) {
        line.write(buffer, from, end - from);
      }
      from = ended ? end + 1 : end;
      if (ended && skipping) {
        skipping = false;
      } else if (!skipping && line.size() > longest) {
        skipping = !ended;
        return new Unreadable(
            "a line of more than %d bytes, which begins %s"
                .formatted(longest, Shown.of(line.toString(StandardCharsets.UTF_8), SHOWN)));
      } else if (ended) {
        return text(line);
      }
    }
    return begun ? text(line) : new End();
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  private static Line text(ByteArrayOutputStream line) {
    byte[] bytes = line.toByteArray();
    int length =
        bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
      return new Text(text);
    } catch (CharacterCodingException e) {
      return new Unreadable(
          "a line that is no UTF-8, %s"
              .formatted(Shown.of(line.toString(StandardCharsets.UTF_8), SHOWN)));
    }
  }
}
