package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;

class ZeroChainBoundTest {

  @Test
  void eight_openings_in_two_hundred_are_as_rare_as_predicted() {
    assertThat("%.4f".formatted(ZeroChainBound.finished(200, 0.02, 8))).isEqualTo("0.0493");
  }

  @ParameterizedTest
  @CsvSource({"1.25, 0.003", "1.5, 0.001", "2, 0.0001"})
  void the_instance_spends_gap_and_moment(double p, double epsilon) {
    ZeroChainBound bound = ZeroChainBound.of(p, 2, 3, 0.5, epsilon);
    assertThat(bound.dimension()).isEqualTo((int) (6 / (7296 * epsilon * epsilon)));
    assertThat(bound.scale()).isEqualTo(152 * epsilon);
    assertThat(2 * Math.pow(92 * epsilon, p))
        .isEqualTo(Math.pow(bound.probability(), p - 1), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void so_few_calls_finish_less_often_than_chernoff_says() {
    ZeroChainBound bound = ZeroChainBound.of(1.5, 1, 1, 1, 0.003);
    assertThat(bound.dimension()).isEqualTo(15);
    assertThat(ZeroChainBound.finished((int) bound.calls(), bound.probability(), bound.dimension()))
        .isLessThan(bound.chernoff());
  }

  @Test
  void without_noise_the_gate_is_open() {
    assertThat(ZeroChainBound.of(1.5, 1, 1, 1e-3, 0.01).probability()).isEqualTo(1);
  }

  @Test
  void refusals_name_the_argument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZeroChainBound.of(1, 1, 1, 1, 0.01))
        .withMessageContaining("p = 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZeroChainBound.of(1.5, 1, 1, 1, 0.1))
        .withMessageContaining("gap = 1.0");
  }
}
