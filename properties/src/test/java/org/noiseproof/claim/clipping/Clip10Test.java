package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Finding;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.statistics.Verdict;

class Clip10Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip10.claim(), Golden.REFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1e-2, 0.05077", "1e-3, 0.04224", "1e-4, 0.037", "1e-6, 0.03063"})
  void the_plain_mean_fails_as_often_as_predicted(double delta, String failure) {
    TwoPoint law = Clip10Exact.designed(1.5, 256, delta);
    Finding finding = Clip10Exact.tails(Golden.TRIAL, new Mean(), 1.5, law, 256, delta, 1);
    assertThat(digits(finding.comparisons().get(1).measured(), 4)).isEqualTo(failure);
  }

  @Test
  void a_backend_without_it_is_not_judged() {
    for (Check check : Clip10.claim().checks()) {
      assertThat(check.experiment().apply(Golden.bare()).verdict())
          .isEqualTo(Verdict.NOT_APPLICABLE);
    }
  }
}
