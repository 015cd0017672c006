package org.noiseproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.loss.Sampling;

/** Every batch that can be drawn from a population, each as likely as every other. */
public final class Batches {
  private Batches() {}

  /**
   * The N^S tuples with replacement, the subsets without, as indices from 0.
   *
   * @param population N ≥ 1
   * @param samples S ≥ 1, without replacement at most N
   */
  public static List<int[]> of(int population, int samples, Sampling sampling) {
    sampling.require(population, samples);
    List<int[]> batches = new ArrayList<>();
    extend(new int[0], population, samples, sampling, batches);
    return batches;
  }

  private static void extend(
      int[] chosen, int population, int samples, Sampling sampling, List<int[]> batches) {
    if (chosen.length == samples) {
      batches.add(chosen);
      return;
    }
    int first =
        sampling == Sampling.WITH_REPLACEMENT || chosen.length == 0
            ? 0
            : chosen[chosen.length - 1] + 1;
    for (int k = first; k < population; k++) {
      int next = k;
      extend(
          IntStream.range(0, chosen.length + 1)
              .map(i -> i < chosen.length ? chosen[i] : next)
              .toArray(),
          population,
          samples,
          sampling,
          batches);
    }
  }
}
