package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;

class SpatialMedianTest {
  private static final EstimatorSpec SPEC = new GeometricMedian();
  private final SplittableRandom random = new SplittableRandom(20260005);

  @Test
  void the_gradient_vanishes_in_decimal_arithmetic() {
    for (int i = 0; i < 60; i++) {
      Batch batch = gaussian(random.nextInt(3, 12), random.nextInt(2, 5), i % 2 == 0 ? 0 : 40);
      ExactVector median = ExactEstimator.estimate(SPEC, batch);
      assertThat(subgradient(batch, median)).isLessThan(Dyadic.ONE.scale(-90).toBigDecimal());
    }
  }

  @Test
  void another_point_fails_the_same_check() {
    Batch batch = gaussian(7, 3, 0);
    ExactVector mean = ExactEstimator.estimate(new EstimatorSpec.Mean(), batch);
    assertThat(subgradient(batch, mean)).isGreaterThan(Dyadic.ONE.scale(-90).toBigDecimal());
  }

  /** How much ‖Σ_{g_k ≠ x} (g_k − x)/‖g_k − x‖‖ exceeds the number of rows at x. */
  private static BigDecimal subgradient(Batch batch, ExactVector x) {
    BigDecimal[] sum = new BigDecimal[batch.dimension()];
    Arrays.fill(sum, BigDecimal.ZERO);
    int coincident = 0;
    for (int k = 0; k < batch.samples(); k++) {
      BigDecimal[] difference = new BigDecimal[sum.length];
      for (int j = 0; j < sum.length; j++) {
        difference[j] = new BigDecimal(batch.at(k, j)).subtract(x.value(j).toBigDecimal());
      }
      BigDecimal norm = DecimalDefinitions.norm(difference);
      if (norm.signum() == 0) {
        coincident++;
        continue;
      }
      for (int j = 0; j < sum.length; j++) {
        sum[j] = sum[j].add(difference[j].divide(norm, DecimalDefinitions.DIGITS));
      }
    }
    return DecimalDefinitions.norm(sum).subtract(BigDecimal.valueOf(coincident));
  }

  @Test
  void a_triangle_s_median_is_its_fermat_point() {
    // Of (0,0), (1,0), (0,1): (3 − √3)/6 twice.
    ExactVector median = estimate(row(0, 0), row(1, 0), row(0, 1));
    double fermat =
        Dyadic.of(3L).minus(Dyadic.of(3L).sqrt(100)).divide(Dyadic.of(6L), 100).toDouble();
    assertThat(median.rounded()).containsExactly(fermat, fermat);
  }

  @Test
  void a_convex_quadrilateral_s_median_is_where_its_diagonals_cross() {
    assertThat(estimate(row(0, 0), row(4, 0), row(1, 3), row(4, 4)).rounded())
        .containsExactly(2, 2);
    ExactVector origin = estimate(row(-1, 0), row(0, 1000), row(3, 0), row(0, -1e-3));
    for (int j = 0; j < 2; j++) {
      assertThat(Math.abs(origin.value(j).toDouble()))
          .isLessThan(Tolerance.REFERENCE * origin.gauge(j));
    }
  }

  @Test
  void an_obtuse_corner_is_the_median_itself() {
    // At (0,0) the angle is above 120°, so the other two pull with less than 1.
    assertThat(estimate(row(-10, 1), row(0, 0), row(10, 1)).rounded()).containsExactly(0, 0);
    assertThat(estimate(row(7, 7), row(-10, 1), row(7, 7), row(10, 1)).rounded())
        .containsExactly(7, 7);
  }

  @Test
  void a_row_inside_a_triangle_is_the_median_of_the_four() {
    assertThat(estimate(row(0, 0), row(1, 0.5), row(4, 0), row(0, 3)).rounded())
        .containsExactly(1, 0.5);
  }

  @Test
  void where_the_pull_equals_one_exactly_the_row_is_the_median() {
    // From the origin: right, up and down; together a pull of 1 against the one row there.
    ExactVector edge = estimate(row(0, 0), row(1, 0), row(0, 5), row(0, -7));
    assertThat(edge.rounded()).containsExactly(0, 0);
    assertThat(edge.gauge(0)).isGreaterThan(0);
  }

