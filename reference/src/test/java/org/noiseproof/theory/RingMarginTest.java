package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class RingMarginTest {
  private static final RingMargin RING = new RingMargin(6, 3, 0.5);

  @Test
  void the_margin_is_that_of_the_prediction() {
    assertThat(RING.margin()).isEqualTo(Math.sqrt(27.25) / 12, within(Tolerance.CLOSED_FORM));
    assertThat(RING.margin()).isEqualTo(0.4350127712, within(Tolerance.CLOSED_FORM));
    assertThat(RING.third()).isEqualTo(1 / 6.0, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void at_the_maximum_margin_nothing_lies_beyond_rank_two() {
    assertThat(RING.beyondRankTwo(RING.margin())).isZero();
    assertThat(RING.beyondRankTwo(RING.third())).isEqualTo(1);
  }

  @Test
  void a_ring_on_which_the_formula_is_not_known_to_hold_is_refused() {
    assertThatThrownBy(() -> new RingMargin(6, 1, 5)).hasMessageContaining("s = 5.0");
    assertThatThrownBy(() -> new RingMargin(3, 3, 0.5)).hasMessageContaining("classes = 3");
  }
}
