package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class ChargeFlowTest {
  private static final double STRENGTH = 1.54;
  private static final ChargeFlow FLOW = new ChargeFlow(4, STRENGTH, 1);

  @Test
  void the_charges_on_the_way_are_those_of_the_prediction() {
    double start = 3 * Math.sqrt(STRENGTH);
    assertThat(Math.round(10_000 * FLOW.chargeAt(0.2, start))).isEqualTo(12_371);
    assertThat(Math.round(10_000 * FLOW.chargeAt(0.6, start))).isEqualTo(-5_029);
    assertThat(FLOW.relaxation()).isEqualTo(1.6);
  }

  /**
   * ln q − (n + 1)/(2n) ln | |v|² − n q² | − σ²τ does not change: the quadrature of the equation.
   */
  @Test
  void the_equation_integrates_to_an_invariant() {
    ChargeFlow flow = new ChargeFlow(3, 0.7, 2.5);
    for (double q : new double[] {0.01, 0.3, 0.6, 5}) {
      double before = invariant(flow, q);
      for (double tau : new double[] {0.01, 0.3, 1.5}) {
        double after = invariant(flow, flow.at(tau, q)) - flow.noise() * tau;
        assertThat(after).isEqualTo(before, within(1000 * Tolerance.CLOSED_FORM));
      }
    }
  }

  private static double invariant(ChargeFlow flow, double q) {
    int n = flow.inputs();
    return StrictMath.log(q)
        - (n + 1) / (2.0 * n) * StrictMath.log(Math.abs(flow.strength() - n * q * q));
  }

  @Test
  void small_differences_fall_at_the_relaxation_rate() {
    double rest = FLOW.rest();
    double left = FLOW.differenceLeft(0.5, rest * (1 + 0x1p-8), rest * (1 - 0x1p-8));
    assertThat(Math.round(-10_000 * StrictMath.log(left) / 0.5)).isEqualTo(16_000);
    assertThat(FLOW.speed(rest)).isEqualTo(0, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void a_charge_has_one_positive_square() {
    for (double q : new double[] {1e-8, 0.3, 1, 1e8}) {
      assertThat(FLOW.square(FLOW.charge(q))).isEqualTo(q, within(q * Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void nothing_happens_in_no_time_and_no_time_runs_backwards() {
    assertThat(FLOW.at(0, 2)).isEqualTo(2);
    assertThatThrownBy(() -> FLOW.at(-1, 2)).hasMessageContaining("tau = -1.0");
    assertThatThrownBy(() -> FLOW.at(1, 0)).hasMessageContaining("q = 0.0");
  }
}
