package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.problem.PseudoHuber;

class NormalizedSgdBoundsTest {

  @ParameterizedTest
  @CsvSource({"64, 200, .7300, .3150", "512, 400, .3857, .1575", "4096, 400, .2282, .0787"})
  void the_bounds_are_those_of_the_prediction(int n, long steps, double rate, double error) {
    NormalizedSgdBounds bounds = new NormalizedSgdBounds(2, 0.5, 1.5, 1);
    assertThat(bounds.expectation(n, steps, bounds.step(steps))).isEqualTo(rate, printed());
    assertThat(bounds.error(n)).isEqualTo(error, printed());
  }

  @ParameterizedTest
  @CsvSource({"1e-3, .2817", "1e-6, .3780"})
  void with_a_million_samples_the_radius_on_the_pseudo_huber_function_is_as_predicted(
      double delta, double radius) {
    double[] start = {1};
    PseudoHuber problem = new PseudoHuber(1);
    NormalizedSgdBounds bounds = new NormalizedSgdBounds(1, problem.gap(start), 1.5, 1);
    double step = bounds.step(1000, delta);
    assertThat(bounds.highProbability(1_000_000, 1000, step, problem.gradient(start)[0], delta))
        .isEqualTo(radius, printed());
  }

  @Test
  void the_steps_are_where_the_bounds_are_least() {
    NormalizedSgdBounds bounds = new NormalizedSgdBounds(2, 0.5, 1.5, 1);
    double step = bounds.step(100);
    double safe = bounds.step(100, 0.01);
    for (double factor : new double[] {0.9, 1.1}) {
      assertThat(bounds.expectation(8, 100, factor * step))
          .isGreaterThan(bounds.expectation(8, 100, step));
      assertThat(bounds.highProbability(8, 100, factor * safe, 1, 0.01))
          .isGreaterThan(bounds.highProbability(8, 100, safe, 1, 0.01));
    }
  }

  private static Offset<Double> printed() {
    return within(Math.pow(10, -4) / 2);
  }
}
