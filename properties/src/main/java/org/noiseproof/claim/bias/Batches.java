package org.noiseproof.claim.bias;

import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/** Orders in which samples are seen: every sample once an epoch, a batch a step. */
final class Batches {
  private Batches() {}

  /** In a new random order every epoch, which depends on the streams and the epoch alone. */
  static LongFunction<MarginProblem> reshuffled(MarginProblem problem, int size, Streams streams) {
    int perEpoch = perEpoch(problem, size);
    return t ->
        slice(
            problem,
            permutation(problem.samples(), streams.replicate(t / perEpoch)),
            (int) (t % perEpoch) * size,
            size);
  }

  /** In the order of the data, every epoch. */
  static LongFunction<MarginProblem> cyclic(MarginProblem problem, int size) {
    int perEpoch = perEpoch(problem, size);
    int[] order = IntStream.range(0, problem.samples()).toArray();
    return t -> slice(problem, order, (int) (t % perEpoch) * size, size);
  }

  /** Steps an epoch; the last batch of an epoch may be smaller. */
  static int perEpoch(MarginProblem problem, int size) {
    return Math.ceilDiv(problem.samples(), size);
  }

  private static MarginProblem slice(MarginProblem problem, int[] order, int from, int size) {
    int to = Math.min(from + size, order.length);
    return problem.select(IntStream.range(from, to).map(i -> order[i]).toArray());
  }

  /** Fisher and Yates' shuffle. */
  private static int[] permutation(int n, RandomStream random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
