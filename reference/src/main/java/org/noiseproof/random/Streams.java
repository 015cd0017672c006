package org.noiseproof.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The random numbers of one experiment, keyed by (master seed, experiment); each replicate has its
 * own streams, so that any replicate re-runs alone and adding an experiment shifts nobody's
 * numbers.
 *
 * <p>The key is the first 8 bytes, big-endian, of SHA-256 over the master seed (8 bytes,
 * big-endian) and the experiment's name in UTF-8. Anyone who has the key draws the same bits, on
 * any device: {@link RandomStream} says how counters are laid out.
 */
public final class Streams {
  private final long masterSeed;
  private final String experiment;
  private final long key;

  private Streams(long masterSeed, String experiment) {
    this.masterSeed = masterSeed;
    this.experiment = experiment;
    this.key = key(masterSeed, experiment);
  }

  /** The streams of a named experiment, {@code "CLIP-7/…"}, under a master seed. */
  public static Streams of(long masterSeed, String experiment) {
    return new Streams(masterSeed, experiment);
  }

  /** The streams of a part of this experiment: its name is appended behind a slash. */
  public Streams within(String part) {
    return new Streams(masterSeed, experiment + "/" + part);
  }

  /** Stream 0 of a replicate, from its beginning. */
  public RandomStream replicate(long replicate) {
    return replicate(replicate, 0);
  }

  /** A stream of a replicate, from its beginning. */
  public RandomStream replicate(long replicate, int stream) {
    return new RandomStream(key, replicate, stream);
  }

  /** The Philox key of all these streams. */
  public long key() {
    return key;
  }

  @Override
  public String toString() {
    return experiment + " under seed " + masterSeed;
  }

  private static long key(long masterSeed, String experiment) {
    byte[] seed = ByteBuffer.allocate(Long.BYTES).putLong(masterSeed).array();
    MessageDigest digest = sha256();
    digest.update(seed);
    return ByteBuffer.wrap(digest.digest(experiment.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
