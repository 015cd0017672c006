package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;

class AdamUpdateBoundTest {

  @ParameterizedTest
  @CsvSource({"0.9, 0.999, 7.2703", "0.9, 0.99, 2.3452", "0.5, 0.9, 1.8605", "0.9, 0.9, 1.0000"})
  void the_limit_is_as_predicted(double beta1, double beta2, String digits) {
    AdamUpdateBound bound = new AdamUpdateBound(beta1, beta2);
    assertThat("%.4f".formatted(bound.limit())).isEqualTo(digits);
    assertThat(bound.at(100_000)).isCloseTo(bound.limit(), within(Tolerance.CLOSED_FORM * 100));
  }

  @Test
  void the_bound_of_few_steps_is_that_of_the_formula() {
    assertThat("%.5f".formatted(new AdamUpdateBound(0.9, 0.999).at(200))).isEqualTo("3.09608");
    assertThat("%.1e".formatted(new AdamUpdateBound(0.99, 0.9).at(1000))).isEqualTo("3.5e+17");
    assertThat(new AdamUpdateBound(0.9, 0.999).at(1)).isCloseTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(new AdamUpdateBound(0, 0.99).at(7)).isFinite();
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.999", "0.5, 0.9", "0.8, 0.5", "0, 0.9"})
  void the_extremal_gradients_attain_it(double beta1, double beta2) {
    AdamUpdateBound bound = new AdamUpdateBound(beta1, beta2);
    int t = 40;
    double[] g = bound.extremal(t);
    double mean = 0;
    double square = 0;
    for (int s = 1; s <= t; s++) {
      mean = beta1 * mean + (1 - beta1) * g[s - 1];
      square = beta2 * square + (1 - beta2) * g[s - 1] * g[s - 1];
    }
    double update = mean / (1 - Math.pow(beta1, t)) / Math.sqrt(square / (1 - Math.pow(beta2, t)));
    assertThat(update / bound.at(t)).isCloseTo(1, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void nothing_bounds_it_where_the_squares_are_forgotten_first() {
    assertThat(new AdamUpdateBound(0.95, 0.9).limit()).isInfinite();
    assertThatThrownBy(() -> new AdamUpdateBound(0.9, 0))
        .hasMessageContaining("beta2 = 0.0 is out of range");
  }
}
