package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Populations;

/** Stationary laws and growth exponents beside the numbers of the prediction. */
class StationaryNetsTest {
  private static final SaddleGrowth SIGNS = new SaddleGrowth(1, 4);

  @Test
  void the_gamma_law_of_depth_1() {
    DepthOneLaw law = new DepthOneLaw(1, 16, 0.05);
    assertThat(law.mean()).isEqualTo(0.6, within(Tolerance.CLOSED_FORM));
    assertThat(law.variance()).isEqualTo(0.48, within(Tolerance.CLOSED_FORM));
    assertThat(law.law().getMean()).isEqualTo(law.mean(), within(Tolerance.CLOSED_FORM));
    assertThat(law.law().getVariance()).isEqualTo(law.variance(), within(Tolerance.CLOSED_FORM));
    assertThat(law.law().cumulativeProbability(0.2)).isEqualTo(0.3466, within(0.0001));
    assertThat(law.law().cumulativeProbability(0.5)).isEqualTo(0.5952, within(0.0001));
    assertThat(DepthOneLaw.mostFluctuating(1, 16)).isEqualTo(0.0625);
    assertThat(DepthOneLaw.collapse(1, 16)).isEqualTo(0.125);
    assertThatThrownBy(() -> new DepthOneLaw(1, 16, 0.125)).hasMessageContaining("temperature");
  }

  @Test
  void the_general_law_is_the_gamma_law_at_depth_1() {
    GridLaw general =
        DiagonalNetLaw.of(Populations.labels(1, 5, -3), 2, 0.05)
            .on(Grid.logarithmic(StrictMath.exp(-40), 30, 4000));
    DepthOneLaw law = new DepthOneLaw(1, 16, 0.05);
    assertThat(general.mean()).isEqualTo(law.mean(), within(0.00001));
    assertThat(general.variance()).isEqualTo(law.variance(), within(0.00001));
    for (double v = 0.05; v < 4; v += 0.05) {
      assertThat(general.cdf(v)).isEqualTo(law.law().cumulativeProbability(v), within(0.00002));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.08, 0.4923, 0.5622", "0.04, 0.4962, 0.5273", "0.02, 0.4981, 0.5121"})
  void the_mean_of_depth_2(double eta, double diffusion, double simulated) {
    double mean =
        DiagonalNetLaw.of(Populations.labels(1, 0, 2), 3, eta)
            .on(Grid.logarithmic(0.008, 8, 4000))
            .expectation(Math::cbrt);
    assertThat((1 - mean) / eta).isEqualTo(diffusion, within(0.0001));
    List<DoubleUnaryOperator> maps =
        Stream.of(0, 2)
            .<DoubleUnaryOperator>map(y -> v -> v * Math.pow(1 - eta * (v - y) * Math.cbrt(v), 3))
            .toList();
    Refined chain =
        Refined.of(
            cells ->
                TransferMatrix.of(maps, Grid.logarithmic(0.008, 1.9999, cells))
                    .stationary()
                    .expectation(v -> (1 - Math.cbrt(v)) / eta),
            4000);
    assertThat(chain.value()).isEqualTo(simulated, within(0.002));
  }

  @Test
  void the_exponents_at_four_learning_rates() {
    assertThat(SIGNS.exponent(0.10)).isEqualTo(0.02440, within(0.00001));
    assertThat(SIGNS.exponent(0.12)).isEqualTo(0.01186, within(0.00001));
    assertThat(SIGNS.exponent(0.13)).isEqualTo(0.00324, within(0.00001));
    assertThat(SIGNS.exponent(0.15)).isEqualTo(-0.01911, within(0.00001));
    assertThat(SIGNS.diffusionExponent(0.13)).isEqualTo(-0.0052, within(Tolerance.CLOSED_FORM));
    assertThat(SIGNS.modifiedExponent(0.13)).isEqualTo(-0.01365, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void the_thresholds() {
    assertThat(SIGNS.threshold()).isEqualTo(2 / 15.0, within(Tolerance.CLOSED_FORM));
    assertThat(SIGNS.secondThreshold()).isEqualTo(0.437851, within(0.000001));
    assertThat(SIGNS.diffusionThreshold()).isEqualTo(0.125);
    assertThat(SIGNS.modifiedThreshold()).isEqualTo(0.117647, within(0.000001));
    assertThat(SIGNS.exponent(SIGNS.threshold())).isEqualTo(0, within(Tolerance.CLOSED_FORM));
    assertThat(SIGNS.exponent(SIGNS.secondThreshold())).isEqualTo(0, within(Tolerance.CLOSED_FORM));
  }

  @ParameterizedTest
  @CsvSource({"5, 0.87289, 0.9615", "10, 0.96868, 0.9901", "20, 0.99244, 0.9975"})
  void the_threshold_under_gaussian_noise(double sigma, double exact, double modified) {
    SaddleGrowth growth = new SaddleGrowth(1, sigma);
    double unit = growth.diffusionThreshold();
    assertThat(growth.gaussianThreshold() / unit).isEqualTo(exact, within(0.00001));
    assertThat(growth.modifiedThreshold() / unit).isEqualTo(modified, within(0.0001));
    assertThat(growth.expandedThreshold(3) / unit)
        .isEqualTo(exact, within(16 / StrictMath.pow(sigma, 4)));
    assertThat(growth.expandedThreshold(1))
        .isEqualTo(growth.threshold(), within(3 / StrictMath.pow(sigma, 6)));
  }
}
