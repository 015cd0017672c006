package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.Hypothesis.LawEquals;
import org.noiseproof.statistics.Hypothesis.MeanAtMost;
import org.noiseproof.statistics.Hypothesis.MeanEquals;
import org.noiseproof.statistics.Hypothesis.ProbabilityAtMost;

class SequentialTestTest {
  private static final ErrorBudget BUDGET = new ErrorBudget(1e-8, 1e-5);
  private static final Streams STREAMS = Streams.of(1, "SequentialTest");

  private static double uniform(long replicate) {
    return STREAMS.replicate(replicate).nextUniform();
  }

  private static LongToDoubleFunction event(double probability) {
    return r -> uniform(r) < probability ? 1 : 0;
  }

  private static Verdict verdict(Hypothesis hypothesis, LongToDoubleFunction sampler) {
    return SequentialTest.decide(hypothesis, sampler, BUDGET, 10_000_000).verdict();
  }

  @Test
  void true_statements_hold() {
    LongToDoubleFunction uniform = SequentialTestTest::uniform;
    assertThat(verdict(new MeanAtMost(0.5, 0, 1, 0.02), uniform)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(new MeanEquals(0.5, 0, 1, 0.02), uniform)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(new ProbabilityAtMost(1e-3, 1e-3), event(1e-3))).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(new LawEquals(x -> x, 0.02), uniform)).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void false_statements_are_violated() {
    LongToDoubleFunction uniform = SequentialTestTest::uniform;
    assertThat(verdict(new MeanAtMost(0.48, 0, 1, 0.01), uniform)).isEqualTo(Verdict.VIOLATED);
    assertThat(verdict(new MeanEquals(0.52, 0, 1, 0.01), uniform)).isEqualTo(Verdict.VIOLATED);
    assertThat(verdict(new ProbabilityAtMost(1e-3, 1e-3), event(3e-3))).isEqualTo(Verdict.VIOLATED);
    assertThat(verdict(new LawEquals(x -> x, 0.01), r -> Math.pow(uniform(r), 1.1)))
        .isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void a_sample_out_of_range_is_named_with_its_replicate() {
    assertThatThrownBy(() -> verdict(new MeanAtMost(0.5, 0, 1, 0.1), r -> r == 17 ? 1.5 : r % 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Z = 1.5 of replicate 17");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 127, 128, 129, 1000, 4000})
  void an_even_match_is_given_up_when_the_samples_are_used_up(long maxSamples) {
    Set<Long> drawn = ConcurrentHashMap.newKeySet();
    Decision decision =
        SequentialTest.decide(
            new MeanAtMost(0.5, 0, 1, 0.01),
            r -> {
              assertThat(drawn.add(r)).as("replicate %d is drawn once", r).isTrue();
              return r % 2;
            },
            BUDGET,
            maxSamples);
    assertThat(decision.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(decision.samples()).isEqualTo(maxSamples);
    assertThat(decision.path().getLast().samples()).isEqualTo(maxSamples);
    assertThat(drawn).hasSize((int) maxSamples).contains(0L, maxSamples - 1);
  }

  @Test
  void no_more_than_an_eighth_is_drawn_in_vain() {
    for (double mean : new double[] {0.51, 0.52, 0.55, 0.6, 0.75, 1}) {
      LongAdder drawn = new LongAdder();
      Decision decision =
          SequentialTest.decide(
              new MeanAtMost(0.5, 0, 1, 0.01),
              r -> {
                drawn.increment();
                return mean;
              },
              BUDGET,
              1_000_000);
      assertThat(decision.verdict()).isEqualTo(Verdict.VIOLATED);
      assertThat(drawn.sum())
          .isBetween(
              decision.samples(), decision.samples() + Math.max(128, decision.samples() / 8));
    }
  }

  @Test
  void blocks_are_whole_multiples_of_the_first() {
    List<Integer> blocks = new ArrayList<>();
    SequentialTest.Sampler even =
        (first, count) -> {
          blocks.add(count);
          double[] z = new double[count];
          Arrays.setAll(z, i -> (first + i) % 2);
          return z;
        };
    SequentialTest.decide(new MeanAtMost(0.5, 0, 1, 0.01), even, BUDGET, 128 * 32);
    assertThat(blocks).startsWith(128, 128).allMatch(count -> count % 128 == 0).contains(256);
  }

  @Test
  void a_law_stops_at_its_last_check_however_many_samples_are_allowed() {
    Decision decision =
        SequentialTest.decide(
            new LawEquals(x -> x, 0.1), SequentialTestTest::uniform, BUDGET, Long.MAX_VALUE);
    assertThat(decision.verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void a_sample_that_is_drawn_but_not_needed_may_be_anything() {
    Decision decision =
        SequentialTest.decide(
            new MeanAtMost(0.5, 0, 1, 0.01), r -> r < 60 ? 1 : Double.NaN, BUDGET, 1000);
    assertThat(decision.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(decision.samples()).isLessThan(60);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void at_least_one_sample_must_be_allowed(long maxSamples) {
    assertThatThrownBy(
            () ->
                SequentialTest.decide(new MeanAtMost(0.5, 0, 1, 0.01), r -> 0, BUDGET, maxSamples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxSamples = " + maxSamples);
  }

  @Test
  void the_decision_has_the_same_bits_for_any_number_of_threads() throws Exception {
    LongToDoubleFunction u = SequentialTestTest::uniform;
    assertSameBits(new MeanAtMost(0.5, 0, 1, 0.03), u);
    assertSameBits(new MeanEquals(0.5, 0, 1, 0.03), u);
    assertSameBits(new ProbabilityAtMost(0.01, 0.01), event(0.02));
    assertSameBits(new LawEquals(x -> x, 0.03), u);
  }

  private static void assertSameBits(Hypothesis hypothesis, LongToDoubleFunction sampler)
      throws Exception {
    Decision one = decideWith(1, hypothesis, sampler);
    assertThat(decideWith(2, hypothesis, sampler)).isEqualTo(one);
    assertThat(decideWith(7, hypothesis, sampler)).isEqualTo(one);
  }

  private static Decision decideWith(
      int threads, Hypothesis hypothesis, LongToDoubleFunction sampler) throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(() -> SequentialTest.decide(hypothesis, sampler, BUDGET, 1_000_000)).get();
    }
  }
}
