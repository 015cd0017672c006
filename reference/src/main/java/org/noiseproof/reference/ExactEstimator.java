package org.noiseproof.reference;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
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
 * Every estimator as its definition reads, on real numbers.
 *
 * <p>Each value differs from the definition by less than 2⁻¹⁰⁰ of its gauge, so each rounded
 * coordinate lies within half an ulp plus 2⁻⁹⁰ · gauge of it. Sums are exact, and so are
 * comparisons: a row whose norm equals its threshold, a zero row, any row under an infinite
 * threshold contribute as they are, bit for bit. Where nothing is rescaled (mean, truncated_mean,
 * trimmed_mean, coordinate_clip, median_of_means, sign; clipping that clips nothing) each rounded
 * coordinate is the correctly rounded value of the definition. The one threshold that is not known
 * exactly is α k^{1/β} where it is irrational: a norm within 2⁻¹⁸⁸ of it, relative, counts as equal
 * to it.
 */
public final class ExactEstimator {
  /** To how many bits roots and quotients are taken, before the one rounding. */
  static final int BITS = 128;

  private ExactEstimator() {}

  /**
   * The estimate and its gauge.
   *
   * @throws IllegalArgumentException as {@link org.noiseproof.backend.GradientEstimator#estimate}
   *     says
   */
  public static ExactVector estimate(EstimatorSpec spec, Batch gradients) {
    Batch batch = gradients.requireFinite();
    int n = batch.samples();
    return switch (spec) {
      case Mean() -> VectorSum.ofRows(batch, 0, n).mean();
      case PerSampleClip(double alpha, double beta) ->
          rescaled(batch, 1, k -> Rescaling.clip(Threshold.growing(alpha, beta, k)));
      case TruncatedMean(double alpha, double beta) -> truncatedMean(batch, alpha, beta);
      case BatchClip(double tau) -> rescaled(batch, n, k -> Rescaling.clip(Threshold.of(tau)));
      case MicroBatchClip(double tau, int size) ->
          rescaled(batch, size, k -> Rescaling.clip(Threshold.of(tau)));
      case Normalize() -> rescaled(batch, n, k -> Rescaling.normalize());
      case PerSampleNormalize() -> rescaled(batch, 1, k -> Rescaling.normalize());
      case Sign() -> sign(batch);
      case CoordinateClip(double tau) -> coordinateClip(batch, tau);
      case QuantileClip quantile -> {
        Threshold tau = quantileOfNorms(batch, quantile.rank(n));
        yield rescaled(batch, 1, k -> Rescaling.clip(tau));
      }
      case TrimmedMean(int trim) -> trimmedMean(batch, trim);
      case MedianOfMeans(int blocks) -> BlockMedian.of(batch, blocks);
      case GeometricMedian() -> SpatialMedian.of(batch);
      case Catoni(double scale) -> CatoniRoot.of(batch, scale);
    };
  }

  /**
   * Consecutive groups of that many rows, the mean of group k (from 1) rescaled, weighted by size.
   */
  private static ExactVector rescaled(Batch batch, int groupSize, IntFunction<Rescaling> group) {
    int n = batch.samples();
    VectorSum total = new VectorSum(batch.dimension(), n);
    int k = 1;
    for (int from = 0; from < n; k++) {
      int to = from + Math.min(groupSize, n - from);
      group.apply(k).add(total, batch, from, to);
      from = to;
    }
    return total.mean();
  }

  /**
   * The rows within their thresholds, over n. Its gauge is that of the rows kept: the comparison is
   * no sum, and no rounding excuses a row too many or too few.
   */
  private static ExactVector truncatedMean(Batch batch, double alpha, double beta) {
    int n = batch.samples();
    VectorSum kept = new VectorSum(batch.dimension(), n);
    for (int k = 1; k <= n; k++) {
      if (Threshold.growing(alpha, beta, k).leaves(Rescaling.squaredNorm(batch, k - 1))) {
        kept.addRow(batch, k - 1);
      }
    }
    return kept.mean();
  }

  /** sign(m), that of the sum. */
  private static ExactVector sign(Batch batch) {
    VectorSum sum = VectorSum.ofRows(batch, 0, batch.samples());
    Dyadic[] values = sum.totals();
    double[] gauges = new double[values.length];
    for (int j = 0; j < values.length; j++) {
      Term sign = new Term(values[j], sum.gauge(j)).sign();
      gauges[j] = sign.gauge();
      values[j] = sign.value();
    }
    return new ExactVector(values, gauges);
  }

  /**
   * The norm of that rank, from 1. An error of it, relative, moves each clipped row by as much,
   * also where it comes from taking another norm close by: the gauge of clipping holds.
   */
  private static Threshold quantileOfNorms(Batch batch, int rank) {
    Dyadic[] squares = new Dyadic[batch.samples()];
    Arrays.setAll(squares, k -> Rescaling.squaredNorm(batch, k));
    Arrays.sort(squares);
    return Threshold.root(squares[rank - 1]);
  }

  /** Comparing doubles rounds nothing: the gauge is that of the values which are left. */
  private static ExactVector trimmedMean(Batch batch, int trim) {
    int n = batch.samples();
    if (2L * trim >= n) {
      throw new IllegalArgumentException(
          "trim = %d for a batch of %d samples, expected 2 trim < n".formatted(trim, n));
    }
    VectorSum sum = new VectorSum(batch.dimension(), n - 2 * trim);
    double[] column = new double[n];
    for (int j = 0; j < batch.dimension(); j++) {
      for (int k = 0; k < n; k++) {
        column[k] = batch.at(k, j);
      }
      Arrays.sort(column);
      for (int k = trim; k < n - trim; k++) {
        sum.add(j, column[k]);
      }
    }
    return sum.mean();
  }

  private static ExactVector coordinateClip(Batch batch, double tau) {
    VectorSum sum = new VectorSum(batch.dimension(), batch.samples());
    for (int k = 0; k < batch.samples(); k++) {
      for (int j = 0; j < batch.dimension(); j++) {
        sum.add(j, Math.clamp(batch.at(k, j), -tau, tau));
      }
    }
    return sum.mean();
  }
}
