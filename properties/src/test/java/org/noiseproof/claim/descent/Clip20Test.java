package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

class Clip20Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip20.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void a_backend_that_has_nothing_is_not_judged() {
    assertThat(Clip20.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }
}
