package org.noiseproof.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DyadicTest {
  private final SplittableRandom random = new SplittableRandom(20260002);

  @Test
  void sums_differences_and_products_are_exact() {
    for (int i = 0; i < 5_000; i++) {
      double x = i % 2 == 0 ? HardDoubles.anyBits(random) : HardDoubles.extreme(random);
      double y = i % 3 == 0 ? HardDoubles.anyBits(random) : HardDoubles.fewBits(random, -60, 60);
      BigDecimal bigX = new BigDecimal(x);
      BigDecimal bigY = new BigDecimal(y);
      Dyadic a = Dyadic.of(x);
      Dyadic b = Dyadic.of(y);
      assertThat(a.plus(b).toBigDecimal()).isEqualByComparingTo(bigX.add(bigY));
      assertThat(a.minus(b).toBigDecimal()).isEqualByComparingTo(bigX.subtract(bigY));
      assertThat(a.times(b).toBigDecimal()).isEqualByComparingTo(bigX.multiply(bigY));
      assertThat(a.compareTo(b)).isEqualTo(bigX.compareTo(bigY));
      assertThat(a.toDouble()).isEqualTo(x + 0.0);
      assertThat(a.toFloat()).isEqualTo((float) x + 0.0f);
    }
  }

  @Test
  void equal_numbers_are_equal_however_they_came_about() {
    Dyadic quarter = new Dyadic(BigInteger.valueOf(64), -8);
    assertThat(quarter).isEqualTo(Dyadic.of(0.25)).hasSameHashCodeAs(Dyadic.of(0.25));
    assertThat(quarter.compareTo(Dyadic.of(0.25))).isZero();
    assertThat(new Dyadic(BigInteger.ZERO, 7)).isEqualTo(Dyadic.ZERO).isEqualTo(Dyadic.of(-0.0));
    assertThat(Dyadic.of(3L).minus(Dyadic.of(3L))).isEqualTo(Dyadic.ZERO);
  }

  @Test
  void quotients_round_correctly_to_double() {
    for (int i = 0; i < 10_000; i++) {
      double x = quotientOperand(i);
      double y = quotientOperand(i / 2);
      if (y == 0) {
        continue;
      }
      double rounded = Dyadic.of(x).divide(Dyadic.of(y), 64).toDouble();
      assertThat(rounded).as("%s / %s", x, y).isEqualTo(x / y + 0.0);
    }
  }

  private double quotientOperand(int i) {
    return switch (i % 3) {
      case 0 -> HardDoubles.anyBits(random);
      case 1 -> HardDoubles.extreme(random);
      default -> HardDoubles.fewBits(random, -60, 60);
    };
  }

  @Test
  void roots_round_correctly_to_double() {
    for (int i = 0; i < 10_000; i++) {
      double x = Math.abs(quotientOperand(i));
      assertThat(Dyadic.of(x).sqrt(64).toDouble()).isEqualTo(Math.sqrt(x));
    }
  }

  @Test
  void roots_and_quotients_of_exact_sums_round_correctly() {
    MathContext digits = new MathContext(800, RoundingMode.DOWN);
    for (int i = 0; i < 2_000; i++) {
      double x = HardDoubles.fewBits(random, -300, 300);
      double y = HardDoubles.fewBits(random, -300, 300);
      Dyadic norm = new ExactSum().addProduct(x, x).addProduct(y, y).value();
      BigDecimal big = new BigDecimal(x).pow(2).add(new BigDecimal(y).pow(2));
      assertThat(norm.sqrt(64).toDouble()).isEqualTo(big.sqrt(digits).doubleValue());
      assertThat(Dyadic.of(x).divide(norm, 64).toDouble())
          .isEqualTo(new BigDecimal(x).divide(big, digits).doubleValue());
    }
  }

  @Test
  void a_root_a_hair_above_a_tie_is_rounded_up() {
    // The root of (1 + 2⁻⁵³)² is a tie, to even: 1. One part in 2⁵⁰⁰ more, and it is above.
    Dyadic tie = Dyadic.ONE.plus(Dyadic.ONE.scale(-53));
    Dyadic hair = Dyadic.ONE.scale(-500);
    assertThat(tie.square().sqrt(64).toDouble()).isEqualTo(1.0);
    assertThat(tie.square().plus(hair).sqrt(64).toDouble()).isEqualTo(Math.nextUp(1.0));
    assertThat(tie.square().minus(hair).sqrt(64).toDouble()).isEqualTo(1.0);
    assertThat(tie.plus(hair).divide(Dyadic.ONE, 64).toDouble()).isEqualTo(Math.nextUp(1.0));
  }

  @Test
  void halfway_cases_go_to_even_at_every_exponent() {
    for (int e = -1074; e < 1023; e++) {
      double low = Math.scalb((double) random.nextLong(1L << 52, 1L << 53), Math.min(e, 971));
      if (low == 0 || Double.isInfinite(low)) {
        continue;
      }
      double high = Math.nextUp(low);
      Dyadic half = Dyadic.of(low).plus(Dyadic.of(high)).scale(-1);
      boolean lowIsEven = (Double.doubleToRawLongBits(low) & 1) == 0;
      assertThat(half.toDouble()).isEqualTo(lowIsEven ? low : high);
      assertThat(half.plus(Dyadic.ONE.scale(-1200)).toDouble()).isEqualTo(high);
      assertThat(half.minus(Dyadic.ONE.scale(-1200)).toDouble()).isEqualTo(low);
    }
  }

  @Test
  void the_ends_of_the_range_round_as_ieee_says() {
    Dyadic max = Dyadic.of(Double.MAX_VALUE);
    Dyadic halfUlp = Dyadic.ONE.scale(970);
    assertThat(max.plus(halfUlp).toDouble()).isInfinite();
    assertThat(max.plus(halfUlp).minus(Dyadic.of(Double.MIN_VALUE)).toDouble())
        .isEqualTo(Double.MAX_VALUE);
    assertThat(Dyadic.of(Double.MIN_VALUE).scale(-1).toDouble()).isZero();
    assertThat(Dyadic.of(3 * Double.MIN_VALUE).scale(-1).toDouble())
        .isEqualTo(2 * Double.MIN_VALUE);
    assertThat(Dyadic.of(3 * Double.MIN_VALUE).scale(-2).toDouble()).isEqualTo(Double.MIN_VALUE);
    assertThat(Dyadic.ONE.scale(-100_000_000).toDouble()).isZero();
    assertThat(Dyadic.ONE.negate().scale(100_000_000).toDouble())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Dyadic.of((double) Float.MAX_VALUE).plus(Dyadic.ONE.scale(103)).toFloat())
        .isInfinite();
    assertThat(Dyadic.of((double) Float.MIN_VALUE).scale(-1).toFloat()).isZero();
  }

  @Test
  void rounding_to_odd_keeps_what_fits_and_marks_what_does_not() {
    Dyadic x = Dyadic.ONE.plus(Dyadic.ONE.scale(-101));
    assertThat(x.round(100)).isEqualTo(x);
    Dyadic cut = Dyadic.ONE.plus(Dyadic.ONE.scale(-300)).round(100);
    assertThat(cut).isEqualTo(Dyadic.ONE.plus(Dyadic.ONE.scale(-101)));
    assertThat(cut.negate()).isEqualTo(Dyadic.ONE.plus(Dyadic.ONE.scale(-300)).negate().round(100));
  }

  @Test
  void what_has_no_value_is_refused() {
    assertThatThrownBy(() -> Dyadic.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value = NaN, expected a finite number");
    assertThatThrownBy(() -> Dyadic.ONE.divide(Dyadic.ZERO, 64))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Dyadic.ONE.negate().sqrt(64)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(Dyadic.ZERO::binaryExponent).isInstanceOf(ArithmeticException.class);
    assertThat(Dyadic.ZERO.sqrt(64)).isEqualTo(Dyadic.ZERO);
  }
}
