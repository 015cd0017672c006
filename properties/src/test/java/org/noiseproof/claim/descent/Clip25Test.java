package org.noiseproof.claim.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

class Clip25Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip25.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void a_backend_without_the_specs_is_told_so() {
    assertThat(Clip25.claim().checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.0752, 3.46", "3, 0.0138, 0.666", "10, 0.00203, 0.109", "30, 0.000351, 0.0211"})
  void both_bounds_are_those_of_the_prediction(double s, String atLeast, String atMost) {
    assertThat(digits(Clip25Runs.atLeast(s), 3)).isEqualTo(atLeast);
    assertThat(digits(Clip25Runs.atMost(s), 3)).isEqualTo(atMost);
  }
}
