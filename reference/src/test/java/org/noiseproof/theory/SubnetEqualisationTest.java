package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;

class SubnetEqualisationTest {
  private static SubnetEqualisation predicted(double rate) {
    return new SubnetEqualisation(rate, List.of(0.125, 2.125), 2);
  }

  @Test
  void the_leading_rate_is_as_predicted() {
    assertThat(predicted(0.1).leadingRate() / 0.01).isEqualTo(0.6814, within(0.0001));
  }

  @Test
  void the_rate_at_finite_learning_rate_is_within_the_predicted_monte_carlo_error() {
    double[][] seen = {{0.1, 0.8055, 0.0004}, {0.05, 0.7204, 0.0003}, {0.025, 0.6975, 0.0004}};
    for (double[] row : seen) {
      SubnetEqualisation chain = predicted(row[0]);
      GridLaw law =
          TransferMatrix.of(chain.steps(), Grid.logarithmic(0.4, 1.1, 2_000)).stationary();
      assertThat(law.expectation(chain::rate) / row[0] / row[0]).isEqualTo(row[1], within(row[2]));
      assertThat(law.expectation(chain::growth)).isEqualTo(0, within(Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void the_minimum_is_a_fixed_point_of_the_mean_step() {
    SubnetEqualisation chain = predicted(0.1);
    double u = chain.minimum();
    assertThat(chain.steps().stream().mapToDouble(step -> step.applyAsDouble(u)).average())
        .hasValueCloseTo(u, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void labels_without_a_positive_mean_are_refused() {
    assertThatThrownBy(() -> new SubnetEqualisation(0.1, List.of(1.0, -1.0), 2))
        .hasMessageContaining("mean of labels = 0.0");
  }
}
