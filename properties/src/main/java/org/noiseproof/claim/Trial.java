package org.noiseproof.claim;

import java.nio.file.Path;
import java.util.Optional;
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
 * @param data a file of published data, where one was given; only claims that name it read it
 */
public record Trial(
    Backend backend, Streams streams, Scale scale, ErrorBudget budget, Optional<Path> data) {

  /** Without a file of data. */
  public Trial(Backend backend, Streams streams, Scale scale, ErrorBudget budget) {
    this(backend, streams, scale, budget, Optional.empty());
  }

  /** The same on another backend. */
  public Trial on(Backend other) {
    return new Trial(other, streams, scale, budget, data);
  }

  /** How much to run. */
  public enum Scale {
    /** Minutes for the whole catalogue. */
    DEFAULT,
    /** Larger sizes and smaller detectable effects, hours if need be. */
    DEEP
  }
}
