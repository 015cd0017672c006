package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

class Clip24Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip24.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void a_backend_without_the_specs_is_told_so() {
    assertThat(Clip24.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }

  @Test
  void rates_are_plotted_at_every_size_with_their_band() {
    Finding finding = Clip24Runs.rate(Golden.TRIAL, 0, 1);
    assertThat(finding.plots().getFirst().series())
        .allSatisfy(series -> assertThat(series.x()).containsExactly(100.0, 316.0, 1000.0));
    assertThat(finding.plots().getFirst().series().getFirst().lower()).hasSize(3);
  }
}
