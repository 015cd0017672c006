package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;

class MedianOfMeansBoundsTest {

  @ParameterizedTest
  @CsvSource({"1.1, 30", "1.5, 7", "2, 100"})
  void a_block_mean_errs_beyond_the_radius_with_probability_at_most_an_eighth(double p, int size) {
    double radius = MedianOfMeansBounds.radius(p, 3, size);
    assertThat(DeviationBounds.meanTailAtMost(p, 3, size, radius, false))
        .isEqualTo(MedianOfMeansBounds.BAD_BLOCK, within(Tolerance.CLOSED_FORM));
  }

  @ParameterizedTest
  @CsvSource({"9, 2.48e-3, 1e-5", "15, 1.69e-4, 1e-6", "25, 2.17e-6, 1e-8"})
  void half_of_the_blocks_are_bad_as_seldom_as_predicted(int blocks, double tail, double digit) {
    assertThat(MedianOfMeansBounds.failure(blocks)).isEqualTo(tail, within(digit));
  }

  @Test
  void an_even_number_of_blocks_fails_with_half_of_them() {
    double pair = 1.0 / 8 * 7 / 8 * 2 + 1.0 / 64;
    assertThat(MedianOfMeansBounds.failure(2)).isEqualTo(pair, within(Tolerance.CLOSED_FORM));
    assertThat(MedianOfMeansBounds.failure(1)).isEqualTo(0.125, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void refusals_name_the_argument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MedianOfMeansBounds.radius(1.5, 1, 0))
        .withMessageContaining("blockSize = 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MedianOfMeansBounds.failure(0))
        .withMessageContaining("blocks = 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MedianOfMeansBounds.failure(3, 1))
        .withMessageContaining("bad = 1.0");
  }
}
