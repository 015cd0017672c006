package org.noiseproof.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity.Linear;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.GaussianTeacher;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Batches: which samples, how often, and which cannot be drawn. */
class SampledGradientTest {
  private static final Streams STREAMS = Streams.of(5, "batches");

  /** ½(w − y)²: at w = 0 the gradient is −y, so a row tells its sample. */
  private static final Population FIVE =
      new Population(IntStream.range(0, 5).mapToObj(k -> Sample.of(1, -k)).toList());

  private static SampledGradient oracle(Sampling sampling) {
    return new SampledGradient(DeepLinear.of(1, 1), FIVE, sampling);
  }

  @Test
  void without_replacement_a_whole_batch_has_every_sample_once() {
    for (int r = 0; r < 20; r++) {
      double[] rows =
          oracle(Sampling.WITHOUT_REPLACEMENT).sample(new double[1], 5, STREAMS.replicate(r));
      assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
  }

  @Test
  void with_replacement_every_tuple_and_without_every_ordered_subset_is_as_likely_as_any_other() {
    for (Sampling sampling : Sampling.values()) {
      Map<List<Double>, Long> seen = new HashMap<>();
      for (int r = 0; r < 20_000; r++) {
        double[] rows = oracle(sampling).sample(new double[1], 2, STREAMS.replicate(r));
        seen.merge(Arrays.stream(rows).boxed().toList(), 1L, Long::sum);
      }
      long[] counts = seen.values().stream().mapToLong(n -> n).toArray();
      assertThat(counts).hasSize(sampling == Sampling.WITH_REPLACEMENT ? 25 : 20);
      double[] expected = new double[counts.length];
      Arrays.fill(expected, 20_000.0 / counts.length);
      assertThat(new ChiSquareTest().chiSquareTest(expected, counts)).isGreaterThan(0.001);
    }
  }

  @Test
  void kappa_is_the_variance_of_the_mean_of_a_batch_over_that_of_one_sample() {
    for (int batch = 1; batch <= 4; batch++) {
      for (Sampling sampling : Sampling.values()) {
        double squares = 0;
        int count = 0;
        for (int code = 0; code < Math.pow(5, batch); code++) {
          int[] digits = new int[batch];
          for (int k = 0, rest = code; k < batch; k++, rest /= 5) {
            digits[k] = rest % 5;
          }
          if (sampling == Sampling.WITH_REPLACEMENT
              || Arrays.stream(digits).distinct().count() == batch) {
            double deviation = Arrays.stream(digits).sum() - 2.0 * batch;
            squares += deviation * deviation; // integers: exact
            count++;
          }
        }
        double variance = squares / count / (batch * batch);
        double one = 2; // of 0 … 4
        assertThat(sampling.noise(5, batch) * one)
            .isCloseTo(variance, Offset.offset(Math.ulp(8 * variance)));
      }
    }
    assertThat(Sampling.WITHOUT_REPLACEMENT.noise(5, 5)).isZero();
    assertThat(Sampling.WITHOUT_REPLACEMENT.noise(1, 1)).isZero();
  }

  @Test
  void what_cannot_be_drawn_is_refused() {
    assertThatThrownBy(
            () ->
                oracle(Sampling.WITHOUT_REPLACEMENT).sample(new double[1], 6, STREAMS.replicate(0)))
        .hasMessageContaining("batch = 6")
        .hasMessageContaining("batch ≤ 5");
    assertThatThrownBy(
            () -> oracle(Sampling.WITH_REPLACEMENT).sample(new double[1], 0, STREAMS.replicate(0)))
        .hasMessageContaining("batch = 0");
    assertThatThrownBy(
            () ->
                new SampledGradient(
                    DeepLinear.of(1, 1),
                    new GaussianTeacher(List.of(1.0), 1),
                    Sampling.WITHOUT_REPLACEMENT))
        .hasMessageContaining("a population");
    assertThatThrownBy(() -> new SampledGradient(DeepLinear.of(2, 1), FIVE))
        .hasMessageContaining("1 features");
    assertThatThrownBy(() -> Population.of(Sample.of(1, 1), Sample.of(new double[] {1, 2}, 1)))
        .hasMessageContaining("sample 1 has 2 features");
    assertThatThrownBy(() -> Sample.of(Double.NaN, 1)).hasMessageContaining("x = [NaN]");
    assertThatThrownBy(() -> new Population(List.of())).hasMessageContaining("samples = []");
  }

  @Test
  void a_run_of_it_refuses_what_it_cannot_show() {
    assertThatThrownBy(() -> run(6, new Observable.Last(Linear.coordinate(0))))
        .hasMessageContaining("batch = 6");
    assertThatThrownBy(() -> run(1, new Observable.Last(Linear.coordinate(1))))
        .hasMessageContaining("quantities of 1 coordinates");
    assertThatThrownBy(() -> run(1, new Observable.Last(ProblemQuantity.VALUE)))
        .hasMessageContaining("quantities of points");
    assertThatThrownBy(() -> run(1, new Observable.At(Linear.coordinate(0), 3)))
        .hasMessageContaining("steps below 3");
    assertThatThrownBy(() -> run(1, new Observable.Average(Linear.coordinate(0), 3)))
        .hasMessageContaining("steps below 3");
  }

  private static EnsembleSpec run(int batch, Observable observable) {
    return EnsembleSpec.of(
        oracle(Sampling.WITHOUT_REPLACEMENT),
        batch,
        new Mean(),
        new Sgd(1, 0, 0, false, 0),
        new double[1],
        3,
        observable);
  }
}
