package org.noiseproof.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Trial.Scale;

class TrialTest {
  @Test
  void runs_are_short_where_there_are_no_lanes_whatever_the_threads() {
    assertThat(Scale.usual(description(1, 64))).isEqualTo(Scale.SHORT);
    assertThat(Scale.usual(description(2, 1))).isEqualTo(Scale.DEFAULT);
  }

  @Test
  void lanes_of_floats_are_no_replicas() {
    assertThat(
            Scale.usual(
                new Description(Precision.FLOAT32, Determinism.REPRODUCIBLE, 16, 2, "none")))
        .isEqualTo(Scale.SHORT);
  }

  private static Description description(int lanes, int threads) {
    return new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, lanes, threads, "none");
  }

  @Test
  void each_scale_has_its_value() {
    assertThat(Scale.SHORT.of(1, 2, 3)).isEqualTo(1);
    assertThat(Scale.DEFAULT.of(1, 2, 3)).isEqualTo(2);
    assertThat(Scale.DEEP.of(1, 2, 3)).isEqualTo(3);
  }
}
