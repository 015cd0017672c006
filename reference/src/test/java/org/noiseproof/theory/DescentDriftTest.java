package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class DescentDriftTest {

  @Test
  void the_closed_form_is_the_integral_over_v() {
    IterativeLegendreGaussIntegrator integrator =
        new IterativeLegendreGaussIntegrator(8, Tolerance.CLOSED_FORM, Tolerance.CLOSED_FORM);
    for (double[] start : new double[][] {{3, 0.1}, {1, 0.3}, {0.1, 3}, {0.7, 0.2}}) {
      double charge = start[0] * start[0] - start[1] * start[1];
      double integral =
          integrator.integrate(
              100_000,
              v -> (1 - v) / Math.sqrt(charge * charge + 4 * v * v),
              start[0] * start[1],
              1);
      assertThat(DescentDrift.perRate(start[0], start[1]))
          .isCloseTo(-charge * integral, within(2 * Tolerance.CLOSED_FORM * Math.abs(charge)));
    }
  }

  @Test
  void the_known_instance_has_seven_digits() {
    assertThat(Math.round(1e7 * DescentDrift.perRate(3, 0.1))).isEqualTo(-2431400);
    assertThat(DescentDrift.perRate(0.1, 3)).isEqualTo(-DescentDrift.perRate(3, 0.1));
  }

  @Test
  void what_has_no_charge_is_refused() {
    assertThatThrownBy(() -> DescentDrift.perRate(0.5, 0.5))
        .hasMessage("u² − w² = 0.0 is out of range: finite, not 0");
    assertThatThrownBy(() -> DescentDrift.perRate(2, 1))
        .hasMessage("uw = 2.0 is out of range: 0 < uw < 1");
  }
}
