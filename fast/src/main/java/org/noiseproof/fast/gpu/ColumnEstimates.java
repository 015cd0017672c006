package org.noiseproof.fast.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.fast.median.MedianSearch;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;

/**
 * The estimators that look at one column after the other, in doubles whatever the format; NaN in a
 * coordinate where an entry is not finite or the answer is in doubt.
 */
record ColumnEstimates(DeviceBatch batch, GpuMemory memory) {
  /** The roundings that a certified root may be off by, however many samples there are. */
  private static final int CATONI = 16;

  /** The value of that rank, from 0, among n numbers. */
  static GpuArray selected(GpuMemory memory, GpuArray values, int n, int rank) {
    LaunchShape shape = LaunchShape.ofColumns(n, 1);
    GpuArray selected = memory.allocate(1, Double.BYTES);
    memory
        .gpu()
        .launch(
            Program.COLUMNS,
            "columns_select",
            1,
            shape.threads(),
            values,
            n,
            1,
            shape.team(),
            rank,
            selected);
    return selected;
  }

  private GpuArray each(String kernel, GpuArray rows, int n, Object... parameters) {
    int d = batch.dimension();
    LaunchShape shape = LaunchShape.ofColumns(n, d);
    GpuArray results = memory.allocate(d, batch.format().bytes());
    List<Object> arguments = new ArrayList<>(List.of(rows, n, d, shape.team()));
    arguments.addAll(List.of(parameters));
    arguments.add(results);
    memory
        .gpu()
        .launch(
            Program.COLUMNS,
            batch.format().kernel(kernel),
            Math.ceilDiv(d, shape.team()),
            shape.threads(),
            arguments.toArray());
    return results;
  }

  /** The sign of the sum, whose errors are summed up beside it. */
  GpuArray sign() {
    // Twice the bound of the sum of errors, since what it is relative to is itself computed.
    double relative =
        2 * Tolerance.gamma(2L * batch.samples() + Long.SIZE, Tolerance.UNIT_ROUNDOFF);
    return each("columns_sign", batch.values(), batch.samples(), relative);
  }

  GpuArray trimmedMean(int trim) {
    int n = batch.samples();
    if (2L * trim >= n) {
      throw new IllegalArgumentException(
          "trim = %d for a batch of %d samples, expected 2 trim < n".formatted(trim, n));
    }
    return each("columns_trimmed_mean", batch.values(), n, trim);
  }

  GpuArray medianOfMeans(int blocks) {
    int n = batch.samples();
    if (blocks > n) {
      throw new IllegalArgumentException(
          "blocks = %d is out of range: 1 ≤ blocks ≤ %d, the number of samples"
              .formatted(blocks, n));
    }
    Groups groups = Groups.ofCount(n, blocks);
    Format format = batch.format();
    int d = batch.dimension();
    boolean equal = groups.more() == 0;
    GpuArray means =
        new RowSums(memory, format)
            .over(
                Program.ROWS,
                format.kernel("rows_sum"),
                batch.values(),
                n,
                d,
                groups,
                equal ? groups.size() : 1);
    if (!equal) {
      int threads = 256;
      int blocksOfThreads = Math.ceilDiv(Math.multiplyExact(blocks, d), threads);
      memory
          .gpu()
          .launch(
              Program.ROWS,
              format.kernel("rows_group_means"),
              blocksOfThreads,
              threads,
              means,
              blocks,
              d,
              groups.size(),
              groups.more());
    }
    return each("columns_median", means, blocks);
  }

  /** The search for the minimum is the host's, the sweeps over the batch are the device's. */
  GpuArray geometricMedian() {
    int d = batch.dimension();
    Format format = batch.format();
    if (d == 1) {
      return each("columns_median", batch.values(), batch.samples());
    }
    GpuArray largest = memory.allocate(d, Double.BYTES);
    GpuArray smallest = memory.allocate(d, Double.BYTES);
    LaunchShape shape = LaunchShape.ofColumns(batch.samples(), d);
    memory
        .gpu()
        .launch(
            Program.COLUMNS,
            format.kernel("columns_magnitudes"),
            Math.ceilDiv(d, shape.team()),
            shape.threads(),
            batch.values(),
            batch.samples(),
            d,
            shape.team(),
            largest,
            smallest);
    double[] median =
        MedianSearch.of(
            d,
            Arrays.stream(memory.doubles(largest)).max().orElseThrow(),
            Arrays.stream(memory.doubles(smallest))
                .filter(x -> x > 0)
                .min()
                .orElse(Double.POSITIVE_INFINITY),
            exponent -> DeviceSamples.scaled(memory, batch, exponent));
    return format.upload(memory, median);
  }

  GpuArray catoni(double scale) {
    return each("columns_catoni", batch.values(), batch.samples(), scale);
  }

  static int depth(EstimatorSpec spec, Format format, int n, int d) {
    boolean doubles = format == Format.FLOAT64;
    return switch (spec) {
      // A sign that rounding could turn is found exactly.
      case Sign _ -> 1;
      case TrimmedMean _ -> doubles ? LaunchShape.ofColumns(n, d).chain(n) + 5 : 2;
      case MedianOfMeans(int blocks) -> RowSums.depth(Math.ceilDiv(n, blocks), d) + 3;
      case Catoni _ -> doubles ? CATONI : 2;
      case GeometricMedian _ -> MedianSearch.depth(n, d);
      default -> throw new IllegalArgumentException(spec + " is no estimator of columns");
    };
  }
}
