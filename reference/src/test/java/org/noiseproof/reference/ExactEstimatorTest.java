package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;

class ExactEstimatorTest {
  private final SplittableRandom random = new SplittableRandom(20260004);

  @Test
  void values_are_those_of_the_definitions_in_120_digits() {
    for (int i = 0; i < 200; i++) {
      Batch batch = HardBatches.anyMagnitude(random);
      for (EstimatorSpec spec : HardBatches.specs(batch, random)) {
        ExactVector estimate = ExactEstimator.estimate(spec, batch);
        BigDecimal[] expected = DecimalDefinitions.estimate(spec, batch);
        double[] rounded = estimate.rounded();
        for (int j = 0; j < expected.length; j++) {
          assertThat(worstError(estimate, expected, j)).as("%s on %s", spec, batch).isLessThan(1);
          assertRoundedOnce(rounded[j], expected[j], estimate.gauge(j));
        }
      }
    }
  }

  @Test
  void another_definition_fails_the_same_check() {
    Batch batch = Batch.ofRows(new double[] {3, 4}, new double[] {6, 8});
    ExactVector perSample = ExactEstimator.estimate(new PerSampleClip(5, 1), batch);
    assertThat(worstError(perSample, DecimalDefinitions.estimate(new BatchClip(5), batch), 0))
        .isGreaterThan(1);
    ExactVector epsilon = ExactEstimator.estimate(new BatchClip(Math.nextUp(5.0)), batch);
    assertThat(worstError(epsilon, DecimalDefinitions.estimate(new BatchClip(5), batch), 0))
        .isGreaterThan(1);
  }

  /** |value − expected| in units of 2⁻¹⁰⁰ · gauge. */
  private static double worstError(ExactVector estimate, BigDecimal[] expected, int j) {
    double gauge = estimate.gauge(j);
    assertThat(gauge).isNotNaN().isNotNegative();
    if (Double.isInfinite(gauge)) {
      return 0;
    }
    BigDecimal error = estimate.value(j).toBigDecimal().subtract(expected[j]).abs();
    BigDecimal unit = Dyadic.of(gauge).plus(Dyadic.of(Double.MIN_VALUE)).scale(-100).toBigDecimal();
    return error.divide(unit, DecimalDefinitions.DIGITS).doubleValue();
  }

  private static void assertRoundedOnce(double rounded, BigDecimal exact, double gauge) {
    if (Double.isInfinite(rounded) || Double.isInfinite(gauge)) {
      return;
    }
    BigDecimal allowed =
        Dyadic.of(Math.ulp(rounded))
            .scale(-1)
            .toBigDecimal()
            .add(
                new BigDecimal(Tolerance.REFERENCE)
                    .multiply(new BigDecimal(gauge + Double.MIN_VALUE)));
    assertThat(new BigDecimal(rounded).subtract(exact).abs()).isLessThanOrEqualTo(allowed);
  }

  @Test
  void gauges_bound_the_rounding_errors_of_a_plain_evaluation() {
    double worst = 0;
    for (int i = 0; i < 1000; i++) {
      Batch batch = HardBatches.cancelling(random);
      for (EstimatorSpec spec : HardBatches.specs(batch, random)) {
        double ratio = testRatio(spec, batch, DoubleDefinitions.estimate(spec, batch));
        assertThat(ratio).as("%s on %s", spec, batch).isLessThanOrEqualTo(1);
        worst = Math.max(worst, ratio);
      }
    }
    assertThat(worst).as("the criterion is not idle").isGreaterThan(0.05);
  }

  @Test
  void the_gauge_knows_that_a_rounded_norm_may_lie_beyond_the_threshold() {
    // The first mean is 0.5 but 2/3 in doubles, so that only there the norm is above τ.
    Batch batch =
        Batch.ofRows(new double[] {1e16, 0.2}, new double[] {1.5, 0.2}, new double[] {-1e16, 0.2});
    EstimatorSpec spec = new BatchClip(0.539);
    double[] plain = DoubleDefinitions.estimate(spec, batch);
    assertThat(ExactEstimator.estimate(spec, batch).rounded()[1]).isEqualTo(0.2);
    assertThat(plain[1]).isLessThan(0.16);
    assertThat(testRatio(spec, batch, plain)).isLessThanOrEqualTo(1);
  }

  @Test
  void the_gauge_knows_that_a_sum_may_have_lost_its_direction() {
    // The first coordinate of the sum is 1 but 0 in doubles, where only the second is left.
    Batch batch =
        Batch.ofRows(
            new double[] {1, 0},
            new double[] {-2.2471164185778946E307, 0},
            new double[] {2.2471164185778946E307, 2.0E-308});
    ExactVector exact = ExactEstimator.estimate(new Normalize(), batch);
    assertThat(exact.rounded()[1]).isEqualTo(2.0E-308);
    for (int j = 0; j < 2; j++) {
      assertThat(Tolerance.UNIT_ROUNDOFF * exact.gauge(j)).isGreaterThan(2);
    }
    assertThat(testRatio(new Normalize(), batch, new double[] {0, 1})).isLessThanOrEqualTo(1);
  }

