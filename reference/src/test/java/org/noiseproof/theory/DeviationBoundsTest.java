package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.util.CombinatoricsUtils;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.ThreePoint;

class DeviationBoundsTest {

  @ParameterizedTest
  @CsvSource({
    "1e-1, 3.54, 2",
    "1e-2, 4.85, 2",
    "1e-3, 6.00, 2",
    "1e-4, 7.06, 2",
    "1e-6, 8.99, 2",
    "1e-9, 11.6, 1"
  })
  void rho_has_the_values_of_the_catalogue(double delta, double rho, int digits) {
    assertThat(DeviationBounds.scalar(1.5, 64, delta)).isEqualTo(rho, printed(digits));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-1, 4.26, 2",
    "1e-2, 6.05, 2",
    "1e-3, 7.65, 2",
    "1e-4, 9.15, 2",
    "1e-6, 11.9, 1",
    "1e-9, 15.8, 1"
  })
  void so_has_rho_in_any_dimension(double delta, double rho, int digits) {
    assertThat(DeviationBounds.vector(1.5, 256, delta)).isEqualTo(rho, printed(digits));
  }

  @Test
  void the_exact_sums_are_below_their_bounds_and_close_to_them() {
    for (double p : new double[] {1, 1.1, 1.5, 2}) {
      for (int n : new int[] {1, 2, 64, 4096}) {
        assertThat(DeviationBounds.varianceSum(p, n)).isBetween(p / 2, p / 2 + 0.5 / n);
        assertThat(DeviationBounds.biasSum(p, n))
            .isPositive()
            .isLessThanOrEqualTo(PerSampleClipBounds.b(p));
      }
    }
  }

  @Test
  void rho_is_below_its_form_without_the_inverse() {
    for (double delta : new double[] {0.5, 1e-2, 1e-9, 1e-100}) {
      double log = Math.log(2 / delta);
      double c = DeviationBounds.varianceSum(1.5, 64);
      assertThat(DeviationBounds.scalar(1.5, 64, delta))
          .isLessThan(DeviationBounds.biasSum(1.5, 64) + Math.sqrt(2 * c * log) + 2 * log / 3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, .0161, 4, .770, 3",
    "10, .00237, 5, .126, 3",
    "30, 4.1e-4, 5, .0243, 4",
    "100, 6.0e-5, 6, .0040, 4"
  })
  void the_plain_mean_has_the_polynomial_tail_of_the_catalogue(
      double t, double lower, int lowerDigits, double upper, int upperDigits) {
    SymmetricPareto law = new SymmetricPareto(1.6, 1);
    int n = 16;
    assertThat(DeviationBounds.meanTailAtLeast(law.tail(n * t), n))
        .isEqualTo(lower, printed(lowerDigits));
    double deviation = Math.pow(law.centralMoment(1.5), 1 / 1.5);
    assertThat(DeviationBounds.meanTailAtMost(1.5, deviation, n, t, true))
        .isEqualTo(upper, printed(upperDigits));
  }

  @Test
  void a_law_that_is_not_symmetric_pays_a_factor() {
    assertThat(
            DeviationBounds.meanTailAtMost(1.5, 1, 4, 1, false)
                / DeviationBounds.meanTailAtMost(1.5, 1, 4, 1, true))
        .isEqualTo(Math.sqrt(2), printed(15));
    assertThat(DeviationBounds.meanTailAtMost(2, 3, 9, 1, false)).isEqualTo(1, printed(15));
  }

  @ParameterizedTest
  @CsvSource({"1e-2, .0862", "1e-3, .0638", "1e-4, .0506", "1e-6, .0356"})
  void one_hit_of_the_law_made_for_it_carries_the_mean_beyond_the_radius(
      double delta, double failure) {
    int n = 64;
    double radius = DeviationBounds.radius(1.5, 1, n, DeviationBounds.scalar(1.5, n, delta));
    double height = 1.01 * n * radius;
    ThreePoint law = new ThreePoint(Math.pow(height, -1.5), height);
    assertThat(1 - meanIsZero(law, n)).isEqualTo(failure, printed(4));
    assertThat(DeviationBounds.meanTailAtLeast(law.tail(n * radius), n)).isLessThan(failure);
  }

  /** Σ_j P(j hits up, j hits down). */
  private static double meanIsZero(ThreePoint law, int n) {
    double q = law.probability();
    double sum = 0;
    for (int j = 0; 2 * j <= n; j++) {
      sum +=
          CombinatoricsUtils.binomialCoefficientDouble(n, 2 * j)
              * CombinatoricsUtils.binomialCoefficientDouble(2 * j, j)
              * Math.pow(q / 2, 2 * j)
              * Math.pow(1 - q, n - 2 * j);
    }
    return sum;
  }

  private static Offset<Double> printed(int digits) {
    return within(0.51 * Math.pow(10, -digits));
  }
}
