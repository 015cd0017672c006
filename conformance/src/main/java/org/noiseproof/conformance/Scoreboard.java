package org.noiseproof.conformance;

import java.util.List;

/**
 * How the implementations of others fare: a table of subjects and optimizers.
 *
 * @param seed that all cases were drawn by
 * @param cases drawn for each check
 * @param entries a subject each, in the order asked for
 */
public record Scoreboard(long seed, int cases, List<Entry> entries) {

  /** Copies what it is given. */
  public Scoreboard {
    entries = List.copyOf(entries);
  }

  /** A subject on the scoreboard. */
  public sealed interface Entry {
    /** The subject's name. */
    String name();

    /**
     * One that was examined.
     *
     * @param run all of its checks
     * @param scores its optimizers and estimators
     */
    record Examined(String name, ConformanceRun run, List<Score> scores) implements Entry {
      /** Copies what it is given. */
      public Examined {
        scores = List.copyOf(scores);
      }
    }

    /** One that was not to be had, and why. */
    record Absent(String name, String reason) implements Entry {}
  }
}
