package org.noiseproof.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.Hypothesis.MeanEquals;

/**
 * How many samples the sequential test needs for E Z = μ, beside the fixed-size test of a bounded
 * mean by Dvoretzky-Kiefer-Wolfowitz with the same α, β and Δ; prints the table of
 * docs/statistics.md and checks that the page has these very rows.
 */
class SampleSizeTest {
  private static final ErrorBudget BUDGET = new ErrorBudget(1e-8, 1e-5);
  private static final int STREAMS = 9;

  private record Case(String law, double mean, double effect, ToSample sample) {}

  private interface ToSample {
    double draw(RandomStream stream);
  }

  private static final List<Case> CASES =
      List.of(
          new Case("Bernoulli(1/2)", 0.5, 0.02, s -> s.nextUniform() < 0.5 ? 1 : 0),
          new Case("uniform on [0, 1]", 0.5, 0.02, RandomStream::nextUniform),
          new Case(
              "mean of 4 uniforms",
              0.5,
              0.02,
              s -> (s.nextUniform() + s.nextUniform() + s.nextUniform() + s.nextUniform()) / 4),
          new Case("1/2 ± 1/100", 0.5, 0.02, s -> 0.5 + 0.01 * s.nextSign()),
          new Case("Bernoulli(1/100)", 0.01, 0.005, s -> s.nextUniform() < 0.01 ? 1 : 0));

  /**
   * The least n for which the bands of width √(ln(2/α)/(2n)) and √(ln(2/β)/(2n)), times the range
   * 1, add up to Δ: as min_num_samples_for_dkwm_mean_test of TensorFlow Probability counts.
   */
  private static long fixedSize(double effect) {
    double bands =
        Math.sqrt(StrictMath.log(2 / BUDGET.alpha()) / 2)
            + Math.sqrt(StrictMath.log(2 / BUDGET.beta()) / 2);
    return (long) Math.ceil(bands / effect * (bands / effect));
  }

  /** The median number of samples over independent streams. */
  private static long median(Case law, double shift, Verdict expected) {
    Hypothesis statement = new MeanEquals(law.mean + shift, 0, 1, law.effect);
    long[] samples = new long[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
      Streams streams = Streams.of(1, "SampleSize/" + law.law + "/" + i);
      LongToDoubleFunction sampler = r -> law.sample.draw(streams.replicate(r));
      Decision decision = SequentialTest.decide(statement, sampler, BUDGET, 10_000_000);
      assertThat(decision.verdict()).isEqualTo(expected);
      samples[i] = decision.samples();
    }
    Arrays.sort(samples);
    return samples[STREAMS / 2];
  }

  @Test
  void the_sequential_test_needs_fewer_samples_than_the_fixed_size_one() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Case law : CASES) {
      long fixed = fixedSize(law.effect);
      long holds = median(law, 0, Verdict.HOLDS);
      long violated = median(law, 2 * law.effect, Verdict.VIOLATED);
      rows.add(
          "| %s | %s | %d | %d | %.1f | %d | %.1f |"
              .formatted(
                  law.law,
                  law.effect,
                  fixed,
                  holds,
                  fixed / (double) holds,
                  violated,
                  fixed / (double) violated));
      assertThat(holds).isLessThan(fixed);
      assertThat(violated).isLessThan(fixed);
    }
    String table = String.join("\n", rows);
    System.out.println(table);
    assertThat(Files.readString(Path.of("../docs/statistics.md"))).contains(table);
  }
}
