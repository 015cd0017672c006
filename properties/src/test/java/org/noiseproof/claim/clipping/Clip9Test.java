package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.clipping.MicroBatches.Risk;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.theory.PerSampleClipRisk;

class Clip9Test {
  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip9.claim(), Golden.REFERENCE)).isEmpty();
  }

  /** Against the same sums in rational numbers, done elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "1,  -0.0583496, 6.86338e-5, 0.0625",
    "4,  -0.0459955, 0.00107898, 0.136719",
    "16, -0.00168775, 0.0143078, 0.453125",
    "64, -1.12991e-6, 0.0155615, 0.6875"
  })
  void the_exact_risks_of_the_two_point_law(
      int size, double bias, double variance, String quantile) {
    Risk risk = Clip9Exact.RARE.risk(Golden.TRIAL, 2, size);
    assertThat(digits(risk.bias(), 6)).isEqualTo(digits(bias, 6));
    assertThat(digits(risk.variance(), 6)).isEqualTo(digits(variance, 6));
    assertThat(digits(risk.quantile(), 6)).isEqualTo(quantile);
  }

  /** One hit in 256 of 16, all else 15/16, clipped at 2: the mean is 15/16 + 17/16/256. */
  @Test
  void per_sample_clipping_of_the_two_point_law_by_hand() {
    Risk risk = Clip9Exact.RARE.risk(Golden.TRIAL, 2, 1);
    assertThat(risk.bias()).isEqualTo((15 + 17 / 256.0) / 16 - 1);
    assertThat(digits(risk.variance(), 12))
        .isEqualTo(digits(17.0 / 16 * 17 / 16 * 255 / 65536 / 64, 12));
  }

  @Test
  void per_sample_clipping_of_the_pareto_law_is_the_catalogues() {
    double unit = Clip7Rate.moment(new ShiftedPareto(1.6, 1), 1.5);
    PerSampleClipRisk risk =
        PerSampleClipRisk.of(new ShiftedPareto(1.6, 1 / unit), 1, 2, Double.POSITIVE_INFINITY, 64);
    assertThat(digits(risk.bias(), 3)).isEqualTo("-0.0802");
    assertThat(digits(risk.variance(), 2)).isEqualTo("0.0013");
    assertThat(digits(risk.meanSquaredError(), 2)).isEqualTo("0.0078");
  }
}
