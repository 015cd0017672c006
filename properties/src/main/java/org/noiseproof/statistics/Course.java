package org.noiseproof.statistics;

/** The course of a test: consumes samples one at a time, in the order of their replicates. */
sealed interface Course permits MeanCourse, LawCourse {

  /**
   * Takes the next sample; UNDECIDED for as long as the test needs another.
   *
   * @throws IllegalArgumentException where the sample is out of range
   */
  Verdict observe(double z);

  /** After how many samples it ends, decided or not. */
  long horizon();

  /** How it ended. */
  Decision decision();

  /** Z of a replicate is out of range. */
  static IllegalArgumentException outOfRange(long replicate, double z, String range) {
    return new IllegalArgumentException(
        "Z = %s of replicate %d is out of range: %s".formatted(z, replicate, range));
  }
}
