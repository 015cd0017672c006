package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.statistics.Hypothesis.LawEquals;
import org.noiseproof.statistics.Hypothesis.MeanAtMost;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.Hypothesis.ProbabilityAtMost;

class HypothesisTest {
  private static void refused(ThrowingCallable statement, String message) {
    assertThatThrownBy(statement)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void statements_that_can_be_true_and_can_fail_by_the_effect_are_accepted() {
    assertThat(new MeanAtMost(0.5, -1, 2, 1.25).effect()).isEqualTo(1.25);
    assertThat(new MeanEquals(0.5, -1, 2, 1.25).effect()).isEqualTo(1.25);
    assertThat(new ProbabilityAtMost(0x1p-20, 0x1p-21).effect()).isEqualTo(0x1p-21);
    assertThat(new LawEquals(x -> x, 0.01).effect()).isEqualTo(0.01);
  }

  @Test
  void a_range_must_be_finite_and_not_empty() {
    refused(() -> new MeanAtMost(0, 1, 1, 1), "lower = 1.0, upper = 1.0");
    refused(() -> new MeanAtMost(0, 2, 1, 1), "lower = 2.0, upper = 1.0");
    refused(() -> new MeanAtMost(0, 0, Double.POSITIVE_INFINITY, 1), "upper = Infinity");
    refused(() -> new MeanAtMost(0, -Double.MAX_VALUE, Double.MAX_VALUE, 1), "upper - lower");
    refused(() -> new MeanAtMost(0, Double.NaN, 1, 1), "lower = NaN");
    refused(() -> new MeanEquals(0, 1, 1, 1), "lower = 1.0, upper = 1.0");
  }

  @Test
  void a_bound_at_an_end_of_the_range_leaves_nothing_to_test() {
    refused(() -> new MeanAtMost(0, 0, 1, 0.5), "bound = 0.0");
    refused(() -> new MeanAtMost(1, 0, 1, 0.5), "bound = 1.0");
    refused(() -> new MeanAtMost(Double.NaN, 0, 1, 0.5), "bound = NaN");
    refused(() -> new MeanEquals(0, 0, 1, 0.5), "value = 0.0");
    refused(() -> new MeanEquals(1, 0, 1, 0.5), "value = 1.0");
    refused(() -> new ProbabilityAtMost(0, 0.5), "bound = 0.0");
    refused(() -> new ProbabilityAtMost(1, 0.5), "bound = 1.0");
  }

  @Test
  void a_failure_by_the_effect_must_be_possible() {
    refused(() -> new MeanAtMost(0.5, 0, 1, 0.5), "bound + effect = 1.0");
    refused(() -> new MeanEquals(0.5, 0, 1.5, 0.5), "value - allowance - effect = 0.0");
    refused(() -> new MeanEquals(0.5, -1, 1, 0.5), "value + allowance + effect = 1.0");
    refused(() -> new MeanEquals(0.5, 0.25, 0, 1.5, 0.25), "value - allowance - effect = 0.0");
    refused(() -> new MeanEquals(0.5, 0.25, -1, 1, 0.25), "value + allowance + effect = 1.0");
    refused(() -> new ProbabilityAtMost(0.5, 0.5), "bound + effect = 1.0");
    refused(() -> new LawEquals(x -> x, 1), "effect = 1.0");
  }

  @Test
  void an_effect_that_is_lost_in_rounding_is_refused() {
    refused(() -> new MeanAtMost(0.5, 0, 1, 0x1p-60), "bound + effect = 0.5");
    refused(() -> new MeanEquals(0.5, 0, 1, 0x1p-60), "value - allowance - effect = 0.5");
    refused(() -> new MeanEquals(0.5, 0.25, 0, 1, 0x1p-60), "value - allowance - effect = 0.25");
    refused(() -> new ProbabilityAtMost(0.5, 0x1p-60), "bound + effect = 0.5");
  }

  @Test
  void an_allowance_is_none_or_positive_and_only_a_value_has_one() {
    assertThat(new MeanEquals(0.5, 0.125, -1, 2, 0.25).allowed()).isEqualTo(0.125);
    assertThat(new MeanEquals(0.5, -1, 2, 0.25).allowed()).isZero();
    assertThat(new MeanAtMost(0.5, -1, 2, 0.25).allowed()).isZero();
    assertThat(new LawEquals(x -> x, 0.25).allowed()).isZero();
    refused(() -> new MeanEquals(0.5, -0.125, -1, 2, 0.25), "allowance = -0.125");
    refused(() -> new MeanEquals(0.5, Double.NaN, -1, 2, 0.25), "allowance = NaN");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.25, Double.NaN, Double.NEGATIVE_INFINITY})
  void an_effect_must_be_positive(double effect) {
    refused(() -> new MeanAtMost(0.5, 0, 1, effect), "effect = " + effect);
    refused(() -> new MeanEquals(0.5, 0, 1, effect), "effect = " + effect);
    refused(() -> new ProbabilityAtMost(0.5, effect), "effect = " + effect);
    refused(() -> new LawEquals(x -> x, effect), "effect = " + effect);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 2, Double.NaN})
  void error_probabilities_are_inside_the_unit_interval(double p) {
    refused(() -> new ErrorBudget(p, 0.5), "alpha = " + p);
    refused(() -> new ErrorBudget(0.5, p), "beta = " + p);
  }
}
