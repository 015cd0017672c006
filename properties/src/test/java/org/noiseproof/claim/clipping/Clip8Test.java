package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.clipping.Clip8Exact.Radius;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.statistics.Verdict;

class Clip8Test {

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip8.claim(), Golden.REFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0.0862", "0.001, 0.0638", "1e-4, 0.0506", "1e-6, 0.0356"})
  void the_plain_mean_fails_on_the_one_hit_law_as_often_as_the_catalogue_says(
      double delta, String probability) {
    ThreePoint law = Clip8Exact.designed(1.5, 64, delta, Radius.SCALAR);
    double[] contributions = new double[64];
    Arrays.fill(contributions, law.height());
    double reach = 64 * Radius.SCALAR.at(1.5, 64, delta);
    assertThat(digits(Clip8Exact.failure(contributions, law.probability(), reach), 3))
        .isEqualTo(probability);
  }

  /** All 3⁵ outcomes of five signed hits, of which the largest three reach 6 together. */
  @Test
  void a_failure_probability_is_that_of_all_outcomes_or_more() {
    double[] contributions = {1, 2, 3, 4, 5};
    double q = 0.1;
    for (double reach : new double[] {0.5, 2.5, 6, 8.5, 11, 14.5, 15}) {
      double exact = enumerated(contributions, q, reach);
      assertThat(Clip8Exact.failure(contributions, q, reach)).isGreaterThanOrEqualTo(exact);
      if (reach >= 14.5) {
        double five = q * q * q * q * q;
        assertThat(digits(Clip8Exact.failure(contributions, q, reach), 12))
            .isEqualTo(digits(reach < 15 ? five : 0, 12));
      }
    }
  }

  @Test
  void failures_by_one_hit_and_by_two_are_counted_exactly() {
    double[] contributions = {1, 2};
    // one hit of 2 alone, or both with equal signs
    assertThat(digits(Clip8Exact.failure(contributions, 0.25, 1.5), 12))
        .isEqualTo(digits(0.25 * 0.75 + 0.0625 / 2, 12));
    // both with equal signs
    assertThat(digits(Clip8Exact.failure(contributions, 0.25, 2), 12)).isEqualTo("0.03125");
    // either alone, or both with equal signs; unequal signs reach 1, which is not beyond 1
    assertThat(digits(Clip8Exact.failure(contributions, 0.25, 1), 12))
        .isEqualTo(digits(0.25 * 0.75 + 0.0625 / 2, 12));
  }

  @Test
  void hits_of_either_sign_count_wherever_they_reach() {
    // 4 alone, and both with any signs: the second index is hit
    assertThat(Clip8Exact.failure(new double[] {1, 4}, 0.25, 2.5)).isEqualTo(0.25);
    // all three, which count as if their signs were equal
    assertThat(digits(Clip8Exact.failure(new double[] {1, -1, 1}, 0.25, 2.5), 12))
        .isEqualTo("0.015625");
  }

  @Test
  void the_radius_is_short_at_two_fifths_and_long_enough_at_a_half() {
    assertThat(Clip8Exact.enumerate(Golden.TRIAL, 2, 8, Radius.scaled(0.5)).verdict())
        .isEqualTo(Verdict.HOLDS);
    assertThat(Clip8Exact.enumerate(Golden.TRIAL, 2, 8, Radius.scaled(0.4)).verdict())
        .isEqualTo(Verdict.VIOLATED);
  }

  private static double enumerated(double[] contributions, double q, double reach) {
    double probability = 0;
    int n = contributions.length;
    for (int outcome = 0; outcome < Math.round(Math.pow(3, n)); outcome++) {
      double sum = 0;
      double weight = 1;
      for (int k = 0, rest = outcome; k < n; k++, rest /= 3) {
        int sign = rest % 3 - 1;
        sum += sign * contributions[k];
        weight *= sign == 0 ? 1 - q : q / 2;
      }
      probability += Math.abs(sum) > reach ? weight : 0;
    }
    return probability;
  }
}
