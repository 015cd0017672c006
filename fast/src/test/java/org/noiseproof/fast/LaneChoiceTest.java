package org.noiseproof.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LaneChoiceTest {

  @Test
  void unforced_lanes_are_the_widest_there_are() {
    assertThat(LaneChoice.of(null, 256).bits()).isEqualTo(256);
    assertThat(LaneChoice.of(null, 512).lanes(Float.BYTES)).isEqualTo(16);
  }

  @Test
  void lanes_can_be_narrower_or_scalar() {
    assertThat(LaneChoice.of("128", 512).lanes(Double.BYTES)).isEqualTo(2);
    assertThat(LaneChoice.of("scalar", 512).lanes(Double.BYTES)).isEqualTo(1);
  }

  @Test
  void scalar_code_needs_no_vector_api() {
    assertThat(LaneChoice.of("scalar", 0).bits()).isZero();
  }

  @Test
  void wider_lanes_than_the_machine_has_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LaneChoice.of("512", 256))
        .withMessage("noiseproof.lanes = 512, but this machine's vectors have at most 256 bits");
  }

  @Test
  void an_unknown_width_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LaneChoice.of("wide", 256))
        .withMessage("noiseproof.lanes = \"wide\", expected scalar, 128, 256 or 512");
  }

  @Test
  void without_the_vector_api_the_missing_option_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LaneChoice.of(null, 0))
        .withMessageContaining("--add-modules=jdk.incubator.vector")
        .withMessageContaining("-Dnoiseproof.lanes=scalar");
  }
}
