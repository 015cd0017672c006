package org.noiseproof.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;

/** Each function within one unit in the last place of its exact value, over its whole range. */
class ElementaryTest {
  private static final int CASES = 2000;
  private static final int BITS = 128;
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");

  /** The largest error of many cases, in units in the last place of the exact value. */
  private static double worst(ToDoubleFunction<SplittableRandom> error) {
    SplittableRandom random = new SplittableRandom(11);
    double worst = 0;
    for (int i = 0; i < CASES; i++) {
      worst = Math.max(worst, error.applyAsDouble(random));
    }
    return worst;
  }

  private static double ulps(double computed, Dyadic exact) {
    if (Double.isInfinite(exact.toDouble()) || Double.isInfinite(computed)) {
      return computed == exact.toDouble() ? 0 : Double.POSITIVE_INFINITY;
    }
    Dyadic unit = Dyadic.of(Math.ulp(exact.toDouble()));
    return Dyadic.of(computed).minus(exact).abs().divide(unit, 60).toDouble();
  }

  private static double anyNormal(SplittableRandom random) {
    return Math.scalb(1 + random.nextDouble(), random.nextInt(-1022, 1024));
  }

  @Test
  void logarithms_of_uniforms_and_of_any_positive_normal_number() {
    assertThat(worst(random -> logarithm(anyNormal(random)))).isLessThan(1);
    assertThat(worst(random -> logarithm(uniform(random)))).isLessThan(1);
    assertThat(worst(random -> logarithm(1 + 0x1p-20 * (random.nextDouble() - 0.5)))).isLessThan(1);
    assertThat(logarithm(Double.MIN_NORMAL)).isLessThan(1);
    assertThat(logarithm(Double.MAX_VALUE)).isLessThan(1);
    assertThat(logarithm(Math.nextDown(1.0))).isLessThan(1);
    assertThat(Elementary.log(1)).isZero();
  }

  private static double uniform(SplittableRandom random) {
    return Math.scalb(2 * random.nextInt() + 1.0, -random.nextInt(34, 54)) % 1 / 2 + 0.5;
  }

  private static double logarithm(double x) {
    return ulps(Elementary.log(x), ExactMath.log(Dyadic.of(x), BITS));
  }