  @Test
  void a_pull_that_hardly_exceeds_one_moves_it_hardly_off_the_row() {
    for (int exponent : new int[] {-20, -70, -110, -200, -1000}) {
      Batch batch =
          Batch.ofRows(row(0, 0), row(1, 0), row(Math.scalb(1.0, exponent), 5), row(0, -7));
      ExactVector median = ExactEstimator.estimate(SPEC, batch);
      assertThat(median.value(0).signum()).isEqualTo(exponent > -120 ? 1 : 0);
      assertThat(median.value(0)).isLessThan(Dyadic.ONE.scale(exponent));
      assertThat(subgradient(batch, median)).isLessThan(Dyadic.ONE.scale(-90).toBigDecimal());
    }
  }

  @Test
  void a_wild_row_hardly_moves_it() {
    Batch batch = Batch.ofRows(row(0, 0), row(4, 0), row(0, 4), row(4, 4.5), row(1e300, -1e300));
    ExactVector median = ExactEstimator.estimate(SPEC, batch);
    assertThat(subgradient(batch, median)).isLessThan(Dyadic.ONE.scale(-90).toBigDecimal());
    assertThat(median.value(0)).isBetween(Dyadic.ZERO, Dyadic.of(4L));
  }

  @Test
  void scaling_by_a_power_of_two_scales_it_to_the_bit() {
    for (int exponent : new int[] {-900, -1, 700}) {
      Batch batch = gaussian(6, 3, 0);
      double[] scaled = Arrays.stream(batch.values()).map(x -> Math.scalb(x, exponent)).toArray();
      double[] expected =
          Arrays.stream(ExactEstimator.estimate(SPEC, batch).rounded())
              .map(x -> Math.scalb(x, exponent))
              .toArray();
      assertThat(ExactEstimator.estimate(SPEC, Batch.of(6, 3, scaled)).rounded())
          .containsExactly(expected);
    }
  }

  @Test
  void the_order_of_the_rows_and_of_the_coordinates_does_not_matter() {
    Batch batch = gaussian(7, 3, 20);
    double[][] turned = new double[7][];
    for (int k = 0; k < 7; k++) {
      double[] row = batch.row(6 - k);
      turned[k] = row(row[2], row[1], -row[0]);
    }
    double[] here = ExactEstimator.estimate(SPEC, batch).rounded();
    double[] there = ExactEstimator.estimate(SPEC, Batch.ofRows(turned)).rounded();
    assertThat(there).containsExactly(here[2], here[1], -here[0]);
  }

  @Test
  void the_gauge_bounds_the_error_of_weiszfeld_s_iteration() {
    for (int i = 0; i < 40; i++) {
      int n = random.nextInt(4, 10);
      int d = random.nextInt(2, 4);
      Batch batch = gaussian(n, d, 0);
      double[] plain = DoubleDefinitions.estimate(SPEC, batch);
      ExactVector exact = ExactEstimator.estimate(SPEC, batch);
      double gamma = Tolerance.gamma(n + d + 8, Tolerance.UNIT_ROUNDOFF);
      if (subgradientIsAtRow(batch, exact)) {
        continue;
      }
      for (int j = 0; j < d; j++) {
        double error = Math.abs(Dyadic.of(plain[j]).minus(exact.value(j)).toDouble());
        assertThat(error).as("%s", batch).isLessThanOrEqualTo(gamma * exact.gauge(j));
      }
    }
  }

  private static boolean subgradientIsAtRow(Batch batch, ExactVector x) {
    for (int k = 0; k < batch.samples(); k++) {
      if (Arrays.equals(batch.row(k), x.rounded())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void sixty_four_rows_of_sixty_four_are_feasible() {
    Batch batch = gaussian(64, 64, 0);
    assertThat(subgradient(batch, ExactEstimator.estimate(SPEC, batch)))
        .isLessThan(Dyadic.ONE.scale(-90).toBigDecimal());
  }

  private Batch gaussian(int n, int d, int spread) {
    double[] values = new double[n * d];
    for (int k = 0; k < n; k++) {
      int exponent = spread == 0 ? 0 : random.nextInt(-spread, spread);
      for (int j = 0; j < d; j++) {
        values[k * d + j] = Math.scalb(random.nextDouble(-1, 1), exponent);
      }
    }
    return Batch.of(n, d, values);
  }

  private static ExactVector estimate(double[]... rows) {
    return ExactEstimator.estimate(SPEC, Batch.ofRows(rows));
  }

  private static double[] row(double... entries) {
    return entries;
  }
}
