package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.spec.EstimatorSpec;

/**
 * n samples equal to μ, but for a few consecutive ones that are s v with s as large as it gets: the
 * clipped mean of the block they are in tends to t v, every other block returns μ.
 *
 * @param samples n
 * @param blockSize B, rows that are averaged before they are clipped
 * @param first the first outlier, from 0
 * @param outliers their number, all in one block
 * @param size s
 */
record Contamination(int samples, int blockSize, int first, int outliers, double size) {
  /** t, with ‖μ‖ ≤ t. */
  static final double THRESHOLD = 2;

  private static final double[] MU = {0.3, 0.4};
  private static final double[] V = {0, 1};

  /** The size of the block that is hit: the last may be smaller. */
  private int hit() {
    int start = first / blockSize * blockSize;
    return Math.min(blockSize, samples - start);
  }

  /** The error's limit for s → ∞: ‖t v − μ‖ times the share of the block that is hit. */
  double limit() {
    return Vectors.distance(Vectors.times(THRESHOLD, V), MU) * hit() / samples;
  }

  /**
   * How far from its limit the error may be: the block's mean deviates from the direction v by at
   * most 2 b‖μ‖/s.
   */
  private double remainder() {
    return THRESHOLD * 2 * hit() * Vectors.norm(MU) / size * hit() / samples;
  }

  /** ‖estimate − μ‖ beside what it should be. */
  Comparison compare(Estimators estimators, EstimatorSpec spec, double predicted) {
    double[][] rows = new double[samples][];
    Arrays.fill(rows, MU);
    Arrays.fill(rows, first, first + outliers, Vectors.times(size, V));
    double error = Vectors.distance(estimators.estimate(spec, rows), MU);
    double rounding = estimators.roundoff(spec, samples, MU.length) * THRESHOLD;
    return Comparison.equal(toString(), error, predicted, rounding + remainder());
  }

  /** Outliers of each size at the batch's beginning, middle and end, alone and in pairs. */
  static List<Contamination> of(int samples, int blockSize, List<Double> sizes) {
    return IntStream.of(0, samples / 2, samples - 1)
        .boxed()
        .flatMap(
            first ->
                sizes.stream()
                    .flatMap(
                        size ->
                            IntStream.of(1, 2)
                                .mapToObj(
                                    count ->
                                        new Contamination(samples, blockSize, first, count, size))))
        .filter(Contamination::inOneBlock)
        .toList();
  }

  private boolean inOneBlock() {
    int last = first + outliers - 1;
    return last < samples && last / blockSize == first / blockSize;
  }

  @Override
  public String toString() {
    return "error for n = %d, B = %d, %d outlier%s of size %.0e from row %d"
        .formatted(samples, blockSize, outliers, outliers == 1 ? "" : "s", size, first);
  }
}
