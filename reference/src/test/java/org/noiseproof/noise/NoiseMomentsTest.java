package org.noiseproof.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Gamma;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.exact.Tolerance;

class NoiseMomentsTest {

  @Test
  void the_shifted_pareto_has_its_golden_moment() {
    double moment = new ShiftedPareto(1.6, 1).absoluteMoment(1.5);
    assertClose(moment, 13.886881758944);
    assertClose(Math.pow(moment, 1 / 1.5), 5.77745393970965);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1, 0.5",
    "1.5, 2, 1",
    "1.6, 1, 1.25",
    "0.7, 3, 0.4",
    "3, 0.1, 2",
    "2.5, 10, 0.3"
  })
  void pareto_moments_are_the_integrals_of_their_tails(double index, double scale, double p) {
    SymmetricPareto law = new SymmetricPareto(index, scale);
    assertClose(law.absoluteMoment(p), momentFromTail(law::tail, p, index, scale));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1, 0.5",
    "1.5, 2, 1",
    "1.6, 1, 1.25",
    "1.1, 3, 0.8",
    "3, 0.1, 2",
    "2.5, 10, 0.3",
    "40, 1, 1.5",
    "12.5, 1, 11"
  })
  void so_are_those_of_a_shifted_pareto(double index, double scale, double p) {
    ShiftedPareto law = new ShiftedPareto(index, scale);
    assertClose(law.absoluteMoment(p), momentFromTail(law::tail, p, index, scale / (index - 1)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.7})
  void so_are_those_of_cauchy(double p) {
    Cauchy law = new Cauchy(3);
    assertClose(law.absoluteMoment(p), momentFromTail(law::tail, p, 1, 1));
    assertClose(law.absoluteMoment(p), new SymmetricStable(1, 3).absoluteMoment(p));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 1.5, 1.7})
  void so_are_those_of_student_t(double p) {
    StudentT2 law = new StudentT2();
    assertClose(law.absoluteMoment(p), momentFromTail(law::tail, p, 2, 1));
  }

  /** E|X|ᵖ = ∫ p tᵖ P(|X| &gt; t) d(ln t), over all t whose part counts. */
  private static double momentFromTail(
      DoubleUnaryOperator tail, double p, double index, double kink) {
    double digits = 40;
    return Quadrature.integrate(
        y -> p * Math.exp(p * y) * tail.applyAsDouble(Math.exp(y)),
        -digits / p,
        digits / (index - p),
        0.5,
        Math.log(kink));
  }

  @Test
  void the_second_moment_of_a_light_shifted_pareto_is_its_variance() {
    double a = 4.5;
    assertClose(new ShiftedPareto(a, 2).centralMoment(2), 4 * a / ((a - 1) * (a - 1) * (a - 2)));
  }

  @Test
  void student_t_has_the_first_moment_root_two() {
    assertClose(new StudentT2().absoluteMoment(1), Math.sqrt(2));
  }

  @ParameterizedTest
  @CsvSource({"1.5, 0.7, 1.22561", "1.8, 0.8, 1.12834", "1.5, 1.2, 2.552"})
  void stable_moments_are_those_of_the_catalogue(double index, double q, double moment) {
    double digits = moment > 2 ? 1e-3 : 1e-5;
    assertThat(new SymmetricStable(index, 1).absoluteMoment(q)).isEqualTo(moment, within(digits));
  }

  /**
   * E|X|^q = (2/π) Γ(q) sin(πq/2) Γ(1 − q/α): the integral of (1 − exp(−t^α)) t^{−1−q} in parts.
   */
  @ParameterizedTest
  @CsvSource({"1.5, 0.7", "1.2, 1.1", "0.4, 0.3", "2, 1.5"})
  void stable_moments_follow_from_the_characteristic_function(double index, double q) {
    assertClose(
        new SymmetricStable(index, 3).absoluteMoment(q),
        Math.pow(3, q)
            * 2
            / Math.PI
            * Gamma.gamma(q)
            * Math.sin(Math.PI * q / 2)
            * Gamma.gamma(1 - q / index));
  }

  @Test
  void at_index_2_the_stable_law_is_normal_with_twice_the_squared_scale() {
    SymmetricStable law = new SymmetricStable(2, 3);
    assertClose(law.absoluteMoment(2), 18);
    assertClose(law.absoluteMoment(4), 3 * 18 * 18);
  }

  @Test
  void discrete_laws_have_their_sums() {
    assertClose(new TwoPoint(0.25, 4).mean(), 1);
    assertClose(new TwoPoint(0.25, 4).absoluteMoment(1.5), 2);
    assertClose(new TwoPoint(0.25, 4).centralMoment(2), 3);
    assertClose(new CentredTwoPoint(0.25, 4).centralMoment(2), 3);
    assertClose(new CentredTwoPoint(0.25, 4).absoluteMoment(1), 1.5);
    assertClose(new ThreePoint(0.25, 4).centralMoment(1.5), 2);
    assertThat(new CentredTwoPoint(0.25, 4).tail(1)).isEqualTo(0.25);
    assertThat(new CentredTwoPoint(0.25, 4).tail(0)).isEqualTo(1);
  }

  @Test
  void moments_that_do_not_exist_are_infinite_and_means_that_do_not_are_NaN() {
    assertThat(new SymmetricPareto(1.5, 1).absoluteMoment(1.5)).isInfinite();
    assertThat(new ShiftedPareto(1.5, 1).centralMoment(2)).isInfinite();
    assertThat(new StudentT2().centralMoment(2)).isInfinite();
    assertThat(new Cauchy(1).absoluteMoment(1)).isInfinite();
    assertThat(new SymmetricStable(1.5, 1).absoluteMoment(1.5)).isInfinite();
    assertThat(new Cauchy(1).mean()).isNaN();
    assertThat(new SymmetricPareto(1, 1).mean()).isNaN();
    assertThat(new SymmetricStable(1, 1).mean()).isNaN();
    assertThat(new SymmetricPareto(1.01, 1).mean()).isZero();
  }

  @Test
  void a_law_is_symmetric_or_not() {
    assertThat(
            Stream.of(
                new SymmetricPareto(1.5, 1),
                new StudentT2(),
                new Cauchy(1),
                new ThreePoint(0.1, 1),
                new SymmetricStable(1.5, 1),
                new CentredTwoPoint(0.5, 1),
                new TwoPoint(0, 1)))
        .allMatch(NoiseLaw::symmetric);
    assertThat(
            Stream.of(new ShiftedPareto(1.5, 1), new TwoPoint(0.5, 1), new CentredTwoPoint(0.4, 1)))
        .noneMatch(NoiseLaw::symmetric);
  }

  @Test
  void the_moments_of_a_centred_law_are_the_same_raw_and_central() {
    for (NoiseLaw law :
        new NoiseLaw[] {
          new SymmetricPareto(2.5, 1),
          new ShiftedPareto(2.5, 1),
          new StudentT2(),
          new CentredTwoPoint(0.2, 3),
          new ThreePoint(0.2, 3),
          new SymmetricStable(1.8, 2)
        }) {
      assertThat(law.mean()).isZero();
      assertThat(law.centralMoment(1.5)).isEqualTo(law.absoluteMoment(1.5)).isPositive();
    }
  }

  @Test
  void bad_parameters_are_refused_by_name_value_and_range() {
    assertRefused(() -> new SymmetricPareto(0, 1), "index = 0.0 is out of range: 0 < index < ∞");
    assertRefused(() -> new SymmetricPareto(1, Double.NaN), "scale = NaN");
    assertRefused(() -> new ShiftedPareto(1, 1), "index = 1.0 is out of range: 1 < index < ∞");
    assertRefused(() -> new Cauchy(-1), "scale = -1.0");
    assertRefused(() -> new TwoPoint(1.5, 1), "probability = 1.5");
    assertRefused(() -> new CentredTwoPoint(0.5, 0), "height = 0.0");
    assertRefused(() -> new ThreePoint(-0.1, 1), "probability = -0.1");
    assertRefused(() -> new SymmetricStable(2.1, 1), "index = 2.1 is out of range: 0 < index ≤ 2");
    assertRefused(() -> new StudentT2().absoluteMoment(0), "p = 0.0");
    assertRefused(() -> new StudentT2().centralMoment(0.5), "p = 0.5 is out of range: 1 ≤ p < ∞");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isEqualTo(expected, within(expected * Tolerance.CLOSED_FORM));
  }
}
