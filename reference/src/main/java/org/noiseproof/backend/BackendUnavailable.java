package org.noiseproof.backend;

/** The backend asked for cannot run here; the message says in one line why. */
public final class BackendUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackendUnavailable(String backend, String reason) {
    super("backend %s cannot run here: %s".formatted(backend, reason));
  }
}
