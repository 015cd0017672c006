package org.noiseproof.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class NoiseMomentsTest {

  @Test
  void the_shifted_pareto_has_its_golden_moment() {
    double moment = new ShiftedPareto(1.6, 1).absoluteMoment(1.5);
    assertThat(moment).isEqualTo(13.886881758944, within(moment * Tolerance.CLOSED_FORM));
    assertThat(StrictMath.pow(moment, 1 / 1.5))
        .isEqualTo(5.77745393970965, within(moment * Tolerance.CLOSED_FORM));
  }
}
