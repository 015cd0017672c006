package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class RareHitBoundsTest {

  /** T r − 2Δ/η = 20 − 2 = 18, a hit costs 2 · 4 + 1 = 9. */
  @Test
  void it_takes_more_hits_than_can_be_paid_for() {
    assertThat(RareHitBounds.hitsToFail(1, 1, 10, 1, 4, 2)).isEqualTo(3);
    assertThat(RareHitBounds.hitsToFail(1, 1, 10, 1, 4, 1.9)).isEqualTo(2);
    assertThat(RareHitBounds.hitsToFail(1, 1, 10, 1, 4, 0.1)).isZero();
  }

  @Test
  void probabilities_are_those_of_the_binomial_law() {
    assertThat(RareHitBounds.probability(0, 3, 0.5)).isEqualTo(1);
    assertThat(RareHitBounds.probability(2, 3, 0.5)).isCloseTo(0.5, within(Tolerance.CLOSED_FORM));
    assertThat(RareHitBounds.probability(3, 3, 0x1p-20) / 0x1p-60)
        .isCloseTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(RareHitBounds.probability(4, 3, 0.5)).isZero();
  }
}
