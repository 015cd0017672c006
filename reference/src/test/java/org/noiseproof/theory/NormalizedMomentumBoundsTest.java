package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.theory.NormalizedMomentumBounds.Schedule;

class NormalizedMomentumBoundsTest {

  /** Δ = 0, p = 2, σ = √2, η = T^{−3/4}, T = 20 000. */
  @Test
  void the_bound_of_the_median_problem_is_that_of_the_prediction() {
    NormalizedMomentumBounds bounds = new NormalizedMomentumBounds(1, 0, 2, Math.sqrt(2));
    assertThat(bounds.expectation(Schedule.unknownOrder(1, 20_000), 20_000))
        .isEqualTo(.425, within(Math.pow(10, -3) / 2));
  }

  @Test
  void ten_times_the_steps_shrink_the_bounds_by_their_rates() {
    for (double p : new double[] {1.25, 1.5, 2}) {
      NormalizedMomentumBounds bounds = new NormalizedMomentumBounds(1, 1, p, 1);
      long steps = 1L << 50;
      double known =
          bounds.expectation(Schedule.knownOrder(p, 1, 1024 * steps), 1024 * steps)
              / bounds.expectation(Schedule.knownOrder(p, 1, steps), steps);
      assertThat(Math.log(known) / Math.log(1024))
          .isBetween(-(p - 1) / (3 * p - 2) * 1.01, -(p - 1) / (3 * p - 2) * 0.99);
      double unknown =
          bounds.expectation(Schedule.unknownOrder(1, 1024 * steps), 1024 * steps)
              / bounds.expectation(Schedule.unknownOrder(1, steps), steps);
      assertThat(-Math.log(unknown) / Math.log(1024))
          .isBetween((p - 1) / (2 * p) * 0.99, (p - 1) / (2 * p) * 1.1);
    }
  }

  @Test
  void without_momentum_a_run_is_bounded_as_a_normalised_batch_of_one() {
    NormalizedMomentumBounds bounds = new NormalizedMomentumBounds(2, 0.5, 1.5, 1);
    assertThat(bounds.path(new Schedule(1, 0.1), 100, 0.25))
        .isEqualTo(0.05 + 0.1 + 0.5, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_clipped_average_is_bounded_by_its_bias_and_bennetts_radius() {
    ClippedMomentumBounds bounds = new ClippedMomentumBounds(1.5, 1, 0.001);
    assertThat(bounds.threshold()).isEqualTo(100, within(100 * Tolerance.CLOSED_FORM));
    double y = 4 * Math.log(2 / 1e-6);
    double u = 2 * (bounds.deviation(1e-6) / 0.1 - ClippingBounds.kappa(1.5));
    assertThat(BennettFunction.h(u)).isEqualTo(y, within(y * Tolerance.CLOSED_FORM));
    assertThat(bounds.path(1, 1, 0, 0.001, 1_000_000, 0))
        .isEqualTo(0.001 + 0.0005 + 2, within(Tolerance.CLOSED_FORM * 2));
  }
}
