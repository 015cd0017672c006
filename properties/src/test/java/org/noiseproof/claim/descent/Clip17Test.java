package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.theory.MomentumBounds;

class Clip17Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip17.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void one_wrong_first_gradient_costs_what_was_predicted() {
    Finding finding = Clip17Paths.average(Golden.TRIAL, 1, MomentumBounds::average);
    Comparison wrong = finding.comparisons().getLast();
    assertThat(wrong.quantity()).contains("one wrong first gradient");
    assertThat(digits(wrong.measured(), 4)).isEqualTo("0.02382");
    assertThat(digits(wrong.predicted(), 3)).isEqualTo("0.505");
  }

  @Test
  void a_backend_that_has_nothing_is_not_judged() {
    assertThat(Clip17.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }
}
