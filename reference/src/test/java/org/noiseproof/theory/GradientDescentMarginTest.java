package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GradientDescentMarginTest {
  /** The eight samples: R² = 54, k = 4, W = 0. */
  private static final GradientDescentMargin EIGHT =
      new GradientDescentMargin(Math.sqrt(54), 0.01, 4, Math.log(4));

  @Test
  void the_bound_of_the_margin_is_as_predicted() {
    assertThat("%.2f".formatted(EIGHT.margin(100_000))).isEqualTo("13.38");
  }

  @Test
  void its_recursion_stays_below_its_sum() {
    double loss = Math.log(4);
    for (int t = 1; t <= 1000; t++) {
      loss = EIGHT.nextLoss(loss);
      assertThat(-Math.log(loss)).isLessThanOrEqualTo(EIGHT.logReciprocalLoss(t));
    }
  }

  @Test
  void a_step_too_long_for_it_is_refused() {
    assertThatThrownBy(() -> new GradientDescentMargin(Math.sqrt(54), 0.1, 4, Math.log(4)))
        .hasMessageContaining("is out of range: below 1");
  }
}
