package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;

final class TestRatioTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final TestRatio FOUR = new TestRatio(Precision.FLOAT64, 4);
  private static final TestRatio FLOATS = new TestRatio(Precision.FLOAT32, 4);

  @Test
  void the_allowed_error_is_gamma_times_gauge_and_half_a_subnormal_for_each_rounding() {
    BigDecimal gamma = new BigDecimal(Tolerance.gamma(4, 0x1p-53));
    BigDecimal floor = new BigDecimal(2 * Double.MIN_VALUE);
    assertThat(FOUR.allowed(3).toBigDecimal())
        .isEqualByComparingTo(gamma.multiply(new BigDecimal(3)).add(floor));
    assertThat(FOUR.allowed(0).toBigDecimal()).isEqualByComparingTo(floor);
    assertThat(FLOATS.allowed(0).toBigDecimal())
        .isEqualByComparingTo(new BigDecimal(2.0 * Float.MIN_VALUE));
    assertThat(FLOATS.allowed(1).compareTo(Dyadic.of(4 * 0x1p-24))).isPositive();
  }

  @Test
  void the_ratio_is_the_error_over_what_is_allowed() {
    Dyadic allowed = FOUR.allowed(8);
    Dyadic exact = Dyadic.of(1.0).plus(allowed.scale(1));
    assertThat(FOUR.of(1.0, exact, 8)).isEqualTo(2);
    assertThat(FOUR.of(1.0, Dyadic.of(1.0).minus(allowed.scale(-2)), 8)).isEqualTo(0.25);
    assertThat(FOUR.of(1.0, Dyadic.of(1.0), 0)).isZero();
  }

  @Test
  void one_rounding_too_many_is_seen_and_one_within_the_depth_is_not() {
    double off = 1 + 5 * 0x1p-52;
    assertThat(FOUR.of(off, Dyadic.ONE, 1)).isGreaterThan(1);
    assertThat(FOUR.of(1 + 0x1p-52, Dyadic.ONE, 1)).isLessThan(1);
  }

  @Test
  void cancellation_is_judged_on_the_gauge_and_not_on_the_result() {
    double computed = 0x1p-52;
    assertThat(FOUR.of(computed, Dyadic.ZERO, 1)).isLessThan(1);
    assertThat(FOUR.of(computed, Dyadic.ZERO, 0x1p-52)).isGreaterThan(1);
  }

  @Test
  void below_the_smallest_normal_number_the_floor_takes_over() {
    assertThat(FOUR.of(2 * Double.MIN_VALUE, Dyadic.ZERO, 0)).isEqualTo(1);
    assertThat(FOUR.of(3 * Double.MIN_VALUE, Dyadic.ZERO, 0)).isEqualTo(1.5);
  }

  @Test
  void a_difference_of_two_computed_numbers_may_be_twice_as_large() {
    double other = 1 + 0x1p-50;
    assertThat(FOUR.between(1, other, 1)).isEqualTo(FOUR.of(other, Dyadic.ONE, 1) / 2);
    assertThat(FOUR.between(other, 1, 1)).isEqualTo(FOUR.between(1, other, 1));
    assertThat(FOUR.between(7, 7, 0)).isZero();
  }

  @Test
  void a_number_up_to_its_bound_has_ratio_zero_and_one_above_is_judged() {
    assertThat(FOUR.above(1, 1, 0)).isZero();
    assertThat(FOUR.above(-5, 1, 1)).isZero();
    double above = 1 + 0x1p-52;
    assertThat(FOUR.above(above, 1, 1)).isEqualTo(FOUR.between(above, 1, 1)).isPositive();
    assertThat(FOUR.above(Double.NaN, 1, 1)).isInfinite();
  }

  @Test
  void an_overflow_is_right_where_the_exact_value_rounds_to_it() {
    Dyadic beyond = Dyadic.of(1.0).scale(1024);
    assertThat(FOUR.of(INFINITY, beyond, 1)).isZero();
    assertThat(FOUR.of(-INFINITY, beyond, 1)).isInfinite();
    assertThat(FOUR.of(INFINITY, Dyadic.ONE, 1)).isInfinite();
    assertThat(FLOATS.of(INFINITY, Dyadic.of(1.0).scale(128), 1)).isZero();
    assertThat(FOUR.of(INFINITY, Dyadic.of(1.0).scale(128), 1)).isInfinite();
    assertThat(FOUR.between(INFINITY, INFINITY, 1)).isZero();
    assertThat(FOUR.between(INFINITY, 1, 1)).isInfinite();
    assertThat(FOUR.between(1, INFINITY, 1)).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, Double.MAX_VALUE, Double.POSITIVE_INFINITY})
  void a_nan_is_never_right(double gauge) {
    assertThat(FOUR.of(Double.NaN, Dyadic.ONE, gauge)).isInfinite();
    assertThat(FOUR.between(Double.NaN, 1, gauge)).isInfinite();
    assertThat(FOUR.between(1, Double.NaN, gauge)).isInfinite();
    assertThat(FOUR.between(Double.NaN, Double.NaN, gauge)).isInfinite();
  }

  @Test
  void an_infinite_gauge_judges_nothing_else() {
    assertThat(FOUR.of(12, Dyadic.ONE, INFINITY)).isZero();
    assertThat(FOUR.of(INFINITY, Dyadic.ONE, INFINITY)).isZero();
    assertThat(FOUR.between(1, -1, INFINITY)).isZero();
    assertThat(FOUR.between(1, INFINITY, INFINITY)).isZero();
  }

  @Test
  void a_depth_below_one_is_refused() {
    assertThat(new TestRatio(Precision.FLOAT64, 1).depth()).isEqualTo(1);
    assertThatThrownBy(() -> new TestRatio(Precision.FLOAT64, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth = 0 is out of range: depth ≥ 1");
  }
}
