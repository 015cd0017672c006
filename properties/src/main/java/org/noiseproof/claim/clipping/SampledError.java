package org.noiseproof.claim.clipping;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.noiseproof.backend.Batch;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/**
 * The error ‖estimate − EG‖ on n samples G = offset + X·direction, replicate by replicate. Laws of
 * few values repeat their batches, most of them without a single hit; such an estimate is computed
 * once.
 */
final class SampledError {
  /** Bounds the memory: batches beyond it are computed anew. */
  private static final int MOST_KNOWN = 1 << 14;

  private final Subject subject;
  private final NoiseLaw law;
  private final int n;
  private final double[] offset;
  private final double[] direction;
  private final Streams streams;
  private final boolean repeats;
  private final Map<DoubleBuffer, Double> known = new ConcurrentHashMap<>();

  private SampledError(
      Subject subject, NoiseLaw law, int n, double[] offset, double[] direction, Streams streams) {
    this.subject = subject;
    this.law = law;
    this.n = n;
    this.offset = offset;
    this.direction = direction;
    this.streams = streams;
    this.repeats = law instanceof TwoPoint || law instanceof ThreePoint;
  }

  /** Errors on the line. */
  static SampledError onTheLine(Subject subject, NoiseLaw law, int n, Streams streams) {
    return onTheLine(subject, law, 0, n, streams);
  }

  /** Errors on the line about another mean. */
  static SampledError onTheLine(
      Subject subject, NoiseLaw law, double offset, int n, Streams streams) {
    return new SampledError(subject, law, n, new double[] {offset}, new double[] {1}, streams);
  }

  /** Errors in the direction whose d coordinates are equal. */
  static SampledError alongTheDiagonal(
      Subject subject, NoiseLaw law, int n, double[] offset, Streams streams) {
    double[] direction = new double[offset.length];
    Arrays.fill(direction, 1 / Math.sqrt(offset.length));
    return new SampledError(subject, law, n, offset, direction, streams);
  }

  /** The error of a replicate. */
  double of(long replicate) {
    RandomStream random = streams.replicate(replicate);
    double[] noise = new double[n];
    for (int k = 0; k < n; k++) {
      noise[k] = law.sample(random);
    }
    if (!repeats) {
      return error(noise);
    }
    DoubleBuffer batch = DoubleBuffer.wrap(noise);
    Double before = known.get(batch);
    if (before != null) {
      return before;
    }
    double error = error(noise);
    if (known.size() < MOST_KNOWN) {
      known.put(batch, error);
    }
    return error;
  }

  private double error(double[] noise) {
    int d = offset.length;
    double[] rows = new double[n * d];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = offset[i % d] + noise[i / d] * direction[i % d];
    }
    double[] estimate = subject.estimator().estimate(Batch.of(n, d, rows));
    double square = 0;
    for (int j = 0; j < d; j++) {
      double error = estimate[j] - offset[j] - law.mean() * direction[j];
      square += error * error;
    }
    return Math.sqrt(square);
  }
}
