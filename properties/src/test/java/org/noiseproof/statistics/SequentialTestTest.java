package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ForkJoinPool;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
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

  @Test
  void the_decision_has_the_same_bits_for_any_number_of_threads() throws Exception {
    for (Hypothesis hypothesis :
        new Hypothesis[] {
          new MeanEquals(0.5, 0, 1, 0.03), new LawEquals(x -> x, 0.03),
        }) {
      Decision one = decideWith(1, hypothesis);
      assertThat(decideWith(2, hypothesis)).isEqualTo(one);
      assertThat(decideWith(7, hypothesis)).isEqualTo(one);
    }
  }

  private static Decision decideWith(int threads, Hypothesis hypothesis) throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(
              () ->
                  SequentialTest.decide(hypothesis, SequentialTestTest::uniform, BUDGET, 1_000_000))
          .get();
    }
  }
}
