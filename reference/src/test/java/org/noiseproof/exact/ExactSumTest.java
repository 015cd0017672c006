package org.noiseproof.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private final SplittableRandom random = new SplittableRandom(20260001);

  @Test
  void products_of_random_bit_patterns_sum_to_the_bigdecimal_value() {
    int[] overflow = {0};
    compare(20_000, 4, HardDoubles::anyBits, overflow);
    assertThat(overflow[0]).as("cases that overflow to infinity").isGreaterThan(1000);
  }

  @Test
  void products_at_the_ends_of_the_range_sum_to_the_bigdecimal_value() {
    compare(10_000, 6, HardDoubles::extreme, new int[1]);
  }

  @Test
  void products_that_tie_and_cancel_sum_to_the_bigdecimal_value() {
    compare(20_000, 5, r -> HardDoubles.fewBits(r, -20, 20), new int[1]);
  }

  @Test
  void products_with_subnormal_sums_sum_to_the_bigdecimal_value() {
    compare(10_000, 3, r -> HardDoubles.fewBits(r, -545, -530), new int[1]);
  }

  @Test
  void ill_conditioned_dot_products_are_exact_up_to_condition_1e80() {
    for (double condition : new double[] {1e8, 1e16, 1e24, 1e32, 1e80}) {
      for (int i = 0; i < 100; i++) {
        double[][] v = HardDoubles.illConditionedDot(100, condition, random);
        ExactSum sum = new ExactSum();
        for (int j = 0; j < 100; j++) {
          sum.addProduct(v[0][j], v[1][j]);
        }
        check(sum, HardDoubles.dot(v[0], v[1], 100));
      }
    }
  }

  @Test
  void plain_sums_are_exact() {
    for (int i = 0; i < 10_000; i++) {
      ExactSum sum = new ExactSum();
      BigDecimal expected = BigDecimal.ZERO;
      for (int k = 0; k < 4; k++) {
        double x = k % 2 == 0 ? HardDoubles.anyBits(random) : HardDoubles.extreme(random);
        sum.add(x);
        expected = expected.add(new BigDecimal(x));
      }
      check(sum, expected);
    }
  }

  @Test
  void a_naive_sum_fails_the_same_check() {
    double[][] v = HardDoubles.illConditionedDot(100, 1e32, random);
    double naive = 0;
    for (int j = 0; j < 100; j++) {
      naive += v[0][j] * v[1][j];
    }
    assertThat(naive).isNotEqualTo(HardDoubles.dot(v[0], v[1], 100).doubleValue());
  }

  @Test
  void intermediate_overflow_leaves_no_trace() {
    double max = Double.MAX_VALUE;
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 1000; i++) {
      sum.addProduct(max, max);
    }
    assertThat(sum.round()).isInfinite();
    for (int i = 0; i < 1000; i++) {
      sum.addProduct(-max, max);
    }
    assertThat(sum.add(Double.MIN_VALUE).round()).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void a_sum_goes_on_after_it_was_read() {
    ExactSum sum = new ExactSum().add(1).add(-3);
    assertThat(sum.round()).isEqualTo(-2);
    assertThat(sum.add(0x1p-60).value()).isEqualTo(Dyadic.of(-2.0).plus(Dyadic.of(0x1p-60)));
    assertThat(sum.add(2).add(-0x1p-60).value()).isEqualTo(Dyadic.ZERO);
  }

  @Test
  void terms_that_are_not_finite_are_refused() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new ExactSum().add(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("term = %s, expected a finite number", bad);
      assertThatThrownBy(() -> new ExactSum().addProduct(1, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("term = %s, expected a finite number", bad);
    }
  }

  private void compare(
      int cases, int terms, ToDoubleFunction<SplittableRandom> draw, int[] overflow) {
    for (int i = 0; i < cases; i++) {
      ExactSum sum = new ExactSum();
      double[] x = new double[terms];
      double[] y = new double[terms];
      for (int k = 0; k < terms; k++) {
        x[k] = draw.applyAsDouble(random);
        y[k] = draw.applyAsDouble(random);
        sum.addProduct(x[k], y[k]);
      }
      overflow[0] += check(sum, HardDoubles.dot(x, y, terms)) ? 1 : 0;
    }
  }

  private static boolean check(ExactSum sum, BigDecimal expected) {
    Dyadic value = sum.value();
    assertThat(value.toBigDecimal()).isEqualByComparingTo(expected);
    assertThat(sum.round()).isEqualTo(expected.doubleValue() + 0.0);
    return Double.isInfinite(sum.round());
  }
}
