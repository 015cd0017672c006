package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/**
 * On small integers every intermediate is representable, so that there is one right answer to the
 * bit, here from sums in {@code long}: for every length around the lanes, and each row at an offset
 * of its own.
 */
class ExactGridTest {
  private static final List<Backend> BACKENDS =
      List.of(new CpuBackend(2), new CpuFloat32Backend(2));

  private static void assertBits(EstimatorSpec spec, Batch batch, double[] expected) {
    for (Backend backend : BACKENDS) {
      double[] rounded = expected.clone();
      if (backend instanceof CpuFloat32Backend) {
        Arrays.setAll(rounded, j -> (float) rounded[j]);
      }
      assertThat(backend.estimator(spec).orElseThrow().estimate(batch))
          .as("%s %s on %d × %d", backend.name(), spec, batch.samples(), batch.dimension())
          .containsExactly(rounded);
    }
  }

  private static long columnSum(Batch batch, int column) {
    long sum = 0;
    for (int k = 0; k < batch.samples(); k++) {
      sum += (long) batch.at(k, column);
    }
    return sum;
  }

  private static double[] each(Batch batch, IntToDoubleFunction coordinate) {
    double[] result = new double[batch.dimension()];
    Arrays.setAll(result, coordinate);
    return result;
  }

  @Test
  void means_and_everything_that_clips_nothing_are_the_correctly_rounded_quotients() {
    for (int d = 1; d <= 4 * 64 + 3; d++) {
      Batch batch = Cases.integers(1 + d % 11, d, d);
      double[] mean = each(batch, j -> (double) columnSum(batch, j) / batch.samples());
      assertBits(new Mean(), batch, mean);
      assertBits(new PerSampleClip(Double.POSITIVE_INFINITY, 2), batch, mean);
      assertBits(new PerSampleClip(1 << 20, 1.5), batch, mean);
      assertBits(new TruncatedMean(1 << 20, 1.5), batch, mean);
      assertBits(new BatchClip(1 << 20), batch, mean);
      assertBits(new MicroBatchClip(1 << 20, 3), batch, mean);
      assertBits(new CoordinateClip(8), batch, mean);
      assertBits(new MedianOfMeans(1), batch, mean);
      assertBits(new Sign(), batch, each(batch, j -> Long.signum(columnSum(batch, j))));
    }
  }

  @Test
  void rows_of_norm_five_times_a_power_of_two_are_clipped_exactly() {
    for (int d = 2; d <= 4 * 64 + 3; d++) {
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
      assertBits(new PerSampleClip(5, Double.POSITIVE_INFINITY), Batch.of(n, d, values), expected);
    }
  }

  @Test
  void rows_beyond_a_growing_threshold_are_discarded_exactly() {
    for (int d = 1; d <= 4 * 64 + 3; d += 2) {
      Batch batch = Cases.integers(8, d, d);
      double[] expected = new double[d];
      for (int k = 0; k < 8; k++) {
        double[] row = batch.row(k);
        // Against (2 (k+1))², where a row of d entries has about 24 d.
        if (Arrays.stream(row).map(x -> x * x).sum() <= 4 * (k + 1) * (k + 1)) {
          Arrays.setAll(expected, j -> expected[j] + row[j] / 8);
        }
      }
      assertBits(new TruncatedMean(2, 1), batch, expected);
    }
  }

  @Test
  void coordinates_are_clipped_exactly() {
    for (int d = 1; d <= 4 * 64 + 3; d += 2) {
      Batch batch = Cases.integers(5, d, d);
      double[] expected = new double[d];
      for (int k = 0; k < 5; k++) {
        for (int j = 0; j < d; j++) {
          expected[j] += Math.clamp(batch.at(k, j), -3, 3);
        }
      }
      Arrays.setAll(expected, j -> expected[j] / 5);
      assertBits(new CoordinateClip(3), batch, expected);
    }
  }

  @Test
  void sums_over_many_chunks_are_exact() {
    Batch batch = Cases.integers(50_000, 5, 1);
    assertBits(new Mean(), batch, each(batch, j -> (double) columnSum(batch, j) / 50_000));
    Batch wide = Cases.integers(300, 3000, 2);
    assertBits(new Mean(), wide, each(wide, j -> (double) columnSum(wide, j) / 300));
  }
}
