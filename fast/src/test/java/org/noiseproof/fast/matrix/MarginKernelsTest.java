package org.noiseproof.fast.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.fast.AnotherJvm;
import org.noiseproof.margin.Loss;

class MarginKernelsTest {

  @Test
  void margins_weights_and_combinations_have_the_bits_of_their_definitions() {
    assertThat(MarginBits.compare()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "128", "256", "512"})
  void on_lanes_of_any_width(String lanes) throws Exception {
    assumeTrue(AnotherJvm.has(lanes), "no such lanes here");
    assertThat(AnotherJvm.lines(lanes, MarginBits.class)).isNotEmpty();
  }

  @Test
  void arrays_of_another_size_are_refused() {
    MarginKernels kernels = new MarginKernels(MarginBits.problem(3, 4, 5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels.margins(new double[19]))
        .withMessage("19 entries of W, expected 20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels.weights(Loss.LOG_SUM_EXP, new double[8]))
        .withMessage("8 margins, expected 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels.combination(new double[10]))
        .withMessage("10 weights, expected 9");
  }
}
