package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.Quadrature;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.problem.SeparableSaturating;

class SymmetricNoiseTest {
  private static final Cauchy NOISE = new Cauchy(0.5);
  private static final double PARTIAL = new SeparableSaturating(1).gradientBound();
  private static final ShiftedPareto SKEWED = new ShiftedPareto(1.5, 1);

  @ParameterizedTest
  @CsvSource({"1000, .0998, .1330", "10000, .0315, .0421", "100000, .00998, .0133"})
  void the_bounds_are_those_of_the_prediction(long steps, double sign, double clip) {
    assertThat(bounds(sign()).expectation(steps)).isEqualTo(sign, printed(4));
    assertThat(bounds(clip()).expectation(steps)).isEqualTo(clip, printed(4));
  }

  @Test
  void a_single_run_is_granted_more() {
    assertThat(bounds(sign()).highProbability(1000, 1e-3)).isEqualTo(.234, printed(3));
    assertThat(bounds(sign()).step(1000) * bounds(sign()).step(1000)).isEqualTo(5e-4, printed(12));
  }

  @Test
  void the_ratios_are_those_that_the_claim_names() {
    assertThat(PARTIAL / sign()).isEqualTo(1.115, printed(3));
    assertThat(PARTIAL / clip()).isEqualTo(1.487, printed(3));
  }

  @ParameterizedTest
  @CsvSource({"2.5, .93620", "0, 1.41260"})
  void under_skewed_noise_the_limit_is_as_predicted(double threshold, double limit) {
    assertThat(new SkewedNoiseLimit(SKEWED, threshold).minimizer()).isEqualTo(limit, printed(5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 2.5, 6})
  void the_excess_is_the_integral_of_the_response(double threshold) {
    SkewedNoiseLimit limit = new SkewedNoiseLimit(SKEWED, threshold);
    double from = limit.minimizer();
    for (double x : new double[] {-7, -1, 0, 0.9, 1.9, 4, 12}) {
      double integral =
          Quadrature.integrate(
              limit::response, Math.min(x, from), Math.max(x, from), 0.25, kinks(threshold));
      assertThat(limit.excess(x))
          .isEqualTo(x < from ? -integral : integral, within(Tolerance.CLOSED_FORM * 12));
    }
  }

  /** Where the least value of the noise reaches −t, 0 or t. */
  private static double[] kinks(double threshold) {
    return new double[] {2 - threshold, 2, 2 + threshold};
  }

  private static SymmetricNoiseBounds bounds(double response) {
    return new SymmetricNoiseBounds(2, 1, 1, 2, PARTIAL / response);
  }

  private static double sign() {
    return SymmetricNoiseBounds.signResponse(NOISE, PARTIAL);
  }

  private static double clip() {
    return SymmetricNoiseBounds.clipResponse(NOISE, PARTIAL, 1);
  }

  /** Half a unit of the last decimal place printed. */
  private static Offset<Double> printed(int places) {
    return within(Math.pow(10, -places) / 2);
  }
}
