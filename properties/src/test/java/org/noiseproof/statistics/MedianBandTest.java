package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
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

  /** Every sample of n values out of 1, 2, 3, each value with its probability in 64ths. */
  @ParameterizedTest
  @ValueSource(strings = {"32 0 32", "31 2 31", "16 16 32", "40 20 4", "0 64 0", "20 30 14"})
  void it_covers_the_median_of_a_law_with_ties_at_least_as_often(String weights) {
    long[] weight = Arrays.stream(weights.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    for (int n : new int[] {5, 8}) {
      for (double level : new double[] {0.5, 0.9}) {
        for (int m = 1; m <= 3; m++) {
          if (isMedian(m, weight)) {
            double covered = covered(n, level, m, weight) / Math.pow(64, n);
            assertThat(covered + Tolerance.CLOSED_FORM)
                .isGreaterThanOrEqualTo(MedianBand.coverage(level, n));
          }
        }
      }
    }
  }

  private static boolean isMedian(int m, long... weight) {
    long below = Arrays.stream(weight, 0, m - 1).sum();
    return below <= 32 && below + weight[m - 1] >= 32;
  }

  private static double covered(int n, double level, int m, long... weight) {
    double sum = 0; // of integers below 2⁵³
    double[] sample = new double[n];
    for (int code = 0; code < Math.pow(3, n); code++) {
      long product = 1;
      for (int i = 0, rest = code; i < n; i++, rest /= 3) {
        sample[i] = rest % 3 + 1;
        product *= weight[rest % 3];
      }
      MedianBand band = MedianBand.at(level, sample);
      sum += band.lower() <= m && m <= band.upper() ? product : 0;
    }
    return sum;
  }

  /** Which runs are at most the median, then which are at least it: 2ⁿ cases each. */
  @Test
  void the_runs_need_no_common_law_but_a_common_median() {
    double[] atMost = {0.5, 0.75, 1, 0.5, 0.625, 0.875, 0.5};
    double[] atLeast = {0.5, 0.5, 0.5, 1, 0.75, 0.5, 0.875};
    double level = 0.5;
    int k = (int) MedianBand.at(level, new double[] {1, 2, 3, 4, 5, 6, 7}).lower();
    assertThat(k).isEqualTo(3);
    assertThat(1 - fewerThan(k, atMost) - fewerThan(k, atLeast))
        .isGreaterThanOrEqualTo(MedianBand.coverage(level, atMost.length));
  }

  private static double fewerThan(int k, double... probabilities) {
    double sum = 0;
    for (int runs = 0; runs < 1 << probabilities.length; runs++) {
      double product = 1;
      for (int i = 0; i < probabilities.length; i++) {
        product *= (runs >> i & 1) == 1 ? probabilities[i] : 1 - probabilities[i];
      }
      sum += Integer.bitCount(runs) < k ? product : 0;
    }
    return sum;
  }

  @Test
  void a_wider_level_widens_it_and_asks_for_more_runs() {
    double[] runs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    assertThat(MedianBand.at(0.5, runs)).isEqualTo(new MedianBand(6.5, 5, 8));
    assertThat(MedianBand.at(0.99, runs)).isEqualTo(new MedianBand(6.5, 2, 11));
    assertThat(MedianBand.at(0.999, runs)).isEqualTo(new MedianBand(6.5, 1, 12));
    assertThat(MedianBand.leastRuns(0.95, 0)).isEqualTo(6);
    assertThat(MedianBand.leastRuns(0.95, 1)).isEqualTo(9);
    assertThat(MedianBand.coverage(0.95, 6)).isGreaterThanOrEqualTo(0.95);
    assertThat(MedianBand.coverage(0.95, 5)).isLessThan(0.95);
    assertThatThrownBy(() -> MedianBand.leastRuns(1, 0))
        .hasMessage("level = 1.0 is out of range: 0 < level < 1");
  }
}
