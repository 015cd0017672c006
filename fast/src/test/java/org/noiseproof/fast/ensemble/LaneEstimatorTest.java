package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Precision;
import org.noiseproof.fast.cpu.Cases;
import org.noiseproof.fast.cpu.TestRatio;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/** Estimates of lanes against the exact ones of the same batches. */
class LaneEstimatorTest {
  private static final int LANES = 16;

  static Stream<EstimatorSpec> estimators() {
    return Cases.ESTIMATORS.stream().filter(spec -> lanes(spec, 2, 2).isPresent());
  }

  private static Optional<LaneEstimator> lanes(EstimatorSpec spec, int n, int d) {
    return LaneEstimator.of(spec, n, d, LANES);
  }

  @Test
  void all_but_those_that_need_the_whole_batch_have_lanes() {
    assertThat(estimators()).hasSize(Cases.ESTIMATORS.size() - 6);
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void each_lane_has_a_test_ratio_of_at_most_one(EstimatorSpec spec) {
    double worst = 0;
    for (int d : new int[] {1, 2, 3, 10}) {
      for (int n : new int[] {1, 2, 7, 16}) {
        for (boolean wild : new boolean[] {false, true}) {
          worst = Math.max(worst, worst(spec, spec, n, d, wild));
        }
      }
    }
    assertThat(worst).isLessThanOrEqualTo(1);
  }

  @Test
  void a_threshold_off_by_a_billionth_is_seen() {
    EstimatorSpec exact = new PerSampleClip(0.75, 1.5);
    EstimatorSpec wrong = new PerSampleClip(0.75 * (1 + 0x1p-30), 1.5);
    assertThat(worst(wrong, exact, 7, 3, false)).isGreaterThan(1);
    assertThat(worst(new Mean(), exact, 7, 3, false)).isGreaterThan(1);
  }

  /** The worst ratio of two turns of all lanes, the second of which finds what the first left. */
  private static double worst(
      EstimatorSpec lanes, EstimatorSpec exact, int n, int d, boolean wild) {
    LaneEstimator estimator = lanes(lanes, n, d).orElseThrow();
    double worst = 0;
    for (int turn = 0; turn < 2; turn++) {
      Batch[] batches = new Batch[LANES];
      for (int l = 0; l < LANES; l++) {
        batches[l] = Cases.batch(n, d, 31L * l + turn, wild);
      }
      double[][] estimate = estimate(estimator, batches);
      for (int l = 0; l < LANES; l++) {
        double ratio =
            TestRatio.of(
                lane(estimate, l),
                ExactEstimator.estimate(exact, batches[l]),
                LaneEstimator.depth(n, d),
                Precision.FLOAT64);
        worst = Math.max(worst, ratio);
      }
    }
    return worst;
  }

  private static double[][] estimate(LaneEstimator estimator, Batch... batches) {
    int d = batches[0].dimension();
    for (int k = 0; k < batches[0].samples(); k++) {
      double[][] row = new double[d][LANES];
      for (int j = 0; j < d; j++) {
        for (int l = 0; l < LANES; l++) {
          row[j][l] = batches[l % batches.length].at(k, j);
        }
      }
      estimator.add(row);
    }
    return estimator.estimate();
  }

  private static double[] lane(double[][] vectors, int lane) {
    return Stream.of(vectors).mapToDouble(coordinate -> coordinate[lane]).toArray();
  }

  @Test
  void a_row_on_its_threshold_is_kept_and_the_next_one_discarded() {
    // 2 · 27^{2/3} = 18 and (1 + 2⁻⁵²) 27^{2/3}, whose power no double arithmetic finds exactly.
    for (double alpha : new double[] {2, Math.nextUp(1.0), 0x1p-300, 0x1p300}) {
      for (double last : new double[] {9 * alpha, Math.nextUp(9 * alpha)}) {
        for (int d : new int[] {1, 2}) {
          double[] values = new double[27 * d];
          values[27 * d - 1] = last;
          Batch batch = Batch.of(27, d, values);
          EstimatorSpec spec = new TruncatedMean(alpha, 1.5);
          double[][] estimate = estimate(lanes(spec, 27, d).orElseThrow(), batch);
          assertThat(lane(estimate, 3))
              .containsExactly(ExactEstimator.estimate(spec, batch).rounded());
        }
      }
    }
  }

  @Test
  void thresholds_near_the_ends_of_the_range_are_left_to_others() {
    for (EstimatorSpec spec :
        List.of(
            new PerSampleClip(0x1p-500, 2),
            new TruncatedMean(0x1p500, 2),
            new EstimatorSpec.BatchClip(0x1p450))) {
      assertThat(lanes(spec, 2, 2)).isEmpty();
    }
  }
}
