package org.noiseproof.claim;

import org.noiseproof.backend.Backend;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.ErrorBudget;

/**
 * What a check is given to run.
 *
 * @param backend under test
 * @param streams this check's random numbers
 * @param scale how much to run
 * @param budget this check's share of the catalogue's α and β
 */
public record Trial(Backend backend, Streams streams, Scale scale, ErrorBudget budget) {

  /** How much to run. */
  public enum Scale {
    /** Minutes for the whole catalogue. */
    DEFAULT,
    /** Larger sizes and smaller detectable effects, hours if need be. */
    DEEP
  }
}
