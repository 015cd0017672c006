package org.noiseproof.fast.ensemble;

import java.util.Optional;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/**
 * The estimators that take their samples one by one: the rows of consecutive groups are added up,
 * and what becomes of each group's sum is added to a total. No batch is ever stored.
 */
final class LaneEstimator {
  private final Grouping grouping;
  private final int samples;
  private final boolean meanOfOne;
  private final double[][] group;
  private double[][] total;
  private int k;
  private int rows;
  private int seen;

  /** What becomes of a group. */
  @FunctionalInterface
  private interface Share {
    /**
     * Adds it to the total.
     *
     * @param sum of the group's rows; may be changed
     * @param k the group, from 1
     * @param rows in the group
     */
    void add(double[][] sum, int k, int rows, double[][] total);
  }

  /**
   * How rows are taken together.
   *
   * @param size rows of a group; the last may have fewer
   * @param averages whether the total is divided by the number of samples in the end
   */
  private record Grouping(int size, boolean averages, Share share) {}

  private LaneEstimator(
      Grouping grouping, int samples, boolean meanOfOne, int dimension, int lanes) {
    this.grouping = grouping;
    this.samples = samples;
    this.meanOfOne = meanOfOne;
    this.group = new double[grouping.size == 1 ? 0 : dimension][lanes];
    this.total = new double[dimension][lanes];
  }

  /** The estimator of n samples, or empty where only the whole batch will do. */
  static Optional<LaneEstimator> of(EstimatorSpec spec, int n, int dimension, int lanes) {
    boolean meanOfOne = n == 1 && spec instanceof Mean;
    return grouping(spec, n, lanes)
        .map(grouping -> new LaneEstimator(grouping, n, meanOfOne, dimension, lanes));
  }

  private static Optional<Grouping> grouping(EstimatorSpec spec, int n, int lanes) {
    LaneRescaling rescaling = new LaneRescaling(lanes);
    return switch (spec) {
      case Mean() -> means(1, (row, _, _, total) -> LaneRescaling.add(row, total));
      case PerSampleClip(double alpha, double beta) ->
          clips(n, 1, new Thresholds(alpha, beta), rescaling);
      case BatchClip(double tau) -> clips(n, n, constant(tau), rescaling);
      case MicroBatchClip(double tau, int size) ->
          clips(n, Math.min(size, n), constant(tau), rescaling);
      case Normalize() -> whole(n, (sum, _, _, total) -> rescaling.addNormalized(sum, total));
      case PerSampleNormalize() ->
          means(1, (row, _, _, total) -> rescaling.addNormalized(row, total));
      case Sign() -> whole(n, (sum, _, _, total) -> LaneRescaling.addSigns(sum, total));
      case CoordinateClip(double tau) ->
          means(1, (row, _, _, total) -> LaneRescaling.addClamped(row, tau, total));
      case TruncatedMean(double alpha, double beta) -> {
        LaneTruncation truncation = new LaneTruncation(alpha, beta, n, lanes);
        yield truncation.reaches()
            ? means(1, (row, k, _, total) -> truncation.add(row, k, total))
            : Optional.empty();
      }
      case QuantileClip _, TrimmedMean _, MedianOfMeans _, GeometricMedian _, Catoni _ ->
          Optional.empty();
    };
  }

  private static Thresholds constant(double threshold) {
    return new Thresholds(threshold, Double.POSITIVE_INFINITY);
  }

  /** A group's mean clipped to τ and weighted by its b rows is its sum clipped to b τ. */
  private static Optional<Grouping> clips(
      int n, int size, Thresholds thresholds, LaneRescaling rescaling) {
    double[] tau = new double[Math.ceilDiv(n, size)];
    for (int k = 1; k <= tau.length; k++) {
      tau[k - 1] = thresholds.at(k);
      if (!Thresholds.reaches(tau[k - 1])) {
        return Optional.empty();
      }
    }
    return means(
        size, (sum, k, rows, total) -> rescaling.addClipped(sum, tau[k - 1] * rows, total));
  }

  private static Optional<Grouping> means(int size, Share share) {
    return Optional.of(new Grouping(size, true, share));
  }

  private static Optional<Grouping> whole(int n, Share share) {
    return Optional.of(new Grouping(n, false, share));
  }

  /** Takes the next sample of every lane; may change or keep it. */
  void add(double[][] row) {
    if (meanOfOne) {
      total = row;
      seen++;
      return;
    }
    if (seen == 0) {
      clear(total);
      k = 1;
      rows = 0;
    }
    seen++;
    rows++;
    if (grouping.size == 1) {
      grouping.share.add(row, k, 1, total);
      k++;
      rows = 0;
      return;
    }
    if (rows == 1) {
      clear(group);
    }
    LaneRescaling.add(row, group);
    if (rows == grouping.size || seen == samples) {
      grouping.share.add(group, k, rows, total);
      k++;
      rows = 0;
    }
  }

  /**
   * The estimate from the samples taken.
   *
   * @return an array of all lanes for each coordinate, overwritten by the next sample
   */
  double[][] estimate() {
    if (seen != samples) {
      throw new IllegalStateException(seen + " samples taken of " + samples);
    }
    seen = 0;
    if (grouping.averages && samples > 1) {
      double divisor = samples;
      for (double[] coordinate : total) {
        for (int l = 0; l < coordinate.length; l++) {
          coordinate[l] /= divisor;
        }
      }
    }
    return total;
  }

  /** The longest chain of roundings: the sums', and those of a norm, a threshold and a quotient. */
  static int depth(int samples, int dimension) {
    return samples + dimension + 2 * Thresholds.ULPS + 6;
  }

  private static void clear(double[][] sum) {
    for (double[] coordinate : sum) {
      LaneSquares.clear(coordinate);
    }
  }
}
