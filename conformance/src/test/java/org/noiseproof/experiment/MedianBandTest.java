package org.noiseproof.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.exact.Tolerance;

class MedianBandTest {

  @Test
  void of_ten_runs_it_goes_from_the_second_to_the_ninth() {
    MedianBand band = MedianBand.of(10, 3, 1, 7, 5, 2, 8, 4, 9, 6);
    assertThat(band).isEqualTo(new MedianBand(5.5, 2, 9));
    assertThat(MedianBand.coverage(10)).isEqualTo(1 - 22.0 / 1024);
  }

  @Test
  void few_runs_have_their_whole_range_and_what_diverged_is_infinite() {
    assertThat(MedianBand.of(3, 1, 2)).isEqualTo(new MedianBand(2, 1, 3));
    assertThat(MedianBand.of(4)).isEqualTo(new MedianBand(4, 4, 4));
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(MedianBand.of(1, infinity, infinity))
        .isEqualTo(new MedianBand(infinity, 1, infinity));
    assertThatThrownBy(MedianBand::of).hasMessage("no runs, expected at least 1");
  }

  /** Each of the n runs is below the median or above it; all 2ⁿ cases are as likely. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 9, 10, 17})
  void the_coverage_is_the_share_of_cases_in_which_the_median_is_inside(int n) {
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      ranks[i] = i + 1;
    }
    int k = (int) MedianBand.of(ranks).lower();
    long inside = 0;
    for (long below = 0; below < 1L << n; below++) {
      int count = Long.bitCount(below);
      inside += count >= k && n - count >= k ? 1 : 0;
    }
    assertThat(Math.abs(MedianBand.coverage(n) - (double) inside / (1L << n)))
        .isLessThanOrEqualTo(Tolerance.CLOSED_FORM);
  }
}
