package org.noiseproof.backend;

/**
 * A backend that runs could not do what was asked of it: its device is out of memory, or lost. It
 * says nothing of whether what it implements is right, so a check that meets it is an error and not
 * a violation. The message says in one line what to do.
 */
public class BackendFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With this message. */
  public BackendFailure(String problem) {
    super(problem);
  }
}
