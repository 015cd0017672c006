package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.TwoPoint;

class MinimaxBoundTest {

  @ParameterizedTest
  @CsvSource({"16, .1313", "64, .1337", "256, .1343", "1024, .1344"})
  void the_constant_has_the_values_of_the_catalogue(int n, double constant) {
    assertThat(MinimaxBound.constant(1.5, 1, n)).isEqualTo(constant, printed(4));
  }

  @ParameterizedTest
  @CsvSource({"1.1, .1710, 4", "1.25, .1445, 4", "1.5, .13478, 5", "2, .1392, 4"})
  void so_has_the_best_constant(double p, double constant, int digits) {
    double c = MinimaxBound.bestC(p);
    double best = MinimaxBound.limit(p, c);
    assertThat(best).isEqualTo(constant, printed(digits));
    assertThat(MinimaxBound.limit(p, 0.99 * c)).isLessThan(best);
    assertThat(MinimaxBound.limit(p, 1.01 * c)).isLessThan(best);
  }

  @Test
  void nothing_is_learnt_at_p_1() {
    assertThat(MinimaxBound.bestC(1)).isZero();
    assertThat(MinimaxBound.limit(1, Double.MIN_NORMAL)).isEqualTo(0.25);
  }

  @ParameterizedTest
  @CsvSource({"16, .178", "64, .182", "1024, .184"})
  void a_deviation_has_the_probability_of_the_catalogue(int n, double probability) {
    assertThat(MinimaxBound.deviationProbability(1.0 / n, n)).isEqualTo(probability, printed(3));
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "1.5, 64", "2, 1000"})
  void the_constant_is_the_bayes_risk_in_its_unit(double p, int n) {
    double probability = 0.7 / n;
    double moment = 3;
    double height = moment * Math.pow(probability, -1 / p);
    double unit = moment * moment * Math.pow(n, -PerSampleClipBounds.rate(p));
    double risk = MinimaxBound.bayesRisk(probability, height, n);
    assertThat(risk / unit)
        .isEqualTo(MinimaxBound.constant(p, 0.7, n), within(Tolerance.CLOSED_FORM));
  }

  @ParameterizedTest
  @CsvSource({"16, 2.165", "64, 2.182", "256, 2.187", "1024, 2.188"})
  void per_sample_clipping_is_within_a_small_factor_of_it(int n, double ratio) {
    double probability = 1.0 / n;
    double height = Math.pow(probability, -1 / 1.5);
    PerSampleClipRisk risk = PerSampleClipRisk.of(new TwoPoint(probability, height), 0, 1, 1.5, n);
    assertThat(risk.meanSquaredError() / 2 / MinimaxBound.bayesRisk(probability, height, n))
        .isEqualTo(ratio, printed(3));
  }

  private static Offset<Double> printed(int digits) {
    return within(0.51 * Math.pow(10, -digits));
  }
}
