package org.noiseproof.backend;

/**
 * How a backend describes itself in every report.
 *
 * @param precision the format it computes and rounds in
 * @param determinism whether the same input gives the same bits whatever the lanes and threads
 * @param lanes values advanced by one instruction; 1 is scalar code
 * @param threads worker threads; 1 is the caller's
 * @param device the hardware, in words
 */
public record Description(
    Precision precision, Determinism determinism, int lanes, int threads, String device) {

  /** Whether bits repeat. */
  public enum Determinism {
    /** The same bits for any number of lanes and threads. */
    REPRODUCIBLE,
    /** Bits may differ from run to run. */
    RUN_TO_RUN
  }
}
