package org.noiseproof.symmetry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;

/** Every batch that can be drawn from a population, each as likely as every other. */
public final class EveryBatch {
  private EveryBatch() {}

  private static final int MOST = 1 << 20;

  /** In all batches together. */
  private static final int MOST_SAMPLES = 1 << 25;

  /**
   * With replacement the N^S tuples in lexicographic order, without the subsets of S samples.
   *
   * @throws IllegalArgumentException where there are more than 2²⁰, or more than 2²⁵ samples in all
   */
  public static List<List<Sample>> of(Population population, int batch, Sampling sampling) {
    int n = population.size();
    sampling.require(n, batch);
    List<List<Sample>> all = new ArrayList<>();
    switch (sampling) {
      case WITHOUT_REPLACEMENT -> {
        requireFew(n, batch, CombinatoricsUtils.binomialCoefficientDouble(n, batch));
        Iterator<int[]> subsets = CombinatoricsUtils.combinationsIterator(n, batch);
        subsets.forEachRemaining(subset -> all.add(samples(population, subset)));
      }
      case WITH_REPLACEMENT -> {
        double count = Math.pow(n, batch);
        requireFew(n, batch, count);
        for (int index = 0; index < count; index++) {
          int[] tuple = new int[batch];
          for (int k = batch - 1, rest = index; k >= 0; k--, rest /= n) {
            tuple[k] = rest % n;
          }
          all.add(samples(population, tuple));
        }
      }
    }
    return List.copyOf(all);
  }

  private static void requireFew(int n, int batch, double count) {
    if (count > MOST) {
      throw new IllegalArgumentException(
          "batch = %d is out of range: of a population of %d there are more than %,d such batches"
              .formatted(batch, n, MOST));
    }
    if (count * batch > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "batch = %d is out of range: of a population of %d all batches have more than %,d samples"
              .formatted(batch, n, MOST_SAMPLES));
    }
  }

  private static List<Sample> samples(Population population, int[] chosen) {
    List<Sample> samples = new ArrayList<>();
    for (int k : chosen) {
      samples.add(population.get(k));
    }
    return List.copyOf(samples);
  }
}
