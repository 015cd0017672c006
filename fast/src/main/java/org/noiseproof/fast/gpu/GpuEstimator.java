package org.noiseproof.fast.gpu;

import java.util.Optional;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
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
 * Every estimator on a device: {@link RowEstimates} where rows are summed, {@link ColumnEstimates}
 * where columns are looked at one by one.
 *
 * <p>A kernel says NaN where it cannot vouch for an answer. Only then is the batch searched for an
 * entry that is not finite, and where there is none, the exact reference answers for what was in
 * doubt: the factor of a row, a coordinate, or all of it.
 */
public record GpuEstimator(EstimatorSpec spec, Gpu gpu, Format format)
    implements GradientEstimator {

  /** The estimator; there are kernels for all. */
  public static Optional<GpuEstimator> of(EstimatorSpec spec, Gpu gpu, Format format) {
    return Optional.of(new GpuEstimator(spec, gpu, format));
  }

  @Override
  public double[] estimate(Batch gradients) {
    try (GpuMemory memory = gpu.memory()) {
      DeviceBatch batch = DeviceBatch.upload(memory, gradients, format);
      double[] estimate = format.download(memory, launched(batch, memory, false));
      return finite(estimate) ? estimate : mended(estimate, gradients, batch, memory);
    }
  }

  /**
   * The estimate of a batch that is on the device, left there. What comes back to the host is
   * whether all is well, and the batch where it is not.
   *
   * @throws IllegalArgumentException as {@link #estimate(Batch)}
   */
  public GpuArray estimate(DeviceBatch batch, GpuMemory memory) {
    GpuArray estimate = launched(batch, memory, false);
    if (Found.notFinite(estimate, memory, format)) {
      double[] mended =
          mended(format.download(memory, estimate), batch.download(memory), batch, memory);
      return format.upload(memory, mended);
    }
    return estimate;
  }

  private GpuArray launched(DeviceBatch batch, GpuMemory memory, boolean careful) {
    RowEstimates rows = new RowEstimates(batch, memory, careful);
    ColumnEstimates columns = new ColumnEstimates(batch, memory);
    return switch (spec) {
      case Mean _ -> rows.mean();
      case PerSampleClip(double alpha, double beta) ->
          rows.rescaled(new RowFactor.Clip(alpha, beta));
      case TruncatedMean(double alpha, double beta) ->
          rows.rescaled(new RowFactor.Keep(alpha, beta));
      case BatchClip(double threshold) -> rows.microBatchClip(threshold, batch.samples());
      case MicroBatchClip(double threshold, int size) -> rows.microBatchClip(threshold, size);
      case Normalize _ -> rows.normalized();
      case PerSampleNormalize _ -> rows.rescaled(new RowFactor.Normalize());
      case CoordinateClip(double threshold) -> rows.coordinateClip(threshold);
      case QuantileClip quantile -> rows.quantileClip(quantile.rank(batch.samples()));
      case Sign _ -> columns.sign();
      case TrimmedMean(int trim) -> columns.trimmedMean(trim);
      case MedianOfMeans(int blocks) -> columns.medianOfMeans(blocks);
      case Catoni(double scale) -> columns.catoni(scale);
      case GeometricMedian _ -> columns.geometricMedian();
    };
  }

  /** How an answer in doubt is found. */
  private enum Mending {
    /** Each row whose factor is in doubt. */
    ROW,
    /** Each coordinate. */
    COORDINATE,
    /** All at once. */
    WHOLE
  }

  private Mending mending() {
    return switch (spec) {
      case PerSampleClip _,
          TruncatedMean _,
          BatchClip _,
          MicroBatchClip _,
          Normalize _,
          PerSampleNormalize _ ->
          Mending.ROW;
      case Sign _, TrimmedMean _, MedianOfMeans _, Catoni _ -> Mending.COORDINATE;
      case Mean _, CoordinateClip _, QuantileClip _, GeometricMedian _ -> Mending.WHOLE;
    };
  }

  private double[] mended(double[] estimate, Batch gradients, DeviceBatch batch, GpuMemory memory) {
    gradients.requireFinite();
    if (mending() == Mending.ROW) {
      double[] careful = format.download(memory, launched(batch, memory, true));
      if (finite(careful)) {
        return careful;
      }
    }
    Batch rounded = batch.download(memory);
    if (mending() != Mending.COORDINATE) {
      gpu.fallbacks.incrementAndGet();
      return rounded(ExactEstimator.estimate(spec, rounded).rounded());
    }
    for (int j = 0; j < estimate.length; j++) {
      if (!Double.isFinite(estimate[j])) {
        gpu.fallbacks.incrementAndGet();
        estimate[j] = ExactEstimator.estimate(spec, column(rounded, j)).rounded()[0];
      }
    }
    return rounded(estimate);
  }

  private static Batch column(Batch batch, int j) {
    double[] column = new double[batch.samples()];
    for (int k = 0; k < column.length; k++) {
      column[k] = batch.at(k, j);
    }
    return Batch.of(column.length, 1, column);
  }

  private double[] rounded(double[] values) {
    for (int j = 0; j < values.length; j++) {
      values[j] = format.precision().round(values[j]);
    }
    return values;
  }

  private static boolean finite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int depth(int samples, int dimension) {
    int n = samples;
    int d = dimension;
    int sums = RowSums.depth(n, d);
    return switch (spec) {
      case Mean _, CoordinateClip _ -> sums + 2;
      // Whether a row is kept is decided exactly.
      case TruncatedMean _ -> RescaledRows.depth(format, n, d) + 2;
      case PerSampleClip _, PerSampleNormalize _ ->
          RescaledRows.factorDepth(format, n, d) + RescaledRows.depth(format, n, d) + 2;
      case QuantileClip _ -> 2 * RescaledRows.factorDepth(format, n, d) + sums + 2;
      case Normalize _ -> sums + RescaledRows.factorDepth(format, 1, d) + 2;
      case BatchClip _ -> sums + RescaledRows.factorDepth(format, 1, d) + 3;
      case MicroBatchClip(double _, int size) -> {
        Groups groups = Groups.ofSize(n, size);
        yield RowSums.depth(groups.longest(), d)
            + RescaledRows.factorDepth(format, groups.count(), d)
            + RescaledRows.depth(format, groups.count(), d)
            + 3;
      }
      case Sign _, TrimmedMean _, MedianOfMeans _, Catoni _, GeometricMedian _ ->
          ColumnEstimates.depth(spec, format, n, d);
    };
  }
}
