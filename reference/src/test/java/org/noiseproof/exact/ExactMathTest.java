package org.noiseproof.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.junit.jupiter.api.Test;

class ExactMathTest {
  /** So many that a double of magnitude 1e±60 is exact. */
  private static final DfpField FIELD = new DfpField(180);

  private static final int BITS = 200;
  private final SplittableRandom random = new SplittableRandom(20260003);

  @Test
  void exponentials_agree_with_commons_math() {
    for (int i = 0; i < 30; i++) {
      double x = random.nextDouble(-700, 700) * (i % 3 == 0 ? 1e-3 : 1);
      check(ExactMath.exp(Dyadic.of(x), BITS), dfp(x).exp(), BITS);
    }
  }

  @Test
  void logarithms_agree_with_commons_math() {
    for (int i = 0; i < 30; i++) {
      double x = Math.exp(random.nextDouble(-100, 100));
      check(ExactMath.log(Dyadic.of(x), BITS), dfp(x).log(), BITS);
    }
  }

  @Test
  void logarithms_close_to_one_keep_their_relative_accuracy() {
    for (double x : new double[] {Math.nextUp(1.0), Math.nextDown(1.0), 1 + 0x1p-30, 1 - 0x1p-30}) {
      BigDecimal h = new BigDecimal(x).subtract(BigDecimal.ONE);
      BigDecimal series = BigDecimal.ZERO;
      for (int i = 1; i < 12; i++) {
        BigDecimal term = h.pow(i).divide(BigDecimal.valueOf(i), new MathContext(120));
        series = i % 2 == 1 ? series.add(term) : series.subtract(term);
      }
      check(ExactMath.log(Dyadic.of(x), BITS), FIELD.newDfp(series.toString()), BITS);
    }
  }

  @Test
  void powers_and_roots_agree_with_commons_math() {
    for (int i = 0; i < 20; i++) {
      double x = random.nextInt(2, 100_000);
      double y = random.nextDouble(0.3, 8);
      check(
          ExactMath.pow(Dyadic.of(x), Dyadic.of(y), BITS),
          dfp(x).log().multiply(dfp(y)).exp(),
          BITS);
      check(
          ExactMath.root(Dyadic.of(x), Dyadic.of(y), BITS),
          dfp(x).log().divide(dfp(y)).exp(),
          BITS);
    }
  }

  @Test
  void roots_of_powers_come_out_whole() {
    for (int m = 2; m < 40; m++) {
      for (int p = 2; p < 6; p++) {
        Dyadic power = Dyadic.of((long) Math.pow(m, p));
        check(ExactMath.root(power, Dyadic.of((long) p), 512), FIELD.newDfp(m), 512);
      }
    }
  }

  @Test
  void exponential_and_logarithm_invert_each_other_to_a_thousand_bits() {
    Dyadic x = Dyadic.of(Math.PI);
    Dyadic back = ExactMath.log(ExactMath.exp(x, 1100), 1100);
    assertThat(back.minus(x).abs()).isLessThan(x.scale(-1000));
  }

  @Test
  void a_wrong_bit_would_be_seen() {
    Dyadic right = ExactMath.exp(Dyadic.ONE, BITS);
    Dyadic wrong = right.plus(right.scale(2 - BITS));
    assertThatThrownBy(() -> check(wrong, dfp(1).exp(), BITS)).isInstanceOf(AssertionError.class);
  }

  @Test
  void trivial_arguments_are_exact() {
    assertThat(ExactMath.exp(Dyadic.ZERO, BITS)).isEqualTo(Dyadic.ONE);
    assertThat(ExactMath.log(Dyadic.ONE, BITS)).isEqualTo(Dyadic.ZERO);
    assertThat(ExactMath.exp(Dyadic.of(0x1p-400), BITS)).isEqualTo(Dyadic.ONE);
    check(ExactMath.log(Dyadic.of(0x1p-1074), BITS), dfp(2).log().multiply(-1074), BITS);
  }

  @Test
  void what_has_no_value_or_is_out_of_range_is_refused() {
    assertThatThrownBy(() -> ExactMath.log(Dyadic.ZERO, BITS))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("log of 0.0, expected a positive number");
    assertThatThrownBy(() -> ExactMath.exp(Dyadic.of(0x1p30), BITS))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> ExactMath.root(Dyadic.of(2.0), Dyadic.of(1e-300), BITS))
        .isInstanceOf(ArithmeticException.class);
  }

  private static Dfp dfp(double x) {
    return FIELD.newDfp(new BigDecimal(x).toString());
  }

  private static void check(Dyadic computed, Dfp expected, int bits) {
    BigDecimal truth = new BigDecimal(expected.toString());
    BigDecimal error = computed.toBigDecimal().subtract(truth).abs();
    assertThat(error).isLessThan(truth.abs().multiply(Dyadic.ONE.scale(-bits).toBigDecimal()));
  }
}
