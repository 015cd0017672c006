package org.noiseproof.wire;

import java.time.Duration;

/** Lines to a program and lines from it. */
interface Channel {

  /** Sends lines, each with its end. Returns at once. */
  void send(String lines);

  /**
   * The next line.
   *
   * @throws Lost where none comes within the limit, or what comes is no line
   */
  String receive(Duration limit) throws Lost;

  /** The last that the program said beside its answers; empty where that is nothing. */
  String log();

  /** Ends the program at once, whatever it does. */
  void kill();

  /**
   * Ends the input, and waits for the program to end.
   *
   * @return what was wrong with its end; empty where nothing was
   */
  String end(Duration limit);

  /** Why there is no line; the end of the sentence "the program …". */
  final class Lost extends Exception {
    private static final long serialVersionUID = 1;

    Lost(String what) {
      super(what, null, false, false);
    }
  }
}
