package org.noiseproof.wire;

/** A program cannot be started, or does not say what it is; the message says why. */
public final class ProgramUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProgramUnavailable(String message) {
    super(message);
  }
}
