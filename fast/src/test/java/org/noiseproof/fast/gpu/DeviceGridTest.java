package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/**
 * On small integers every intermediate is representable, so that there is one right answer to the
 * bit, here from sums in {@code long}: for sizes on either side of what a team, a warp, a block, a
 * part and a row in registers hold.
 */
final class DeviceGridTest {
  private static final int[] COLUMNS = {1, 2, 7, 8, 9, 16, 17, 31, 33, 64, 65, 127, 129, 255, 257};
  private static final int[] ROWS = {1, 2, 3, 8, 9, 31, 33};

  /** Rows on chip, and beyond; parts of parts; more segments than one. */
  private static final int[][] LARGE = {
    {3, 2047},
    {3, 2049},
    {2, 4096},
    {2, 4097},
    {257, 5},
    {600, 1},
    {70_000, 1},
    {2, 8193},
    {2100, 33}
  };

  private static Batch integers(int n, int d, int most) {
    SplittableRandom random = new SplittableRandom(31L * n + d);
    double[] values = new double[n * d];
    Arrays.setAll(values, i -> random.nextInt(-most, most + 1));
    return Batch.of(n, d, values);
  }

  private static void assertBits(EstimatorSpec spec, Batch batch, double[] expected) {
    for (Format format : Format.values()) {
      double[] rounded = expected.clone();
      Arrays.setAll(rounded, j -> format.precision().round(rounded[j]));
      assertThat(GpuEstimator.of(spec, StandIn.emulation(), format).orElseThrow().estimate(batch))
          .as("%s %s on %d × %d", format, spec, batch.samples(), batch.dimension())
          .containsExactly(rounded);
    }
  }

  private static double[] each(Batch batch, IntToDoubleFunction coordinate) {
    double[] result = new double[batch.dimension()];
    Arrays.setAll(result, coordinate);
    return result;
  }

  private static long columnSum(Batch batch, int column) {
    long sum = 0;
    for (int k = 0; k < batch.samples(); k++) {
      sum += (long) batch.at(k, column);
    }
    return sum;
  }

  private static void assertMeans(Batch batch, List<EstimatorSpec> means) {
    double[] mean = each(batch, j -> (double) columnSum(batch, j) / batch.samples());
    means.forEach(spec -> assertBits(spec, batch, mean));
    assertBits(new Sign(), batch, each(batch, j -> Long.signum(columnSum(batch, j))));
  }

  @Test
  void means_and_everything_that_clips_nothing_are_the_correctly_rounded_quotients() {
    for (int d : COLUMNS) {
      for (int n : ROWS) {
        assertMeans(
            integers(n, d, 8),
            List.of(
                new Mean(),
                new PerSampleClip(1 << 20, 1.5),
                new TruncatedMean(1 << 20, 1.5),
                new BatchClip(1 << 20),
                new MicroBatchClip(1 << 20, 3),
                new CoordinateClip(8),
                new MedianOfMeans(1),
                new TrimmedMean(0)));
      }
    }
  }

  @Test
  void sums_of_many_parts_and_of_rows_that_no_block_holds_are_exact() {
    for (int[] size : LARGE) {
      assertMeans(
          integers(size[0], size[1], 8),
          List.of(new Mean(), new PerSampleClip(1 << 20, 1.5), new BatchClip(1 << 20)));
    }
  }

  @Test
  void rows_of_norm_five_times_a_power_of_two_are_clipped_exactly() {
    for (int d : new int[] {2, 8, 9, 33, 129, 257, 2047, 2049, 4097}) {
      int n = 1 + d % 9;
      double[] values = new double[n * d];
      double[] expected = new double[d];
      for (int k = 0; k < n; k++) {
        // 3, 4 at two places, times 2ᵏ: clipped to 5 where larger.
        int a = (7 * k + d) % d;
        int b = (a + 1 + k % (d - 1)) % d;
        double size = Math.scalb(1.0, k - 2);
        values[k * d + a] = 3 * size;
        values[k * d + b] = -4 * size;
        expected[a] += 3 * Math.min(size, 1);
        expected[b] -= 4 * Math.min(size, 1);
      }
      Arrays.setAll(expected, j -> expected[j] / n);
      PerSampleClip clip = new PerSampleClip(5, Double.POSITIVE_INFINITY);
      assertBits(clip, Batch.of(n, d, values), expected);
    }
  }

  @Test
  void rows_beyond_a_growing_threshold_are_discarded_exactly() {
    for (int d : COLUMNS) {
      Batch batch = integers(8, d, 8);
      double[] expected = new double[d];
      for (int k = 0; k < 8; k++) {
        double[] row = batch.row(k);
        if (Arrays.stream(row).map(x -> x * x).sum() <= 4 * (k + 1) * (k + 1)) {
          Arrays.setAll(expected, j -> expected[j] + row[j] / 8);
        }
      }
      assertBits(new TruncatedMean(2, 1), batch, expected);
    }
  }

  @Test
  void what_is_left_between_order_statistics_with_ties_is_summed_exactly() {
    for (int n : new int[] {3, 4, 8, 33, 65, 257}) {
      Batch batch = integers(n, 9, 3);
      int trim = (n - 1) / 2 - (n - 1) / 4;
      double[] expected =
          each(
              batch,
              j -> {
                double[] column = new double[n];
                Arrays.setAll(column, k -> batch.at(k, j));
                Arrays.sort(column);
                return Arrays.stream(column, trim, n - trim).sum() / (n - 2 * trim);
              });
      assertBits(new TrimmedMean(trim), batch, expected);
    }
  }

  @Test
  void medians_of_means_of_unequal_blocks_are_exact() {
    for (int blocks : new int[] {2, 3, 4, 7}) {
      int n = 16 * blocks + blocks - 1;
      Batch batch = integers(n, 11, 8);
      double[] expected =
          each(
              batch,
              j -> {
                double[] means = new double[blocks];
                int from = 0;
                for (int b = 0; b < blocks; b++) {
                  int size = b < n % blocks ? 17 : 16;
                  for (int k = from; k < from + size; k++) {
                    means[b] += batch.at(k, j);
                  }
                  means[b] /= size;
                  from += size;
                }
                Arrays.sort(means);
                return (means[(blocks - 1) / 2] + means[blocks / 2]) / 2;
              });
      assertThat(
              GpuEstimator.of(new MedianOfMeans(blocks), StandIn.emulation(), Format.FLOAT64)
                  .orElseThrow()
                  .estimate(batch))
          .containsExactly(expected);
    }
  }
}
