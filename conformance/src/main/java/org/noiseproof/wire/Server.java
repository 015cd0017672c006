package org.noiseproof.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.noiseproof.wire.LineReader.End;
import org.noiseproof.wire.LineReader.Text;
import org.noiseproof.wire.LineReader.Unreadable;

/** Reads requests and writes replies, a line each, until there are no more requests. */
public final class Server {
  /** In bytes; about a million numbers. */
  static final int LONGEST_LINE = 1 << 24;

  private Server() {}

  /**
   * Answers every line.
   *
   * @throws IOException where a stream fails
   */
  public static void serve(Service service, InputStream in, OutputStream out) throws IOException {
    LineReader reader = new LineReader(in, LONGEST_LINE);
    while (true) {
      String reply;
      switch (reader.next()) {
        case Text(String request) -> reply = service.answer(request);
        case Unreadable(String why) -> reply = Service.invalid(why);
        case End() -> {
          return;
        }
      }
      out.write((reply + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
