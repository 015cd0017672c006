package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecayBoundsTest {

  @ParameterizedTest
  @CsvSource({"54, 216", "256, 1024", "25, 100"})
  void the_excess_is_as_predicted(double radiusSquared, long predicted) {
    DecayBounds bounds = new DecayBounds(Math.sqrt(radiusSquared), 0.02, 24);
    assertThat(Math.round(bounds.excess(5000))).isEqualTo(predicted);
  }

  @Test
  void the_guaranteed_margin_is_as_predicted() {
    double gamma = 157.0 / 33;
    DecayBounds bounds = new DecayBounds(16, 0.02, 24);
    assertThat("%.4f".formatted(bounds.margin(gamma, 8.5) / gamma)).isEqualTo("0.9509");
    assertThat(bounds.excess(3, 100)).isEqualTo(50);
  }
}
