package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.ThreePoint;

class ConstantStepTailsTest {
  private static final ConstantStepTails TAILS = new ConstantStepTails(0.1, 100);

  @Test
  void the_stationary_variance_is_that_of_the_prediction() {
    ThreePoint noise = new ThreePoint(1e-9, 1e6);
    assertThat(noise.absoluteMoment(1.5)).isEqualTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(TAILS.stationaryVariance(noise.absoluteMoment(2)))
        .isEqualTo(1000 / 19.0, within(1000 * Tolerance.CLOSED_FORM));
    assertThat(TAILS.variance(1))
        .isLessThan(TAILS.stationaryVariance(1))
        .isEqualTo(TAILS.atMost(2, 1, 1), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_largest_of_one_term_is_the_noise_itself() {
    ThreePoint noise = new ThreePoint(0.25, 8);
    ConstantStepTails one = new ConstantStepTails(0.5, 1);
    assertThat(one.weight(0)).isEqualTo(0.5);
    assertThat(one.largestTerm(noise::tail, 3.5)).isEqualTo(0.25, within(Tolerance.CLOSED_FORM));
    assertThat(one.atLeast(noise::tail, 3.5)).isEqualTo(0.125, within(Tolerance.CLOSED_FORM));
    assertThat(one.largestTerm(noise::tail, 4.5)).isZero();
  }

  @Test
  void steps_out_of_range_are_refused() {
    assertThatThrownBy(() -> new ConstantStepTails(1, 10)).hasMessageContaining("step = 1.0");
    assertThatThrownBy(() -> new ConstantStepTails(0.5, 0)).hasMessageContaining("steps = 0");
    assertThatThrownBy(() -> TAILS.weight(100)).hasMessageContaining("j = 100");
  }
}
