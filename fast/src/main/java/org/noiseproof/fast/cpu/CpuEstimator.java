package org.noiseproof.fast.cpu;

import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.fast.median.HostSamples;
import org.noiseproof.fast.median.MedianSearch;
import org.noiseproof.reference.ExactEstimator;
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
 * Every estimator in one format, made of few parts: sums of rows in a fixed tree ({@link
 * Reduction}), of rows scaled by their norm ({@link ScaledSum}).
 *
 * <p>Entries are not looked at one by one for NaN and infinity: either makes the result not finite,
 * and only then is the batch searched for the entry to name. Where every entry is finite, a sum has
 * left the format's range, and the exact reference answers instead.
 */
record CpuEstimator<A>(EstimatorSpec spec, Format<A> format, Reduction reduction)
    implements GradientEstimator {

  @Override
  public double[] estimate(Batch gradients) {
    int n = gradients.samples();
    int d = gradients.dimension();
    A x = format.rounded(gradients);
    double[] estimate =
        format.widened(
            switch (spec) {
              case Mean _ -> mean(x, n, d);
              case PerSampleClip(double alpha, double beta) ->
                  divided(scaled(new Factor.Clip(new Thresholds(alpha, beta)), x, n, d), n);
              case TruncatedMean(double alpha, double beta) ->
                  divided(scaled(new Factor.Keep(new Thresholds(alpha, beta)), x, n, d), n);
              case BatchClip(double threshold) -> microBatchClip(x, n, d, threshold, n);
              case MicroBatchClip(double threshold, int size) ->
                  microBatchClip(x, n, d, threshold, Math.min(n, size));
              case Normalize _ -> normalized(x, n, d);
              case PerSampleNormalize _ -> divided(scaled(new Factor.Normalize(), x, n, d), n);
              case Sign _ -> MeanSign.of(format, reduction, x, n, d);
              case CoordinateClip(double threshold) -> coordinateClip(x, n, d, threshold);
              case QuantileClip quantile ->
                  divided(QuantileSum.of(format, reduction, x, n, d, quantile.rank(n)), n);
              case TrimmedMean(int trim) -> TrimmedColumns.of(format, x, n, d, trim);
              case MedianOfMeans(int blocks) -> BlockMedian.of(format, reduction, x, n, d, blocks);
              case GeometricMedian _ -> geometricMedian(x, n, d);
              case Catoni(double scale) -> CatoniRoot.of(format, x, n, d, scale);
            });
    for (double coordinate : estimate) {
      if (!Double.isFinite(coordinate)) {
        return beyondRange(gradients, x);
      }
    }
    return estimate;
  }

  private double[] beyondRange(Batch gradients, A x) {
    gradients.requireFinite();
    Batch rounded = Batch.of(gradients.samples(), gradients.dimension(), format.widened(x));
    return format.widened(format.narrowed(ExactEstimator.estimate(spec, rounded).rounded()));
  }

  private A sum(A x, int n, int d) {
    return reduction.sum(format, n, d, (from, to) -> ScaledSum.plain(format, x, d, from, to));
  }

  private A scaled(Factor factor, A x, int n, int d) {
    return reduction.sum(format, n, d, (from, to) -> ScaledSum.of(factor, format, x, d, from, to));
  }

  private A divided(A sum, int n) {
    format.divide(sum, n);
    return sum;
  }

  private A mean(A x, int n, int d) {
    return divided(sum(x, n, d), n);
  }

  /** m/‖m‖ = Σ g_k/‖Σ g_k‖. */
  private A normalized(A x, int n, int d) {
    A result = format.zeros(d);
    ScaledSum.add(result, new Factor.Normalize(), format, sum(x, n, d), d);
    return result;
  }

  /**
   * A group's mean m of B rows, clipped to τ and weighted by B, is its sum s = B m clipped to B τ.
   */
  private A microBatchClip(A x, int n, int d, double threshold, int size) {
    int groups = Math.ceilDiv(n, size);
    A total =
        reduction.sum(
            format,
            groups,
            d,
            (first, last) -> {
              A sum = format.zeros(d);
              for (int g = first; g < last; g++) {
                int from = g * size;
                int rows = Math.min(size, n - from);
                A group =
                    reduction.sum(
                        format,
                        rows,
                        d,
                        (a, b) -> ScaledSum.plain(format, x, d, from + a, from + b));
                ScaledSum.add(sum, clip(threshold, rows), format, group, d);
              }
              return sum;
            });
    return divided(total, n);
  }

  private static Factor clip(double threshold, int rows) {
    return new Factor.Clip(new Thresholds(threshold * rows, Double.POSITIVE_INFINITY));
  }

  private A coordinateClip(A x, int n, int d, double threshold) {
    A total =
        reduction.sum(
            format,
            n,
            d,
            (from, to) -> {
              A sum = format.zeros(d);
              for (int row = from; row < to; row++) {
                format.addClipped(sum, x, row * d, threshold);
              }
              return sum;
            });
    return divided(total, n);
  }

  private A geometricMedian(A x, int n, int d) {
    double[] values = format.widened(x);
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
      smallest = value == 0 ? smallest : Math.min(smallest, Math.abs(value));
    }
    return format.narrowed(
        MedianSearch.of(
            d, largest, smallest, exponent -> HostSamples.scaled(values, n, d, exponent)));
  }

  @Override
  public int depth(int samples, int dimension) {
    int sums = Reduction.depth(samples, dimension);
    int factor = Factor.depth(format, dimension);
    return switch (spec) {
      // Whether a row is kept is decided exactly.
      case Mean _, CoordinateClip _, TruncatedMean _ -> sums + 1;
      case PerSampleClip _, PerSampleNormalize _ -> factor + sums + 1;
      case BatchClip _ -> sums + factor + 2;
      case MicroBatchClip(double _, int size) -> {
        int groups = Math.ceilDiv(samples, Math.min(samples, size));
        yield Reduction.depth(Math.min(samples, size), dimension)
            + factor
            + Reduction.depth(groups, dimension)
            + 2;
      }
      case Normalize _ -> sums + factor + 1;
      // A sign that rounding could change is found exactly.
      case Sign _ -> 1;
      case QuantileClip _ -> Factor.normDepth(format, dimension) + factor + sums + 1;
      case TrimmedMean(int trim) -> TrimmedColumns.depth(samples, trim);
      case MedianOfMeans(int blocks) ->
          Reduction.depth(Math.ceilDiv(samples, blocks), dimension) + 2;
      case GeometricMedian _ -> MedianSearch.depth(samples, dimension);
      case Catoni _ -> CatoniRoot.DEPTH;
    };
  }
}
