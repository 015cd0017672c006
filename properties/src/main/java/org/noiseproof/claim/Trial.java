package org.noiseproof.claim;

import java.nio.file.Path;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Precision;
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
    /** What a backend that steps replica by replica runs in minutes. */
    SHORT,
    /** Minutes for the whole catalogue on a backend whose lanes are replicas. */
    DEFAULT,
    /** Larger sizes and smaller detectable effects, hours if need be. */
    DEEP;

    /** DEFAULT for what has lanes in float64, in which alone lanes are replicas; else SHORT. */
    public static Scale usual(Description description) {
      return description.lanes() > 1 && description.precision() == Precision.FLOAT64
          ? DEFAULT
          : SHORT;
    }

    /** The value for this scale. */
    public <T> T of(T whenShort, T byDefault, T deep) {
      return switch (this) {
        case SHORT -> whenShort;
        case DEFAULT -> byDefault;
        case DEEP -> deep;
      };
    }
  }
}
