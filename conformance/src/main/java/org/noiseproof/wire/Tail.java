package org.noiseproof.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a stream that may be of any length; safe for use by two threads. */
final class Tail {
  private static final int KEPT = 1 << 13;
  private static final int LINES = 10;

  private final byte[] ring = new byte[KEPT];
  private long length;

  /** Reads a stream to its end, however fast it flows. */
  void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      add(buffer, n);
    }
  }

  private synchronized void add(byte[] bytes, int count) {
    for (int i = Math.max(0, count - KEPT); i < count; i++) {
      ring[(int) ((length + i) % KEPT)] = bytes[i];
    }
    length += count;
  }

  /** Its last lines, without control characters. */
  synchronized String lines() {
    int kept = (int) Math.min(length, KEPT);
    byte[] bytes = new byte[kept];
    for (int i = 0; i < kept; i++) {
      bytes[i] = ring[(int) ((length - kept + i) % KEPT)];
    }
    List<String> lines =
        Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1))
            .map(Shown::printable)
            .filter(line -> !line.isBlank())
            .toList();
    return lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining("\n"));
  }
}
