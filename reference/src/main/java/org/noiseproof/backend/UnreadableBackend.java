package org.noiseproof.backend;

/** A file that should hold a backend does not; the message is one line that names it. */
public final class UnreadableBackend extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says which file, and what is wrong with it. */
  public UnreadableBackend(String message) {
    super(message);
  }

  /** Says which file, and what is wrong with it. */
  public UnreadableBackend(String message, Throwable cause) {
    super(message, cause);
  }
}
