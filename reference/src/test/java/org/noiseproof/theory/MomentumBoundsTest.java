package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MomentumBoundsTest {

  @Test
  void each_term_of_the_average_counts() {
    assertThat(MomentumBounds.average(3, 0.5, 0.25, 8, 0, 0)).isEqualTo(3);
    assertThat(MomentumBounds.average(0, 0.5, 0.25, 8, 6, 0)).isEqualTo(3);
    assertThat(MomentumBounds.average(0, 0.5, 0.25, 8, 0, 1.5)).isEqualTo(3);
  }

  @Test
  void the_largest_learning_rate_falls_with_the_momentum() {
    assertThat(MomentumBounds.largestLearningRate(0, 2)).isEqualTo(0.125);
    assertThat(MomentumBounds.largestLearningRate(0.75, 2)).isEqualTo(0.03125);
    assertThat(MomentumBounds.averagedError(0.25, 4, 8)).isEqualTo(7);
    assertThatThrownBy(() -> MomentumBounds.largestLearningRate(1, 2))
        .hasMessageContaining("momentum = 1.0");
  }
}
