package org.noiseproof.random;

/**
 * The random numbers of one experiment, keyed by (master seed, experiment); each replicate has its own
 * streams, so that any replicate re-runs alone and adding an experiment shifts nobody's numbers.
 */
public final class Streams {
  private Streams() {}

  /** The streams of a named experiment, {@code "CLIP-7/…"}, under a master seed. */
  public static Streams of(long masterSeed, String experiment) {
    throw new UnsupportedOperationException();
  }

  /** The streams of a part of this experiment: its name is appended. */
  public Streams within(String part) {
    throw new UnsupportedOperationException();
  }

  /** Stream 0 of a replicate, from its beginning. */
  public RandomStream replicate(long replicate) {
    throw new UnsupportedOperationException();
  }

  /** A stream of a replicate, from its beginning. */
  public RandomStream replicate(long replicate, int stream) {
    throw new UnsupportedOperationException();
  }
}
