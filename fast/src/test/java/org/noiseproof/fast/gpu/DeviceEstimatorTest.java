package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.fast.cpu.Cases;
import org.noiseproof.fast.cpu.TestRatio;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/** Every estimator in the emulation, against exact arithmetic. */
final class DeviceEstimatorTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /** Two teams and one row more; many parts, and rows beyond what a block holds. */
  private static final int[][] SIZES = {
    {1, 1}, {2, 9}, {5, 40}, {17, 33}, {33, 8}, {9, 129}, {70, 3}, {3, 300}
  };

  static Stream<EstimatorSpec> estimators() {
    return Stream.concat(
        Cases.ESTIMATORS.stream(), Stream.of(new MicroBatchClip(1, 2), new Catoni(3)));
  }

  private static GpuEstimator estimator(EstimatorSpec spec, Format format) {
    return GpuEstimator.of(spec, StandIn.emulation(), format).orElseThrow();
  }

  private static double ratio(GpuEstimator estimator, double[] computed, Batch batch) {
    return TestRatio.of(
        computed,
        ExactEstimator.estimate(estimator.spec(), batch),
        estimator.depth(batch.samples(), batch.dimension()),
        estimator.format().precision());
  }

  private static Batch batch(int n, int d, long seed, Format format) {
    Batch batch = Cases.batch(n, d, seed, false);
    for (int i = 0; i < n * d; i++) {
      batch.values()[i] = format.precision().round(batch.values()[i]);
    }
    return batch;
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void the_test_ratio_of_every_estimator_is_at_most_one(EstimatorSpec spec) {
    for (Format format : Format.values()) {
      GpuEstimator estimator = estimator(spec, format);
      for (int[] size : SIZES) {
        if (spec instanceof GeometricMedian && size[0] * size[1] > 600) {
          continue; // exact arithmetic takes its time
        }
        Batch batch = batch(size[0], size[1], 1, format);
        assertThat(ratio(estimator, estimator.estimate(batch), batch))
            .as("%s %s on %d × %d", format, spec, size[0], size[1])
            .isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void a_mean_that_is_off_by_more_than_its_roundings_is_found() {
    GpuEstimator mean = estimator(new EstimatorSpec.Mean(), Format.FLOAT64);
    Batch batch = batch(17, 33, 1, Format.FLOAT64);
    double[] estimate = mean.estimate(batch);
    int depth = mean.depth(17, 33);
    double gauge = ExactEstimator.estimate(mean.spec(), batch).gauge(5);
    estimate[5] += (depth + 1) * Math.ulp(gauge);
    assertThat(ratio(mean, estimate, batch)).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void random_batches_leave_nothing_to_the_reference(Format format) {
    Gpu gpu = StandIn.emulation();
    long before = gpu.traffic().fallbacks();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 3; i++) {
      double[] values = new double[11 * 37];
      Arrays.setAll(values, k -> format.precision().round(random.nextGaussian()));
      Batch batch = Batch.of(11, 37, values);
      estimators().forEach(spec -> estimator(spec, format).estimate(batch));
      estimator(new MedianOfMeans(4), format).estimate(batch);
      estimator(new TrimmedMean(3), format).estimate(batch);
    }
    assertThat(gpu.traffic().fallbacks()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void no_order_of_threads_changes_a_bit(EstimatorSpec spec) {
    assertOneResult(spec, Cases.batch(40, 21, 3, false));
  }

  @Test
  void no_order_of_threads_changes_a_row_that_many_warps_share() {
    assertOneResult(new PerSampleClip(1, 1.5), Cases.batch(40, 700, 3, false));
    assertOneResult(new PerSampleNormalize(), Cases.batch(5, 5000, 3, false));
  }

  private static void assertOneResult(EstimatorSpec spec, Batch batch) {
    try (StandIn device = StandIn.open()) {
      Set<List<Double>> results = new HashSet<>();
      for (int seed = 0; seed < 4; seed++) {
        device.schedule(seed);
        double[] estimate = new GpuEstimator(spec, device.gpu(), Format.FLOAT64).estimate(batch);
        results.add(Arrays.stream(estimate).boxed().toList());
      }
      assertThat(results).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void a_batch_that_is_on_the_device_has_the_same_estimate_there(EstimatorSpec spec) {
    Gpu gpu = StandIn.emulation();
    for (Format format : Format.values()) {
      Batch batch = batch(12, 19, 5, format);
      GpuEstimator estimator = estimator(spec, format);
      try (GpuMemory memory = gpu.memory()) {
        DeviceBatch onDevice = DeviceBatch.upload(memory, batch, format);
        assertThat(format.download(memory, estimator.estimate(onDevice, memory)))
            .isEqualTo(estimator.estimate(batch));
      }
    }
    assertThat(gpu.traffic().bytesHeld()).isZero();
  }

  @Test
  void what_comes_back_from_a_device_batch_is_whether_all_is_well() {
    Gpu gpu = Gpu.first(StandIn.emulation().driver());
    Batch batch = Cases.batch(50, 30, 5, false);
    try (GpuMemory memory = gpu.memory()) {
      DeviceBatch onDevice = DeviceBatch.upload(memory, batch, Format.FLOAT64);
      new GpuEstimator(new PerSampleClip(1, 1.5), gpu, Format.FLOAT64).estimate(onDevice, memory);
    }
    assertThat(gpu.traffic().bytesOut()).isEqualTo(Integer.BYTES);
  }

  @Test
  void an_entry_that_is_not_finite_is_refused_by_every_estimator_and_named() {
    Gpu gpu = StandIn.emulation();
    estimators()
        .forEach(
            spec -> {
              for (double bad : new double[] {Double.NaN, INF, -INF}) {
                Batch batch = Cases.batch(5, 12, 3, false);
                batch.values()[3 * 12 + 7] = bad;
                GpuEstimator estimator = estimator(spec, Format.FLOAT64);
                String message =
                    "gradients: row 3, column 7 is %s, expected a finite number".formatted(bad);
                assertThatIllegalArgumentException()
                    .as("%s", spec)
                    .isThrownBy(() -> estimator.estimate(batch))
                    .withMessage(message);
                try (GpuMemory memory = gpu.memory()) {
                  DeviceBatch onDevice = DeviceBatch.upload(memory, batch, Format.FLOAT64);
                  assertThatIllegalArgumentException()
                      .as("%s", spec)
                      .isThrownBy(() -> estimator.estimate(onDevice, memory))
                      .withMessage(message);
                }
              }
            });
  }

  /** Sums whose compensated sum is 0, of the other sign, or not 0 where the exact one is. */
  @ParameterizedTest
  @EnumSource(Format.class)
  void a_sum_that_even_its_summed_up_errors_get_wrong_has_the_sign_of_the_exact_sum(Format format) {
    double a = 0x1p120;
    double b = 0x1p60; // the next double is b + 256, so b + 129 is taken for it
    double[][] columns = {
      {a, b, 1, -a, -b},
      {a, b, 129, 129, 129, -a, -b, -512},
      {a, b, 129, 129, 129, -a, -b, -387},
      {0x1p60, 1, -0x1p60}
    };
    double[] signs = {1, -1, 0, 1};
    double[][] rows = new double[8][2 * columns.length];
    double[] expected = new double[2 * columns.length];
    for (int j = 0; j < columns.length; j++) {
      for (int k = 0; k < columns[j].length; k++) {
        rows[k][2 * j] = columns[j][k];
        rows[k][2 * j + 1] = -columns[j][k];
      }
      expected[2 * j] = signs[j];
      expected[2 * j + 1] = 0 - signs[j];
    }
    GpuEstimator sign = estimator(new EstimatorSpec.Sign(), format);
    assertThat(sign.estimate(Batch.ofRows(rows))).isEqualTo(expected);
    for (int j = 0; j < expected.length; j++) {
      int column = j;
      double[] alone = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
      assertThat(sign.estimate(Batch.of(alone.length, 1, alone))).containsExactly(expected[j]);
    }
  }

  @Test
  void what_does_not_fit_is_refused() {
    GpuEstimator float32 = estimator(new EstimatorSpec.Mean(), Format.FLOAT32);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> float32.estimate(Batch.of(1, 2, new double[] {1, 1e39})))
        .withMessage("gradients: row 0, column 1 is 1.0E39, beyond the range of float32");
    GpuEstimator blocks = estimator(new MedianOfMeans(4), Format.FLOAT64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blocks.estimate(Batch.of(3, 1, new double[3])))
        .withMessage("blocks = 4 is out of range: 1 ≤ blocks ≤ 3, the number of samples");
    GpuEstimator trimmed = estimator(new TrimmedMean(2), Format.FLOAT64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trimmed.estimate(Batch.of(4, 1, new double[4])))
        .withMessage("trim = 2 for a batch of 4 samples, expected 2 trim < n");
  }

  @Test
  void a_row_whose_norm_leaves_the_range_is_rescaled_by_exact_arithmetic_and_no_other() {
    Gpu gpu = Gpu.first(StandIn.emulation().driver());
    double[] values = Cases.batch(20, 6, 3, false).values();
    for (int j = 0; j < 6; j++) {
      values[4 * 6 + j] = Math.scalb(j - 2.5, 700);
      values[11 * 6 + j] = Math.scalb(j + 0.5, -700);
    }
    Batch batch = Batch.of(20, 6, values);
    for (EstimatorSpec spec :
        List.of(
            new PerSampleClip(1, 2),
            new PerSampleClip(0x1p-900, INF),
            new PerSampleNormalize(),
            new TruncatedMean(0x1p690, INF))) {
      long before = gpu.traffic().fallbacks();
      GpuEstimator estimator = new GpuEstimator(spec, gpu, Format.FLOAT64);
      assertThat(ratio(estimator, estimator.estimate(batch), batch))
          .as("%s", spec)
          .isLessThanOrEqualTo(1);
      assertThat(gpu.traffic().fallbacks() - before).as("%s", spec).isBetween(1L, 20L);
    }
  }

  @Test
  void a_row_on_its_threshold_is_left_or_kept_bit_for_bit() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 100; i++) {
      double c = random.nextLong(1L << 50) * 0x1p-50 + 1;
      double[] row = new double[2 + i % 70];
      row[i % row.length] = Math.rint(c * 0x1p48) * 0x1p-48 * 3;
      row[(i + 1) % row.length] = row[i % row.length] / 3 * -4;
      double threshold = row[i % row.length] / 3 * 5;
      Batch batch = Batch.of(1, row.length, row);
      for (EstimatorSpec spec :
          List.of(
              new PerSampleClip(threshold, INF),
              new EstimatorSpec.BatchClip(threshold),
              new QuantileClip(1),
              new TruncatedMean(threshold, INF))) {
        assertThat(estimator(spec, Format.FLOAT64).estimate(batch)).as("%s", spec).isEqualTo(row);
      }
      EstimatorSpec tighter = new TruncatedMean(Math.nextDown(threshold), INF);
      assertThat(estimator(tighter, Format.FLOAT64).estimate(batch)).containsOnly(0);
    }
  }
}
