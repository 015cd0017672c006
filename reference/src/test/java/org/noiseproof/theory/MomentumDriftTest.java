package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class MomentumDriftTest {

  @Test
  void without_momentum_or_steps_nothing_drifts() {
    assertThat(new MomentumDrift(7, 0).bound(List.of(1.0, 2.0))).isZero();
    assertThat(new MomentumDrift(7, 0.9).bound(List.of())).isZero();
  }

  /** Weights 1, ½, ¼ on lags 0, 1, 2 of the rates 3, 1: (½·1 + ¼·(1 + 3)) / (7/4), times R². */
  @Test
  void two_steps_by_hand() {
    assertThat(new MomentumDrift(2, 0.5).bound(List.of(3.0, 1.0)))
        .isEqualTo(4 * 1.5 / 1.75, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void under_a_constant_step_it_rises_to_its_limit() {
    MomentumDrift drift = new MomentumDrift(2, 0.9);
    double before = 0;
    for (int t = 1; t < 200; t++) {
      double now = drift.bound(Collections.nCopies(t, 0.1));
      assertThat(now).isBetween(before, drift.bound(0.1) + Tolerance.CLOSED_FORM);
      before = now;
    }
    assertThat(drift.bound(0.1)).isEqualTo(3.6, within(Tolerance.CLOSED_FORM));
  }

  /** The prediction's a-priori bounds with β = ½, c = ηR = 0.0206, T = 3000 on eight samples. */
  @Test
  void the_gap_is_that_of_the_prediction() {
    double radius = Math.sqrt(54);
    double rate = 0.0206 / radius;
    MomentumDrift drift = new MomentumDrift(radius, 0.5);
    assertThat(drift.gap(24, rate, 3000) / 1.36953779091).isBetween(0.5515, 0.5535);
    assertThat(drift.gap(24, rate, 3000) / 0.89686023157).isBetween(0.8415, 0.8445);
  }

  @Test
  void arguments_out_of_range_are_refused() {
    assertThatThrownBy(() -> new MomentumDrift(1, 1)).hasMessageContaining("momentum = 1.0");
    assertThatThrownBy(() -> new MomentumDrift(0, 0.5)).hasMessageContaining("radius = 0.0");
  }
}
