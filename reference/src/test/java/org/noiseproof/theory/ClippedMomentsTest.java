package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;

class ClippedMomentsTest {

  @Test
  void symmetric_pareto_has_its_golden_values() {
    ClippedMoments moments = ClippedMoments.of(new SymmetricPareto(1.5, 1), 10);
    assertClose(moments.mean(), 0);
    assertClose(moments.absolute(), 2.367544467966);
    assertClose(moments.second(), 9.649110640674);
  }

  @Test
  void shifted_pareto_has_its_golden_values() {
    ClippedMoments moments = ClippedMoments.of(new ShiftedPareto(1.5, 1), 10);
    assertClose(moments.mean(), -0.554700196225);
    assertClose(moments.second(), 5.750406279207);
  }

  @Test
  void student_t_has_its_golden_values() {
    assertClose(ClippedMoments.of(new StudentT2(), 1, 2).mean(), 0.792286991393);
    assertClose(ClippedMoments.of(new StudentT2(), 2).absolute(), 0.964723819590);
    assertClose(ClippedMoments.of(new StudentT2(), 2).second(), 1.393452183995);
  }

  @Test
  void cauchy_has_its_golden_value_at_any_scale() {
    assertClose(ClippedMoments.of(new Cauchy(1), 1, 2).mean(), 0.686600853588);
    assertClose(ClippedMoments.of(new Cauchy(3), 3, 6).mean(), 3 * 0.686600853588);
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 1e4, 1e8, 1e12})
  void the_bias_of_a_shifted_pareto_keeps_its_digits_however_small_it_is(double threshold) {
    double index = 2.75;
    double mean = index / (index - 1);
    assertThat(ClippedMoments.of(new ShiftedPareto(index, 1), threshold).mean())
        .isEqualTo(
            -StrictMath.pow(mean + threshold, 1 - index) / (index - 1),
            relative(StrictMath.pow(mean + threshold, 1 - index) / (index - 1)));
  }

  @Test
  void dropping_what_exceeds_the_threshold_differs_from_clipping_it_by_the_mass_beyond() {
    SymmetricPareto law = new SymmetricPareto(1.5, 1);
    double threshold = 10;
    double clipped = ClippedMoments.of(law, threshold).second();
    double dropped = clipped - threshold * threshold * law.tail(threshold);
    assertClose(clipped - dropped, StrictMath.sqrt(10));
  }

  @Test
  void a_threshold_of_0_leaves_nothing() {
    assertThat(ClippedMoments.of(new ThreePoint(0.1, 5), 2, 0))
        .isEqualTo(new ClippedMoments(0, 0, 0));
  }

  @Test
  void a_bad_threshold_or_shift_and_a_law_without_closed_form_are_refused() {
    StudentT2 law = new StudentT2();
    assertThatThrownBy(() -> ClippedMoments.of(law, -1)).hasMessageContaining("threshold = -1.0");
    assertThatThrownBy(() -> ClippedMoments.of(law, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> ClippedMoments.of(law, Double.POSITIVE_INFINITY, 1))
        .hasMessageContaining("shift = Infinity");
    assertThatThrownBy(() -> ClippedMoments.of(new SymmetricStable(1.5, 1), 1))
        .hasMessageContaining("no clipped moments in closed form");
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isEqualTo(expected, relative(expected));
  }

  private static Offset<Double> relative(double expected) {
    return within(Tolerance.CLOSED_FORM * Math.max(Math.abs(expected), Double.MIN_NORMAL));
  }
}
