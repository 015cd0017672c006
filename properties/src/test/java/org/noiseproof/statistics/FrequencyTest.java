package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.Hypothesis.LawEquals;
import org.noiseproof.statistics.Hypothesis.MeanAtMost;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.Hypothesis.ProbabilityAtMost;

/** Coverage and power over simulated streams, judged by exact binomial bounds. */
class FrequencyTest {
  private static final int STREAMS = 200;
  private static final ErrorBudget BUDGET = new ErrorBudget(0.05, 0.1);

  private static boolean lawMissed(Law law, int stream, double error, boolean naive) {
    LongToDoubleFunction sampler = law.sampler("coverage/" + stream);
    double[] fractions = Capital.againstAtMost(0.5, 0, 1, 0.25).fractions();
    MeanBand band = new MeanBand(fractions, fractions);
    double sum = 0;
    double squares = 0;
    int next = 1;
    for (int n = 1; n <= 300; n++) {
      double x = sampler.applyAsDouble(n);
      band.observe(x);
      sum += x;
      squares += x * x;
      if (n == next) {
        next = n + 1 + n / 2;
        double mean = sum / n;
        double deviation = 1.64 * Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
        double lower = naive ? mean - deviation : band.lower(error);
        double upper = naive ? mean + deviation : band.upper(error);
        if (lower > law.mean() || upper < law.mean()) {
          return true;
        }
      }
    }
    return false;
  }

  private static int misses(Law law, boolean naive) {
    int misses = 0;
    for (int stream = 0; stream < STREAMS; stream++) {
      misses += lawMissed(law, stream, 0.05, naive) ? 1 : 0;
    }
    return misses;
  }

  @ParameterizedTest
  @EnumSource
  void the_confidence_sequence_misses_the_mean_at_any_time_with_at_most_its_errors(Law law) {
    assertThat(misses(law, false)).isLessThanOrEqualTo(Binomial.most(STREAMS, 2 * 0.05));
  }

  @Test
  void a_fixed_size_interval_looked_at_again_and_again_is_caught() {
    assertThat(misses(Law.UNIFORM, true)).isGreaterThan(Binomial.most(STREAMS, 2 * 0.05));
  }

  /** How often a hypothesis gets a verdict over independent streams of a law. */
  private static int count(Verdict verdict, Hypothesis hypothesis, LongToDoubleFunction uniform) {
    int count = 0;
    for (int stream = 0; stream < STREAMS; stream++) {
      long offset = stream * 100_000L;
      Verdict found =
          SequentialTest.decide(hypothesis, r -> uniform.applyAsDouble(offset + r), BUDGET, 100_000)
              .verdict();
      count += found == verdict ? 1 : 0;
    }
    return count;
  }

  private static LongToDoubleFunction uniform(String experiment) {
    Streams streams = Streams.of(1, "Frequency/" + experiment);
    return r -> streams.replicate(r).nextUniform();
  }

  private static void assertSound(
      Hypothesis statement,
      LongToDoubleFunction whereTrue,
      LongToDoubleFunction whereItFailsByTheEffect,
      LongToDoubleFunction whereItFailsByTwice) {
    assertThat(count(Verdict.VIOLATED, statement, whereTrue))
        .as("true, found VIOLATED")
        .isLessThanOrEqualTo(Binomial.most(STREAMS, BUDGET.alpha()));
    assertThat(STREAMS - count(Verdict.HOLDS, statement, whereTrue))
        .as("true, not found to HOLD")
        .isLessThanOrEqualTo(Binomial.most(STREAMS, BUDGET.beta()));
    assertThat(count(Verdict.HOLDS, statement, whereItFailsByTheEffect))
        .as("fails by Δ, found to HOLD")
        .isLessThanOrEqualTo(Binomial.most(STREAMS, BUDGET.beta()));
    assertThat(STREAMS - count(Verdict.VIOLATED, statement, whereItFailsByTwice))
        .as("fails by 2Δ, not found VIOLATED")
        .isLessThanOrEqualTo(Binomial.most(STREAMS, BUDGET.beta()));
  }

  @Test
  void a_bounded_mean_is_decided_within_its_errors() {
    LongToDoubleFunction u = uniform("mean");
    assertSound(
        new MeanAtMost(0.5, 0, 2, 0.125),
        u,
        r -> u.applyAsDouble(r) + 0.125,
        r -> u.applyAsDouble(r) + 0.25);
  }

  @Test
  void a_mean_of_a_given_value_is_decided_within_its_errors() {
    LongToDoubleFunction u = uniform("value");
    assertSound(
        new MeanEquals(0.5, -1, 2, 0.125),
        u,
        r -> u.applyAsDouble(r) - 0.125,
        r -> u.applyAsDouble(r) + 0.25);
  }

  @Test
  void a_mean_within_an_allowance_is_decided_within_its_errors() {
    LongToDoubleFunction u = uniform("allowance");
    assertSound(
        new MeanEquals(0.5, 0.0625, -1, 2, 0.125),
        r -> u.applyAsDouble(r) - 0.0625,
        r -> u.applyAsDouble(r) + 0.1875,
        r -> u.applyAsDouble(r) - 0.3125);
  }

  @Test
  void a_rare_event_is_decided_within_its_errors() {
    LongToDoubleFunction u = uniform("event");
    assertSound(
        new ProbabilityAtMost(1.0 / 64, 1.0 / 64),
        r -> u.applyAsDouble(r) < 1.0 / 64 ? 1 : 0,
        r -> u.applyAsDouble(r) < 2.0 / 64 ? 1 : 0,
        r -> u.applyAsDouble(r) < 3.0 / 64 ? 1 : 0);
  }

  @Test
  void a_law_is_decided_within_its_errors() {
    LongToDoubleFunction u = uniform("law");
    // x^p is at distance 1/4 from x where p^(1/(1−p)) − p^(p/(1−p)) is: at p = 2.
    assertSound(
        new LawEquals(x -> x, 0.25),
        u,
        r -> u.applyAsDouble(r) * u.applyAsDouble(r),
        r -> Math.pow(u.applyAsDouble(r), 6.4));
  }
}