  @Test
  void gauges_are_bounds_however_much_cancels() {
    for (EstimatorSpec spec :
        List.of(new Normalize(), new BatchClip(0x1p-60), new MicroBatchClip(0x1p-60, 3))) {
      for (int e = 0; e < 120; e++) {
        double large = Math.scalb(4.0 / 3, e);
        Batch batch =
            Batch.ofRows(
                new double[] {large, 0.1, 0},
                new double[] {0.7, 0.1, 0},
                new double[] {-large, -0.3, 0});
        double[] plain = DoubleDefinitions.estimate(spec, batch);
        assertThat(testRatio(spec, batch, plain)).as("%s at 2^%d", spec, e).isLessThanOrEqualTo(1);
        assertThat(ExactEstimator.estimate(spec, batch).gauge(2)).isZero();
      }
    }
  }

  @Test
  void the_gauge_knows_that_a_rounded_block_may_pass_the_median() {
    // Block means 0.3 and 1/3, in doubles 0.3 and 0; and 0.
    double[] column = {0.3, 0.3, 0.3, 1e16, 1, -1e16, 0, 0, 0};
    Batch batch = Batch.of(9, 1, column);
    EstimatorSpec spec = new MedianOfMeans(3);
    double[] plain = DoubleDefinitions.estimate(spec, batch);
    assertThat(plain[0]).isZero();
    assertThat(testRatio(spec, batch, plain)).isLessThanOrEqualTo(1);
    // A wild block far from the median does not widen the gauge.
    column[4] = 1e6;
    assertThat(ExactEstimator.estimate(new MedianOfMeans(9), Batch.of(9, 1, column)).gauge(0))
        .isEqualTo(0.3);
  }

  @Test
  void an_epsilon_in_the_denominator_breaks_the_bound() {
    Batch batch = Batch.ofRows(new double[] {3, 4}, new double[] {6, 8});
    double[] wrong = DoubleDefinitions.estimate(new PerSampleClip(5 / (1 + 1e-6), 1e300), batch);
    assertThat(testRatio(new PerSampleClip(5, Double.POSITIVE_INFINITY), batch, wrong))
        .isGreaterThan(1);
  }

  private static double testRatio(EstimatorSpec spec, Batch batch, double[] computed) {
    ExactVector exact = ExactEstimator.estimate(spec, batch);
    double gamma =
        Tolerance.gamma(batch.samples() + batch.dimension() + 8, Tolerance.UNIT_ROUNDOFF);
    double worst = 0;
    for (int j = 0; j < computed.length; j++) {
      double error = Math.abs(Dyadic.of(computed[j]).minus(exact.value(j)).toDouble());
      worst = Math.max(worst, error / (gamma * exact.gauge(j) + Double.MIN_NORMAL));
    }
    return worst;
  }

  @Test
  void clipping_is_the_projection_on_the_ball() {
    // ‖c‖ ≤ τ, and ⟨g − c, v − c⟩ ≤ 0 for every v in the ball, to 2⁻¹²⁰ of the scale.
    for (int i = 0; i < 300; i++) {
      int d = random.nextInt(1, 6);
      double tau = Math.scalb(random.nextDouble(0.1, 1), random.nextInt(-300, 300));
      double[] g = scaledTo(2 * tau, d);
      double[] v = scaledTo(tau / 2, d);
      ExactVector c = ExactEstimator.estimate(new BatchClip(tau), Batch.ofRows(g));
      Dyadic norm = Dyadic.ZERO;
      Dyadic product = Dyadic.ZERO;
      for (int j = 0; j < d; j++) {
        norm = norm.plus(c.value(j).square());
        Dyadic pulled = Dyadic.of(g[j]).minus(c.value(j));
        product = product.plus(pulled.times(Dyadic.of(v[j]).minus(c.value(j))));
      }
      Dyadic square = Dyadic.of(tau).square();
      assertThat(norm).isLessThanOrEqualTo(square.plus(square.scale(-120)));
      assertThat(product).isLessThanOrEqualTo(square.scale(-110));
    }
  }

  private double[] scaledTo(double scale, int d) {
    return random.doubles(d, -scale, scale).map(x -> x / Math.sqrt(d)).toArray();
  }

  @Test
  void sums_are_correctly_rounded_where_nothing_is_clipped() {
    for (int i = 0; i < 200; i++) {
      Batch batch = HardBatches.anyMagnitude(random);
      BigDecimal[] sum = new BigDecimal[batch.dimension()];
      for (int j = 0; j < sum.length; j++) {
        sum[j] = BigDecimal.ZERO;
        for (int k = 0; k < batch.samples(); k++) {
          sum[j] = sum[j].add(new BigDecimal(batch.at(k, j)));
        }
        BigDecimal mean = sum[j].divide(BigDecimal.valueOf(batch.samples()), new MathContext(2400));
        double expected = mean.doubleValue() + 0.0;
        double infinity = Double.POSITIVE_INFINITY;
        for (EstimatorSpec spec :
            new EstimatorSpec[] {
              new Mean(),
              new PerSampleClip(infinity, 2),
              new BatchClip(infinity),
              new MicroBatchClip(infinity, 2)
            }) {
          assertThat(ExactEstimator.estimate(spec, batch).rounded()[j]).isEqualTo(expected);
        }
      }
    }
  }
}
