package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
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

/** The policy table of docs/edge-cases.md, row by row. */
class EdgeCasesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final List<EstimatorSpec> ALL =
      List.of(
          new Mean(),
          new PerSampleClip(1, 2),
          new TruncatedMean(1, 2),
          new BatchClip(1),
          new MicroBatchClip(1, 2),
          new Normalize(),
          new PerSampleNormalize(),
          new Sign(),
          new CoordinateClip(1),
          new MedianOfMeans(1),
          new GeometricMedian(),
          new Catoni(1),
          new QuantileClip(0.5),
          new TrimmedMean(0));

  @Test
  void zero_rows_give_zero_under_any_estimator() {
    for (EstimatorSpec spec : ALL) {
      assertEstimate(spec, rows(row(0, 0), row(0, -0.0), row(0, 0)), 0, 0);
    }
  }

  @Test
  void a_zero_row_is_clipped_to_itself_and_normalized_to_zero() {
    Batch batch = rows(row(0, 0), row(30, 40));
    assertEstimate(new PerSampleClip(0, 2), batch, 0, 0);
    assertEstimate(new PerSampleClip(5, INFINITY), batch, 1.5, 2);
    assertEstimate(new PerSampleNormalize(), batch, 0.3, 0.4);
  }

  @Test
  void an_entry_that_is_not_finite_is_refused_by_row_and_column() {
    for (EstimatorSpec spec : ALL) {
      for (double bad : new double[] {Double.NaN, INFINITY, -INFINITY}) {
        assertThatThrownBy(() -> ExactEstimator.estimate(spec, rows(row(1, 2), row(3, bad))))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("gradients: row 1, column 1 is %s, expected a finite number", bad);
      }
    }
  }

  @Test
  void norms_beyond_the_doubles_are_real_numbers() {
    assertEstimate(new PerSampleClip(5, INFINITY), rows(row(3e300, 4e300)), 3, 4);
    assertEstimate(new Normalize(), rows(row(3e300, 4e300)), 0.6, 0.8);
    assertEstimate(new Normalize(), rows(row(3 * 0x1p-1074, 4 * 0x1p-1074)), 0.6, 0.8);
    assertEstimate(new BatchClip(0x1p-1074), rows(row(-0x1p-1073)), -0x1p-1074);
    assertEstimate(new BatchClip(1e-300), rows(row(1e-310, 0)), 1e-310, 0);
    double max = Double.MAX_VALUE;
    assertEstimate(new Mean(), rows(row(max), row(max), row(-max)), max / 3);
    assertEstimate(new BatchClip(5), rows(row(max), row(max)), 5);
    assertEstimate(new Sign(), rows(row(0x1p-1074, 0), row(0, 0)), 1, 0);
  }

  @Test
  void threshold_zero_gives_zero() {
    Batch batch = rows(row(1e-300, -4), row(1e300, 5));
    for (EstimatorSpec spec :
        List.of(
            new PerSampleClip(0, 1.5),
            new TruncatedMean(0, 1.5),
            new BatchClip(0),
            new MicroBatchClip(0, 1),
            new CoordinateClip(0))) {
      assertEstimate(spec, batch, 0, 0);
    }
  }

  @Test
  void an_infinite_threshold_gives_the_mean() {
    Batch batch = rows(row(1e-300, -4), row(1e300, 5), row(-3, 0.1));
    double[] mean = ExactEstimator.estimate(new Mean(), batch).rounded();
    for (EstimatorSpec spec :
        List.of(
            new PerSampleClip(INFINITY, 1.5),
            new TruncatedMean(INFINITY, 1.5),
            new BatchClip(INFINITY),
            new MicroBatchClip(INFINITY, 2),
            new CoordinateClip(INFINITY))) {
      assertEstimate(spec, batch, mean);
    }
  }

  @Test
  void a_tiny_beta_frees_every_row_but_the_first() {
    assertEstimate(new PerSampleClip(1, 1e-300), rows(row(8), row(1e300), row(-1e300)), 1.0 / 3);
  }

  @Test
  void an_absent_beta_keeps_the_threshold() {
    assertEstimate(new PerSampleClip(2, INFINITY), rows(row(8), row(8), row(-1), row(8)), 1.25);
  }

  @Test
  void the_threshold_grows_with_the_index_from_one() {
    assertEstimate(new PerSampleClip(1, 1.5), rows(row(10), row(0), row(0), row(0)), 0.25);
    assertEstimate(
        new PerSampleClip(1, 1.5), rows(row(0), row(0), row(0), row(10)), StrictMath.cbrt(16) / 4);
    double[][] ninth = new double[8][1];
    ninth[7][0] = 100;
    assertEstimate(new PerSampleClip(1, 1.5), rows(ninth), 0.5);
  }

  @Test
  void an_empty_batch_is_refused() {
    assertThatThrownBy(() -> Batch.ofRows())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the batch is empty");
  }

  @Test
  void one_row_is_treated_as_itself() {
    Batch batch = rows(row(3, -4));
    assertEstimate(new Mean(), batch, 3, -4);
    assertEstimate(new PerSampleClip(2.5, 2), batch, 1.5, -2);
    assertEstimate(new MedianOfMeans(1), batch, 3, -4);
    assertEstimate(new GeometricMedian(), batch, 3, -4);
  }

  @Test
  void a_last_micro_batch_that_is_smaller_weighs_less() {
    Batch batch = rows(row(2), row(4), row(30));
    assertEstimate(new MicroBatchClip(6, 2), batch, (3 * 2 + 6) / 3.0);
    assertEstimate(new MicroBatchClip(6, 3), batch, 6);
    assertEstimate(new MicroBatchClip(6, 1 << 30), batch, 6);
    assertEstimate(new MicroBatchClip(INFINITY, Integer.MAX_VALUE), batch, 12);
  }

  @Test
  void more_blocks_than_rows_are_refused() {
    assertThatThrownBy(() -> ExactEstimator.estimate(new MedianOfMeans(3), rows(row(1), row(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blocks = 3 for a batch of 2 samples, expected blocks ≤ n");
  }

  @Test
  void larger_blocks_come_first_and_even_counts_take_the_midpoint() {
    // Blocks (1, 3), (5, 7), (100): means 2, 6, 100.
    Batch batch = rows(row(1), row(3), row(5), row(7), row(100));
    assertEstimate(new MedianOfMeans(3), batch, 6);
    // Blocks (1, 3, 5), (7, 100): means 3 and 53.5.
    assertEstimate(new MedianOfMeans(2), batch, 28.25);
  }

  @Test
  void a_row_whose_norm_equals_the_threshold_is_left_as_it_is() {
    assertEstimate(new PerSampleClip(0.625, INFINITY), rows(row(0.375, -0.5)), 0.375, -0.5);
    assertEstimate(new BatchClip(0.625), rows(row(0.375, -0.5)), 0.375, -0.5);
    // A norm larger by one part in 2⁵³, and the row is clipped: by as little.
    Batch beyond = rows(row(0.375, -Math.nextUp(0.5)));
    assertThat(ExactEstimator.estimate(new BatchClip(0.625), beyond).value(0))
        .isLessThan(Dyadic.of(0.375));
    // The eighth threshold, 8^{2/3}, is 4 exactly.
    double[][] eighth = new double[8][1];
    eighth[7][0] = 4;
    assertThat(ExactEstimator.estimate(new PerSampleClip(1, 1.5), rows(eighth)).value(0))
        .isEqualTo(Dyadic.of(0.5));
    eighth[7][0] = 100;
    assertThat(ExactEstimator.estimate(new PerSampleClip(1, 1.5), rows(eighth)).value(0))
        .isEqualTo(Dyadic.of(0.5));
    // k^{1/β} = k¹²⁸ is too long to be found out to be whole, but such a row is known to be no
    // longer.
    for (int k : new int[] {2, 4, 8, 16, 32, 64, 128}) {
      double[][] kth = new double[k][1];
      kth[k - 1][0] = Math.pow(k, 128);
      assertThat(ExactEstimator.estimate(new PerSampleClip(1, 0x1p-7), rows(kth)).value(0))
          .isEqualTo(Dyadic.of(kth[k - 1][0]).divide(Dyadic.of((long) k), 64));
    }
  }

  @Test
  void a_row_beyond_its_threshold_is_discarded_and_counted() {
    assertEstimate(new TruncatedMean(2, INFINITY), rows(row(8), row(2), row(-1), row(-8)), 0.25);
    assertEstimate(new TruncatedMean(1, 1), rows(row(2), row(2), row(4), row(4)), 1.5);
    assertEstimate(new TruncatedMean(1, 2), rows(row(3, 4)), 0, 0);
    // A row on its threshold is kept; one larger by one part in 2⁵³ is not.
    assertEstimate(new TruncatedMean(0.625, INFINITY), rows(row(0.375, -0.5)), 0.375, -0.5);
    assertEstimate(new TruncatedMean(0.625, INFINITY), rows(row(0.375, -Math.nextUp(0.5))), 0, 0);
    double[][] eighth = new double[8][1];
    eighth[7][0] = 4;
    assertEstimate(new TruncatedMean(1, 1.5), rows(eighth), 0.5);
    eighth[7][0] = Math.nextUp(4.0);
    assertEstimate(new TruncatedMean(1, 1.5), rows(eighth), 0);
    // The fourth threshold, α √4, is beyond the doubles; so is the norm of the fourth row.
    double huge = Double.MAX_VALUE;
    TruncatedMean wide = new TruncatedMean(huge, 2);
    double[][] fourth = {row(0, 0), row(0, 0), row(0, 0), row(huge, huge)};
    assertEstimate(wide, rows(fourth), huge / 4, huge / 4);
    assertEstimate(wide, rows(fourth[3], fourth[0]), 0, 0);
  }

  @Test
  void a_mean_of_zero_has_no_direction() {
    Batch batch = rows(row(1, 2), row(-1, 2));
    assertEstimate(new Sign(), batch, 0, 1);
    assertEstimate(new Normalize(), batch, 0, 1);
    ExactVector cancelled = ExactEstimator.estimate(new Normalize(), rows(row(1, 0), row(-1, 0)));
    assertThat(cancelled.rounded()).containsExactly(0, 0);
    assertThat(cancelled.gauge(0)).isInfinite();
    assertThat(cancelled.gauge(1)).isZero();
    assertThat(ExactEstimator.estimate(new Sign(), batch).gauge(0)).isInfinite();
  }

  @Test
  void the_median_of_an_even_number_of_rows_on_a_line_is_the_midpoint() {
    assertEstimate(new GeometricMedian(), rows(row(4), row(1), row(10), row(0)), 2.5);
    assertEstimate(new GeometricMedian(), rows(row(3, 6), row(1, 2), row(4, 8), row(2, 4)), 2.5, 5);
    assertEstimate(new GeometricMedian(), rows(row(1, 5), row(1, 8)), 1, 6.5);
  }

  @Test
  void as_many_are_trimmed_on_either_side() {
    Batch batch = rows(row(1, 9), row(-100, 9), row(3, 2), row(100, 2), row(5, 9));
    assertEstimate(new TrimmedMean(0), batch, 1.8, 6.2);
    assertEstimate(new TrimmedMean(1), batch, 3, 20.0 / 3);
    assertEstimate(new TrimmedMean(2), batch, 3, 9);
    assertThatThrownBy(() -> ExactEstimator.estimate(new TrimmedMean(3), batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trim = 3 for a batch of 5 samples, expected 2 trim < n");
  }

  @Test
  void the_quantile_of_norms_is_one_of_them_and_its_row_is_left_as_it_is() {
    Batch batch = rows(row(3, 4), row(0, 0), row(-30, 40), row(6, 8));
    assertEstimate(new QuantileClip(0.25), batch, 0, 0);
    assertEstimate(new QuantileClip(0.5), batch, 0.75, 3);
    assertEstimate(new QuantileClip(Math.nextUp(0.5)), batch, 0.75, 5);
    assertEstimate(new QuantileClip(1), batch, -5.25, 13);
    assertEstimate(new QuantileClip(1e-300), rows(row(0.1, 0.3)), 0.1, 0.3);
    Batch wide = rows(row(0x3p900, 0x4p900), row(0x5p-900, 0));
    assertEstimate(new QuantileClip(0.5), wide, 0x4p-900, 0x2p-900);
  }

  @Test
  void the_rank_is_that_of_the_decimal_number() {
    assertThat(new QuantileClip(0.07).rank(100)).isEqualTo(7);
    assertThat(new QuantileClip(0.1).rank(10)).isEqualTo(1);
    assertThat(new QuantileClip(0.9).rank(11)).isEqualTo(10);
    assertThat(new QuantileClip(Double.MIN_VALUE).rank(1_000_000)).isEqualTo(1);
    assertThat(new QuantileClip(1).rank(7)).isEqualTo(7);
  }

  @Test
  void catoni_finds_roots_that_are_doubles_exactly() {
    // (1 + 2 + 2²/2)² = 25 = 1 + 6 + 6²/2.
    assertEstimate(new Catoni(1), rows(row(0), row(8), row(0)), 2);
    assertEstimate(new Catoni(0.125), rows(row(0), row(64), row(0)), 16);
    assertEstimate(new Catoni(0x1p600), rows(row(0), row(0x1p-597), row(0)), 0x1p-599);
    assertEstimate(new Catoni(1), rows(row(1e300), row(-1e300), row(0)), 0);
    assertEstimate(new Catoni(1e-300), rows(row(0x1p-1074), row(-0x1p-1074), row(0)), 0);
    assertEstimate(new Catoni(1e300), rows(row(3), row(4)), 3.5);
    assertEstimate(new Catoni(1e300), rows(row(3, 1), row(3, 2)), 3, 1.5);
    assertEstimate(new Catoni(0x1p-200), rows(row(1), row(3), row(5), row(8)), 4.25);
  }

  private static void assertEstimate(EstimatorSpec spec, Batch batch, double... expected) {
    double[] rounded = ExactEstimator.estimate(spec, batch).rounded();
    double[] positiveZeros = Arrays.stream(expected).map(x -> x + 0.0).toArray();
    assertThat(rounded).as("%s on %s", spec, batch).containsExactly(positiveZeros);
  }

  private static Batch rows(double[]... rows) {
    return Batch.ofRows(rows);
  }

  private static double[] row(double... entries) {
    return entries;
  }
}
