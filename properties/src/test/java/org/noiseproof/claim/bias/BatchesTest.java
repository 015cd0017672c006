package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.random.Streams;

class BatchesTest {
  private static final MarginProblem EIGHT = EightSamples.PROBLEM;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void every_epoch_has_every_sample_once(int size) {
    LongFunction<MarginProblem> batches = Batches.reshuffled(EIGHT, size, Streams.of(1, "batches"));
    int perEpoch = Batches.perEpoch(EIGHT, size);
    for (int epoch = 0; epoch < 4; epoch++) {
      assertThat(samples(batches, (long) epoch * perEpoch, perEpoch))
          .containsExactlyInAnyOrderElementsOf(samples(Batches.cyclic(EIGHT, 8), 0, 1));
    }
  }

  @Test
  void a_step_alone_has_the_batch_that_it_has_in_the_run() {
    LongFunction<MarginProblem> batches = Batches.reshuffled(EIGHT, 2, Streams.of(1, "batches"));
    List<String> run = samples(batches, 0, 40);
    LongFunction<MarginProblem> again = Batches.reshuffled(EIGHT, 2, Streams.of(1, "batches"));
    assertThat(samples(again, 17, 1)).isEqualTo(run.subList(34, 36));
    assertThat(samples(batches, 0, 4)).isNotEqualTo(samples(batches, 4, 4));
  }

  @Test
  void in_turn_is_the_order_of_the_data() {
    assertThat(samples(Batches.cyclic(EIGHT, 3), 3, 3))
        .isEqualTo(samples(Batches.cyclic(EIGHT, 8), 0, 1));
    assertThat(Batches.cyclic(EIGHT, 3).apply(2).samples()).isEqualTo(2);
  }

  private static List<String> samples(LongFunction<MarginProblem> batches, long from, int count) {
    List<String> samples = new ArrayList<>();
    for (long t = from; t < from + count; t++) {
      MarginProblem batch = batches.apply(t);
      for (int i = 0; i < batch.samples(); i++) {
        samples.add(batch.data().label(i) + Arrays.toString(batch.data().input(i)));
      }
    }
    return samples;
  }
}
