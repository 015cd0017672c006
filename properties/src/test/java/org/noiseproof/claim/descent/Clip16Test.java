package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.clipping.ClippingRule;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

class Clip16Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip16.claim(), Golden.REFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "15, 1e-3, 12.8, 0.00438",
    "15, 1e-6, 22.6, 0.00136",
    "17, 1e-3, 6.9, 0.00665",
    "17, 1e-6, 10.8, 0.0031"
  })
  void plain_means_fail_by_one_hit_as_often_as_predicted(
      int power, double delta, double reach, String probability) {
    Finding finding =
        new Clip16Failures(1 << power, delta, reach).exact(Golden.TRIAL, ClippingRule.MEAN, 1);
    assertThat(finding.comparisons().stream().filter(c -> c.quantity().endsWith("by one hit")))
        .extracting(Comparison::measured)
        .singleElement()
        .satisfies(measured -> assertThat(digits(measured, 3)).isEqualTo(probability));
  }

  @Test
  void a_backend_that_has_nothing_is_not_judged() {
    assertThat(Clip16.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }
}