  @Test
  void logarithms_of_one_and_a_little_or_a_lot() {
    assertThat(worst(random -> logarithmOfMore(random.nextDouble()))).isLessThan(1);
    assertThat(worst(random -> logarithmOfMore(Math.scalb(random.nextDouble(), -30))))
        .isLessThan(1);
    assertThat(
            worst(
                random ->
                    logarithmOfMore(
                        Math.scalb(1 + random.nextDouble(), random.nextInt(-200, 1000)))))
        .isLessThan(1);
    assertThat(Elementary.log1p(0)).isZero();
    assertThat(Elementary.log1p(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
  }

  private static double logarithmOfMore(double x) {
    return ulps(Elementary.log1p(x), ExactMath.log(Dyadic.ONE.plus(Dyadic.of(x)), 400));
  }

  @Test
  void exponentials_from_0_to_infinity() {
    assertThat(worst(random -> exponential(random.nextDouble(-750, 715)))).isLessThan(1);
    assertThat(worst(random -> exponential(random.nextDouble(-1, 1)))).isLessThan(1);
    assertThat(worst(random -> exponential(random.nextDouble(-746, -700)))).isLessThan(1);
    assertThat(Elementary.exp(0)).isEqualTo(1);
    assertThat(Elementary.exp(-1e300)).isZero();
    assertThat(Elementary.exp(1e300)).isInfinite();
  }

  private static double exponential(double x) {
    return ulps(Elementary.exp(x), ExactMath.exp(Dyadic.of(x), BITS));
  }

  @Test
  void powers_of_any_exponent() {
    assertThat(worst(random -> power(anyNormal(random), random.nextDouble(-1, 1)))).isLessThan(1);
    assertThat(worst(random -> power(random.nextDouble(0x1p-53, 1), -random.nextDouble(0.1, 10))))
        .isLessThan(1);
    assertThat(worst(random -> power(1 + random.nextDouble() * 0x1p-30, random.nextDouble(0x1p36))))
        .isLessThan(1);
    assertThat(Elementary.pow(0.5, -3)).isEqualTo(8);
    assertThat(Elementary.pow(0.3, 0)).isEqualTo(1);
    assertThat(Elementary.pow(1, 1e308)).isEqualTo(1);
    assertThat(Elementary.pow(Math.nextDown(1.0), -1e308)).isInfinite();
    assertThat(Elementary.pow(Math.nextDown(1.0), 1e308)).isZero();
  }

  private static double power(double x, double y) {
    return ulps(Elementary.pow(x, y), ExactMath.pow(Dyadic.of(x), Dyadic.of(y), BITS));
  }

  @Test
  void sines_and_cosines_of_parts_of_pi() {
    assertThat(worst(random -> sine(random.nextDouble(-1, 1)))).isLessThan(1);
    assertThat(worst(random -> sine(Math.scalb(random.nextDouble(), -random.nextInt(60)))))
        .isLessThan(1);
    assertThat(worst(random -> cosine(random.nextDouble(-1, 1)))).isLessThan(1);
    assertThat(Elementary.sinPi(0)).isZero();
    assertThat(Elementary.sinPi(-0.5)).isEqualTo(-1);
    assertThat(Elementary.sinPi(1)).isZero();
    assertThat(Elementary.cosPi(0)).isEqualTo(1);
    assertThat(Elementary.cosPi(0.5)).isZero();
    assertThat(Elementary.cosPi(1)).isEqualTo(-1);
  }

  private static double sine(double x) {
    return ulps(Elementary.sinPi(x), rounded(exactSine(new BigDecimal(x))));
  }

  private static double cosine(double x) {
    BigDecimal complement = new BigDecimal(0.5).subtract(new BigDecimal(x).abs());
    return ulps(Elementary.cosPi(x), rounded(exactSine(complement)));
  }

  private static BigDecimal exactSine(BigDecimal x) {
    BigDecimal angle = x.multiply(PI, DIGITS);
    BigDecimal square = angle.multiply(angle, DIGITS);
    BigDecimal term = angle;
    BigDecimal sum = angle;
    for (int k = 2; term.signum() != 0 && k < 90; k += 2) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(-k * (k + 1L)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  /** To 200 bits behind the point; the smallest sine here is above 2⁻¹⁰⁰. */
  private static Dyadic rounded(BigDecimal value) {
    return new Dyadic(value.multiply(BigDecimal.TWO.pow(200)).toBigInteger(), -200);
  }

  @Test
  void coefficients_of_the_circular_series_are_correctly_rounded() {
    BigDecimal power = PI;
    BigDecimal factorial = BigDecimal.ONE;
    double[] sine = Series.SINE.coefficients();
    double[] cosine = Series.COSINE.coefficients();
    for (int k = 2; k <= 17; k++) {
      power = power.multiply(PI, DIGITS);
      factorial = factorial.multiply(BigDecimal.valueOf(k));
      double magnitude = power.divide(factorial, DIGITS).doubleValue();
      double[] series = k % 2 == 0 ? cosine : sine;
      assertThat(series[series.length - k / 2]).isEqualTo(k / 2 % 2 == 0 ? magnitude : -magnitude);
    }
    assertThat(Elementary.PI_LOW).isEqualTo(PI.subtract(new BigDecimal(Math.PI)).doubleValue());
  }

  @Test
  void split_constants_add_up() {
    Dyadic ln2 = ExactMath.log(Dyadic.of(2.0), BITS);
    assertThat(ln2.minus(Dyadic.of(Elementary.LN2_HIGH)).toDouble()).isEqualTo(Elementary.LN2_LOW);
    assertThat(2048 * 1.0 * Elementary.LN2_HIGH / 2048).isEqualTo(Elementary.LN2_HIGH);
    assertThat(Dyadic.of(Elementary.LN2_HIGH).mantissa().bitLength()).isLessThanOrEqualTo(42);
    assertThat(Dyadic.ONE.divide(ln2, BITS).toDouble()).isEqualTo(Elementary.LOG2_E);
    Dyadic twoThirds = Dyadic.of(2.0).divide(Dyadic.of(3.0), BITS);
    assertThat(twoThirds.minus(Dyadic.of(Elementary.TWO_THIRDS)).toDouble())
        .isEqualTo(Elementary.TWO_THIRDS_LOW);
  }
}
