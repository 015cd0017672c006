package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;
import org.noiseproof.spec.OptimizerSpec.Sgd;

class SpecialValuesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final List<Backend> BACKENDS =
      List.of(new CpuBackend(2), new CpuFloat32Backend(2));

  private static double[] estimate(Backend backend, EstimatorSpec spec, Batch batch) {
    return backend.estimator(spec).orElseThrow().estimate(batch);
  }

  @Test
  void an_entry_that_is_not_finite_is_refused_by_every_estimator_and_named() {
    for (Backend backend : BACKENDS) {
      for (EstimatorSpec spec : Cases.ESTIMATORS) {
        for (double bad : new double[] {Double.NaN, INF, -INF}) {
          for (int place : new int[] {0, 17, 5 * 40 - 1}) {
            Batch batch = Cases.batch(5, 40, 3, false);
            batch.values()[place] = bad;
            assertThatIllegalArgumentException()
                .as("%s %s", backend.name(), spec)
                .isThrownBy(() -> estimate(backend, spec, batch))
                .withMessage(
                    "gradients: row %d, column %d is %s, expected a finite number"
                        .formatted(place / 40, place % 40, bad));
          }
        }
      }
    }
  }

  @Test
  void an_entry_that_is_not_finite_is_found_among_many_chunks() {
    Batch batch = Cases.batch(20_000, 16, 3, false);
    batch.values()[19_999 * 16 + 3] = Double.NaN;
    for (EstimatorSpec spec : List.of(new Mean(), new PerSampleClip(1, 1.5), new BatchClip(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> estimate(BACKENDS.getFirst(), spec, batch))
          .withMessageContaining("row 19999, column 3 is NaN");
    }
  }

  @Test
  void a_row_whose_norm_equals_the_threshold_is_left_as_it_is_bit_for_bit() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 2000; i++) {
      // (3c, 4c), whose squares do not fit a double: only exact comparison can tell 5c from 5c ±
      // ulp.
      double c = random.nextLong(1L << 50) * 0x1p-50 + 1;
      double[] row = new double[2 + i % 70];
      row[i % row.length] = Math.rint(c * 0x1p48) * 0x1p-48 * 3;
      row[(i + 1) % row.length] = row[i % row.length] / 3 * -4;
      double threshold = row[i % row.length] / 3 * 5;
      Batch batch = Batch.of(1, row.length, row);
      EstimatorSpec spec = new PerSampleClip(threshold, INF);
      assertThat(estimate(BACKENDS.getFirst(), spec, batch)).isEqualTo(row);
      assertThat(estimate(BACKENDS.getFirst(), new BatchClip(threshold), batch)).isEqualTo(row);
      assertThat(estimate(BACKENDS.getFirst(), new TruncatedMean(threshold, INF), batch))
          .isEqualTo(row);
      EstimatorSpec tighter = new TruncatedMean(Math.nextDown(threshold), INF);
      assertThat(estimate(BACKENDS.getFirst(), tighter, batch)).containsOnly(0);
      assertThat(estimate(BACKENDS.getFirst(), new PerSampleClip(threshold * 0.999, INF), batch))
          .isNotEqualTo(row);
    }
  }

  @Test
  void a_row_on_a_growing_threshold_is_kept_and_the_next_one_discarded() {
    // 2 · 27^{2/3} = 18 and (1 + 2⁻⁵²) 27^{2/3}, whose power no double arithmetic finds exactly.
    for (double alpha : new double[] {2, Math.nextUp(1.0), 0x1p-400, 0x1p400}) {
      double[] values = new double[27];
      values[26] = 9 * alpha;
      Batch on = Batch.of(27, 1, values.clone());
      values[26] = Math.nextUp(9 * alpha);
      Batch beyond = Batch.of(27, 1, values);
      EstimatorSpec spec = new TruncatedMean(alpha, 1.5);
      for (Batch batch : List.of(on, beyond)) {
        assertThat(estimate(BACKENDS.getFirst(), spec, batch))
            .containsExactly(ExactEstimator.estimate(spec, batch).rounded());
      }
    }
  }

  @Test
  void rows_within_the_quantile_of_norms_are_left_as_they_are_however_close_the_norms() {
    // Permuted entries have one norm, whose computed values differ; the last row is a hair longer.
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 200; i++) {
      int d = 40 + i % 40;
      double[] first = random.doubles(d, -1, 1).toArray();
      double[] turned = new double[d];
      Arrays.setAll(turned, j -> -first[(j + 7) % d]);
      double[] longer = first.clone();
      longer[0] = Math.nextUp(Math.abs(first[0]));
      Batch batch = Batch.ofRows(turned, first, longer);
      double[] estimate = estimate(BACKENDS.getFirst(), new QuantileClip(0.6), batch);
      double[] two =
          estimate(BACKENDS.getFirst(), new QuantileClip(1), Batch.ofRows(turned, first));
      for (int j = 0; j < d; j++) {
        // 3 m − longer = 2 m', up to the rounding of either.
        assertThat(Math.abs(3 * estimate[j] - longer[j] - 2 * two[j]))
            .isLessThan(8 * Tolerance.UNIT_ROUNDOFF);
      }
      assertThat(two)
          .isEqualTo(estimate(BACKENDS.getFirst(), new Mean(), Batch.ofRows(turned, first)));
    }
  }

  @Test
  void too_much_trimming_is_refused() {
    EstimatorSpec spec = new TrimmedMean(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimate(BACKENDS.getFirst(), spec, Batch.of(4, 1, new double[4])))
        .withMessage("trim = 2 for a batch of 4 samples, expected 2 trim < n");
  }

  @Test
  void a_zero_row_is_clipped_to_itself_and_has_no_direction() {
    Batch zeros = Batch.of(3, 5, new double[15]);
    for (Backend backend : BACKENDS) {
      for (EstimatorSpec spec : Cases.ESTIMATORS) {
        assertThat(estimate(backend, spec, zeros)).containsOnly(0);
      }
    }
  }

  @Test
  void norms_beyond_the_doubles_are_handled_as_real_numbers() {
    Backend cpu = BACKENDS.getFirst();
    double[] huge = new double[400];
    Arrays.fill(huge, 1e308);
    assertThat(estimate(cpu, new PerSampleClip(20, INF), Batch.of(1, 400, huge))).containsOnly(1);
    assertThat(estimate(cpu, new PerSampleNormalize(), Batch.of(1, 400, huge))).containsOnly(0.05);
    assertThat(estimate(cpu, new Normalize(), Batch.of(1, 400, huge))).containsOnly(0.05);
    double[] tiny = new double[400];
    Arrays.fill(tiny, Double.MIN_VALUE);
    assertThat(estimate(cpu, new PerSampleNormalize(), Batch.of(1, 400, tiny))).containsOnly(0.05);
    assertThat(estimate(cpu, new PerSampleClip(1e-300, INF), Batch.of(1, 400, tiny)))
        .containsOnly(Double.MIN_VALUE);
  }

  @Test
  void a_sum_beyond_the_doubles_does_not_spoil_the_mean() {
    Batch batch = Batch.ofRows(new double[] {1.7e308, 1}, new double[] {1.7e308, 2});
    assertThat(estimate(BACKENDS.getFirst(), new Mean(), batch)).containsExactly(1.7e308, 1.5);
  }

  @Test
  void float32_refuses_what_a_float_cannot_hold() {
    Backend backend = BACKENDS.get(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimate(backend, new Mean(), Batch.of(1, 2, new double[] {1, 1e39})))
        .withMessage("gradients: row 0, column 1 is 1.0E39, beyond the range of float32");
    Optimizer sgd = backend.optimizer(new Sgd(0.1, 0, 0, false, 0)).orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd.start(new double[] {1e39}))
        .withMessageContaining("parameters[0] = 1.0E39");
    OptimizerState state = sgd.start(new double[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd.step(state, new double[] {-1e39}))
        .withMessageContaining("gradient[0] = -1.0E39");
  }

  @Test
  void float32_rounds_its_input_and_returns_floats() {
    Batch batch = Cases.batch(7, 33, 9, false);
    for (EstimatorSpec spec : Cases.ESTIMATORS) {
      for (double coordinate : estimate(BACKENDS.get(1), spec, batch)) {
        assertThat(coordinate).isEqualTo((float) coordinate);
      }
    }
  }

  @Test
  void more_blocks_than_samples_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                estimate(BACKENDS.getFirst(), new MedianOfMeans(4), Batch.of(3, 1, new double[3])))
        .withMessage("blocks = 4 is out of range: 1 ≤ blocks ≤ 3, the number of samples");
  }

  @Test
  void no_threads_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CpuBackend(0))
        .withMessage("threads = 0, expected at least 1");
  }

  @Test
  void a_rejected_step_leaves_the_state_as_it_was() {
    Optimizer sgd = BACKENDS.getFirst().optimizer(new Sgd(0.1, 0.9, 0, false, 0)).orElseThrow();
    OptimizerState state = sgd.step(sgd.start(new double[] {1, 2}), new double[] {3, 4});
    OptimizerState copy =
        OptimizerState.of(1, state.parameters(), Map.of("momentum", state.buffer("momentum")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd.step(state, new double[] {1, Double.NaN}));
    assertThatIllegalArgumentException().isThrownBy(() -> sgd.step(state, new double[] {1}));
    assertThat(state).isEqualTo(copy);
  }
}
