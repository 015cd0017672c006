package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;

/** Beside the numbers of the prediction. */
class ScalarNetChainTest {
  private static final Population LABELS = labels(0, 2);
  private static final Population FOUR =
      Population.of(Sample.of(1, 2), Sample.of(1, 0), Sample.of(2, 1), Sample.of(-1, 0.5));

  private static Population labels(double... y) {
    return Population.of(Sample.of(1, y[0]), Sample.of(1, y[1]));
  }

  /** r/η², with what the finer grid changed. */
  private static Refined rate(Population law, int samples, Sampling sampling, double eta) {
    ScalarNetChain chain = ScalarNetChain.of(law, samples, sampling, eta);
    return Refined.of(cells -> chain.balanceRate(chain.stationary(cells)) / (eta * eta), 1000);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1.116748, 1.019142", "0.05, 1.053607, 0.939527", "0.025, 1.02584, 0.905893"})
  void balance_rates(double eta, double two, double four) {
    Refined labels = rate(LABELS, 1, Sampling.WITH_REPLACEMENT, eta);
    assertThat(labels.value()).isEqualTo(two, within(labels.change() + 0.000002));
    Refined features = rate(FOUR, 1, Sampling.WITH_REPLACEMENT, eta);
    assertThat(features.value()).isEqualTo(four, within(features.change() + 0.000002));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.326073, 0.107331",
    "0.05, 0.307728, 0.101993",
    "0.025, 0.299450, 0.099543",
  })
  void balance_rates_without_replacement(double eta, double two, double three) {
    Refined pairs = rate(FOUR, 2, Sampling.WITHOUT_REPLACEMENT, eta);
    assertThat(pairs.value()).isEqualTo(two, within(pairs.change() + 0.000002));
    Refined triples = rate(FOUR, 3, Sampling.WITHOUT_REPLACEMENT, eta);
    assertThat(triples.value()).isEqualTo(three, within(triples.change() + 0.000002));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.494571", "0.05, 0.463751"})
  void balance_rates_of_pairs_with_replacement(double eta, double two) {
    Refined pairs = rate(FOUR, 2, Sampling.WITH_REPLACEMENT, eta);
    assertThat(pairs.value()).isEqualTo(two, within(pairs.change() + 0.000002));
  }

  @Test
  void a_full_batch_does_not_balance() {
    Refined full = rate(FOUR, 4, Sampling.WITHOUT_REPLACEMENT, 0.1);
    assertThat(full.value()).isEqualTo(0, within(2 * full.change()));
  }

  @ParameterizedTest
  @CsvSource({"0.0125", "0.05", "0.1"})
  void the_mean_of_ln_of_the_factor_of_s_is_0(double eta) {
    ScalarNetChain chain = ScalarNetChain.of(labels(-3, 5), 1, Sampling.WITH_REPLACEMENT, eta);
    GridLaw law = chain.stationary(2000);
    assertThat(chain.neutrality(law)).isEqualTo(0, within(Tolerance.CLOSED_FORM / 100));
    assertThat(law.lowerEdge()).isLessThan(Tolerance.CLOSED_FORM);
  }

  @Test
  void the_depth_1_law() {
    ScalarNetChain chain = ScalarNetChain.of(labels(-3, 5), 1, Sampling.WITH_REPLACEMENT, 0.05);
    Refined mean = Refined.of(cells -> chain.stationary(cells).mean(), 2000);
    Refined variance = Refined.of(cells -> chain.stationary(cells).variance(), 2000);
    Refined fifth = Refined.of(cells -> chain.stationary(cells).cdf(0.2), 2000);
    Refined half = Refined.of(cells -> chain.stationary(cells).cdf(0.5), 2000);
    assertThat(mean.value()).isEqualTo(0.589798, within(mean.change() + 0.000001));
    assertThat(variance.value()).isEqualTo(0.498594, within(variance.change() + 0.000001));
    assertThat(fifth.value()).isEqualTo(0.35187, within(0.0001));
    assertThat(half.value()).isEqualTo(0.61225, within(0.0001));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0125, 0.1822",
    "0.025, 0.3269",
    "0.05, 0.4986",
    "0.075, 0.5068",
    "0.1, 0.3539",
  })
  void the_variance_rises_and_falls_with_the_learning_rate(double eta, double variance) {
    ScalarNetChain chain = ScalarNetChain.of(labels(-3, 5), 1, Sampling.WITH_REPLACEMENT, eta);
    Refined seen = Refined.of(cells -> chain.stationary(cells).variance(), 1000);
    assertThat(seen.value()).isEqualTo(variance, within(seen.change() + 0.0001));
  }

  @Test
  void the_optimum_the_leading_rate_and_the_highest_point() {
    ScalarNetChain chain = ScalarNetChain.of(FOUR, 1, Sampling.WITH_REPLACEMENT, 0.1);
    assertThat(chain.optimum()).isEqualTo(0.5);
    assertThat(chain.leadingRate()).isEqualTo(0.00875, within(Tolerance.CLOSED_FORM));
    assertThat(chain.highest()).isEqualTo(2);
    assertThat(ScalarNetChain.of(FOUR, 2, Sampling.WITHOUT_REPLACEMENT, 0.1).leadingRate())
        .isEqualTo(0.00875 / 3, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void chains_that_collapse_or_blow_up_have_no_grid() {
    assertThatThrownBy(
            () -> ScalarNetChain.of(labels(-3, 5), 1, Sampling.WITH_REPLACEMENT, 0.2).stationary(8))
        .hasMessageContaining("v → 0");
    assertThatThrownBy(
            () -> ScalarNetChain.of(labels(-3, 5), 1, Sampling.WITH_REPLACEMENT, 1).highest())
        .hasMessageContaining("rate = 1.0");
  }
}
