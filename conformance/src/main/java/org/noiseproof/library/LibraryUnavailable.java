package org.noiseproof.library;

/** A library could not be fetched or loaded; the message is one line that says what to do. */
public final class LibraryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  LibraryUnavailable(String message) {
    super(message);
  }

  LibraryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
