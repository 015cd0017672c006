package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.TwoPoint;

class PerSampleClipTheoryTest {
  private static final double P = 1.5;
  private static final NoiseLaw SKEWED = new ShiftedPareto(1.6, 1);
  private static final double MOMENT = StrictMath.pow(SKEWED.absoluteMoment(P), 1 / P);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1.25, .53499224, .66874030",
    "1.5, .38490018, .57735027",
    "1.75, .30267696, .52968468",
    "2, .25, .5"
  })
  void kappa_and_b_have_the_values_of_the_catalogue(double p, double kappa, double b) {
    assertThat(ClippingBounds.kappa(p)).isEqualTo(kappa, printed(8));
    assertThat(PerSampleClipBounds.b(p)).isEqualTo(b, printed(8));
  }

  @Test
  void the_limit_at_p_1_has_the_constant_three_halves_and_no_rate() {
    assertThat(PerSampleClipBounds.rate(1)).isZero();
    assertThat(PerSampleClipBounds.c(1, 1 << 20)).isEqualTo(1.5 + 0x1p-21);
    assertThat(PerSampleClipBounds.c(2, 1)).isEqualTo(1.75);
  }

  @ParameterizedTest
  @CsvSource({"16, -.258235, .51262, .57931, 5.8592", "256, -.100147, , .106668, .89851"})
  void the_exact_risk_on_a_skewed_law_is_that_of_the_catalogue(
      int n, double bias, Double variance, double error, double bound) {
    PerSampleClipRisk risk = PerSampleClipRisk.of(SKEWED, 0, MOMENT, P, n);
    assertThat(risk.bias()).isEqualTo(bias, printed(6));
    if (variance != null) {
      assertThat(risk.variance()).isEqualTo(variance, printed(5));
    }
    assertThat(risk.meanSquaredError()).isEqualTo(error, printed(5));
    assertThat(PerSampleClipBounds.meanSquaredError(P, MOMENT, n)).isEqualTo(bound, printed(4));
  }

  @ParameterizedTest
  @CsvSource({"4096, .016407, .14127, 6", "1048576, .00031, .00350, 5"})
  void it_falls_at_the_rate_of_its_bound(int n, double error, double bound, int digits) {
    assertThat(PerSampleClipRisk.of(SKEWED, 0, MOMENT, P, n).meanSquaredError())
        .isEqualTo(error, printed(digits));
    assertThat(PerSampleClipBounds.meanSquaredError(P, MOMENT, n)).isEqualTo(bound, printed(5));
  }

  @ParameterizedTest
  @CsvSource({
    "1024, .037037037037, .104",
    "1024, .1, .190",
    "1024, .25, .311",
    "1024, 1, .543",
    "16384, 3, .552",
    "16384, 1.65, .586"
  })
  void the_worst_two_point_laws_come_within_a_factor_of_two_of_the_bound(
      int n, double c, double ratio) {
    double probability = c / n;
    NoiseLaw law = new TwoPoint(probability, StrictMath.pow(probability, -1 / P));
    double error = PerSampleClipRisk.of(law, 0, 1, P, n).meanSquaredError();
    assertThat(error / PerSampleClipBounds.meanSquaredError(P, 1, n)).isEqualTo(ratio, printed(3));
  }

  @Test
  void a_constant_threshold_stops_at_a_floor_above_the_bound() {
    int n = 4096;
    double error =
        PerSampleClipRisk.of(SKEWED, 0, MOMENT, Double.POSITIVE_INFINITY, n).meanSquaredError();
    assertThat(error / PerSampleClipBounds.meanSquaredError(P, MOMENT, n))
        .isEqualTo(1.525, printed(3));
  }

  @Test
  void the_parts_of_the_risk_keep_their_own_bounds() {
    int n = 100;
    double alpha = 2;
    PerSampleClipRisk risk = PerSampleClipRisk.of(SKEWED, 0, alpha, P, n);
    assertThat(Math.abs(risk.bias())).isLessThan(PerSampleClipBounds.bias(P, MOMENT, alpha, n));
    assertThat(risk.variance()).isLessThan(PerSampleClipBounds.variance(P, MOMENT, alpha, n));
    assertThat(
            PerSampleClipRisk.of(
                    SKEWED, 0, MOMENT * StrictMath.pow(n, 1 / P), Double.POSITIVE_INFINITY, n)
                .meanSquaredError())
        .isLessThan(PerSampleClipBounds.uniformMeanSquaredError(P, MOMENT, n));
  }

  @Test
  void a_bound_at_alpha_M_is_the_sum_of_its_parts() {
    double bias = PerSampleClipBounds.bias(P, 3, 3, 50);
    assertThat(PerSampleClipBounds.meanSquaredError(P, 3, 50))
        .isEqualTo(
            bias * bias + PerSampleClipBounds.variance(P, 3, 3, 50), within(Tolerance.CLOSED_FORM));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 2.01, Double.NaN})
  void an_order_outside_1_to_2_is_refused(double p) {
    assertThatThrownBy(() -> PerSampleClipBounds.rate(p))
        .hasMessageContaining("p = " + p + " is out of range: 1 ≤ p ≤ 2");
  }

  @Test
  void a_law_without_mean_has_no_bias() {
    assertThatThrownBy(() -> PerSampleClipRisk.of(new Cauchy(1), 0, 1, P, 4))
        .hasMessageContaining("has no mean");
  }

  /** Half a unit in the last of the digits that the catalogue prints, and the end of a tie. */
  private static Offset<Double> printed(int digits) {
    return within(0.51 * Math.pow(10, -digits));
  }
}
