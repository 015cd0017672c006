package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

class Sym1Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Sym1.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void a_backend_without_the_specs_is_told_so() {
    assertThat(Sym1.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }
}
