package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Finding;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.theory.PerSampleClipBounds;
import org.noiseproof.theory.PerSampleClipRisk;

class Clip7Test {
  private static final ShiftedPareto PARETO = new ShiftedPareto(1.6, 1);
  private static final double MOMENT = Clip7Rate.moment(PARETO, 1.5);

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip7.claim(), Golden.REFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "16,      -0.258235,  0.512621,   0.579307,    5.85921",
    "256,     -0.100147,  0.0966388,  0.106668,    0.898512",
    "4096,    -0.0344008, 0.0152236,  0.016407,    0.141268",
    "1048576, -0.00378603, 0.000295557, 0.000309891, 0.0035035"
  })
  void the_risk_on_the_pareto_law_is_the_catalogues(
      int n, String bias, String variance, String risk, String bound) {
    PerSampleClipRisk exact = PerSampleClipRisk.of(PARETO, 0, MOMENT, 1.5, n);
    assertThat(digits(exact.bias(), 6)).isEqualTo(bias);
    assertThat(digits(exact.variance(), 6)).isEqualTo(variance);
    assertThat(digits(exact.meanSquaredError(), 6)).isEqualTo(risk);
    assertThat(digits(PerSampleClipBounds.meanSquaredError(1.5, MOMENT, n), 6)).isEqualTo(bound);
  }

  @ParameterizedTest
  @CsvSource({"1024, 0.611", "4096, 1.52", "65536, 9.65", "1048576, 61.3"})
  void a_constant_threshold_leaves_the_bound_behind(int n, String ratio) {
    double risk =
        PerSampleClipRisk.of(PARETO, 0, MOMENT, Double.POSITIVE_INFINITY, n).meanSquaredError();
    assertThat(digits(risk / PerSampleClipBounds.meanSquaredError(1.5, MOMENT, n), 3))
        .isEqualTo(ratio);
  }

  @ParameterizedTest
  @CsvSource({
    "1024,    1, 0.0933",
    "16384,   1.56, 0.0377",
    "262144,  2.47, 0.0149",
    "1048576, 3.1, 0.00937"
  })
  void thresholds_like_k_are_too_large_for_hits_as_high_as_n(int n, String wrong, String right) {
    TwoPoint law = new TwoPoint(StrictMath.pow(n, -1.5), n);
    assertThat(digits(ratio(law, 1, n), 3)).isEqualTo(wrong);
    assertThat(digits(ratio(law, 1.5, n), 3)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "1024,    0.64, 0.558",
    "16384,   0.978, 0.578",
    "262144,  1.52, 0.512",
    "1048576, 1.9, 0.47"
  })
  void thresholds_like_the_root_of_k_are_too_small_for_hits_as_high_as_the_root_of_n(
      int n, String wrong, String right) {
    TwoPoint law = new TwoPoint(StrictMath.pow(9.0 * n, -0.75), 3 * Math.sqrt(n));
    assertThat(digits(ratio(law, 2, n), 3)).isEqualTo(wrong);
    assertThat(digits(ratio(law, 1.5, n), 3)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.19", "0.25, 0.312", "1, 0.543", "1.65, 0.586", "3, 0.552"})
  void the_bounds_share_in_use_is_the_catalogues(double c, String share) {
    int n = 1 << 16;
    assertThat(digits(ratio(Clip7WorstCase.extremal(c, 1.5, n), 1.5, n), 3)).isEqualTo(share);
  }

  @Test
  void the_sampled_laws_exact_risks_are_the_catalogues() {
    double q = 0.05 / 64;
    TwoPoint law = new TwoPoint(q, StrictMath.pow(q, -1 / 1.5));
    assertThat(digits(law.height(), 6)).isEqualTo("117.889");
    assertThat(digits(PerSampleClipRisk.of(law, 0, 1, 1.5, 64).meanSquaredError(), 5))
        .isEqualTo("0.0085038");
    assertThat(digits(PerSampleClipBounds.meanSquaredError(1.5, 1, 64), 5)).isEqualTo("0.068197");
  }

  @Test
  void a_backend_without_the_estimator_is_not_judged() {
    for (Check check : Clip7.claim().checks()) {
      Finding finding = check.experiment().apply(Golden.bare());
      assertThat(finding.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
      assertThat(finding.summary()).contains("bare").contains("per_sample_clip");
    }
  }

  private static double ratio(NoiseLaw law, double beta, int n) {
    return PerSampleClipRisk.of(law, 0, 1, beta, n).meanSquaredError()
        / PerSampleClipBounds.meanSquaredError(1.5, 1, n);
  }
}
