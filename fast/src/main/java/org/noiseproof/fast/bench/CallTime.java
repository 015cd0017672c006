package org.noiseproof.fast.bench;

/**
 * How long a call takes in one process, in seconds.
 *
 * @param fast what a tenth of the calls stays below
 * @param median what half of them does
 */
public record CallTime(double fast, double median) {
  /** Of calls that all take the same. */
  public static CallTime always(double seconds) {
    return new CallTime(seconds, seconds);
  }
}
