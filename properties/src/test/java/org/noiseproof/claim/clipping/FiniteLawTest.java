package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.GradientEstimator;

class FiniteLawTest {
  private static final FiniteLaw QUARTER = FiniteLaw.twoPoint(1, 5, 0.25);

  @Test
  void has_the_moments_of_its_atoms() {
    assertThat(QUARTER.mean()).isEqualTo(2);
    assertThat(QUARTER.variance()).isEqualTo(3);
    assertThat(QUARTER.meanSquaredError(1)).isEqualTo(4);
    assertThat(QUARTER.probability(x -> x > 1)).isEqualTo(0.25);
  }

  @Test
  void equal_values_are_one_atom() {
    assertThat(FiniteLaw.twoPoint(3, 3, 0.25).probabilities()).containsExactly(1);
    assertThat(QUARTER.map(x -> 0).probabilities()).containsExactly(1);
    assertThat(QUARTER.map(x -> 6 - x).values()).containsExactly(1, 5);
    assertThat(QUARTER.map(x -> 6 - x).probabilities()).containsExactly(0.25, 0.75);
  }

  @Test
  void the_average_of_copies_has_the_mean_and_a_part_of_the_variance() {
    FiniteLaw average = QUARTER.averaged(4);
    assertThat(average.values()).containsExactly(1, 2, 3, 4, 5);
    assertThat(average.mean()).isEqualTo(2);
    assertThat(average.variance()).isEqualTo(0.75);
    assertThat(average.probability(x -> x == 5)).isEqualTo(1 / 256.0);
  }

  @Test
  void a_quantile_is_the_smallest_value_that_reaches_the_level() {
    assertThat(QUARTER.quantile(0.75)).isEqualTo(1);
    assertThat(QUARTER.quantile(Math.nextUp(0.75))).isEqualTo(5);
    assertThat(QUARTER.quantile(1)).isEqualTo(5);
  }

  @Test
  void an_estimates_law_comes_from_every_batch_with_its_probability() {
    GradientEstimator sumOfRowsByIndex =
        batch -> new double[] {batch.at(0, 0) + 10 * batch.at(1, 0) + 100 * batch.at(2, 0)};
    FiniteLaw law = FiniteLaw.ofEstimate(sumOfRowsByIndex, FiniteLaw.twoPoint(0, 1, 0.25), 3);
    assertThat(law.values()).containsExactly(0, 1, 10, 11, 100, 101, 110, 111);
    assertThat(Arrays.stream(law.probabilities()).map(p -> 64 * p).toArray())
        .containsExactly(27, 9, 9, 3, 9, 3, 3, 1);
  }
}
