package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.clipping.Clip12Catoni.Design;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.statistics.Verdict;

class Clip12Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip12.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void the_plain_mean_fails_as_often_as_predicted() {
    Finding finding =
        Clip12Catoni.deviations(Golden.TRIAL, delta -> new Mean(), Design.ONE_HIT, 100, 1);
    List<String> failures =
        finding.comparisons().stream().limit(3).map(c -> digits(c.measured(), 3)).toList();
    assertThat(failures).containsExactly("0.0771", "0.0523", "0.0385");
  }

  @Test
  void a_backend_without_it_is_not_judged() {
    for (Check check : Clip12.claim().checks()) {
      assertThat(check.experiment().apply(Golden.bare()).verdict())
          .isEqualTo(Verdict.NOT_APPLICABLE);
    }
  }
}
