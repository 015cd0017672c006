package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sampling;
import org.noiseproof.problem.SampledGradient;

/** Which sample of a population each lane takes next. */
sealed interface LaneChoices {

  /** The next choice of every lane: whole numbers from 0 to N − 1. */
  void next(long[] into);

  /** As the oracle samples. */
  static LaneChoices of(
      SampledGradient oracle, Population population, int batch, LaneRandom random, int lanes) {
    return oracle.sampling() == Sampling.WITH_REPLACEMENT
        ? new Independent(random, population.size())
        : new Shuffle(random, population.size(), batch, lanes);
  }

  /** Each anew. */
  record Independent(LaneRandom random, int population) implements LaneChoices {
    @Override
    public void next(long[] into) {
      random.indices(population, into);
    }
  }

  /**
   * The first places of a shuffle of Fisher and Yates. Each batch begins with all in order: what
   * the last one changed is put back, which costs S writes and not N.
   */
  final class Shuffle implements LaneChoices {
    private final LaneRandom random;
    private final int population;
    private final int batch;
    private final int[] order;
    private final int[][] changed;
    private int k;

    Shuffle(LaneRandom random, int population, int batch, int lanes) {
      this.random = random;
      this.population = population;
      this.batch = batch;
      order = new int[Math.multiplyExact(population, lanes)];
      Arrays.setAll(order, place -> place % population);
      changed = new int[batch][lanes];
    }

    @Override
    public void next(long[] into) {
      random.indices(population - k, into);
      int[] others = changed[k];
      for (int l = 0; l < into.length; l++) {
        int base = l * population;
        int other = base + k + (int) into[l];
        into[l] = order[other];
        order[other] = order[base + k];
        others[l] = other;
      }
      k++;
      if (k == batch) {
        restore();
        k = 0;
      }
    }

    private void restore() {
      for (int[] others : changed) {
        for (int l = 0; l < others.length; l++) {
          order[others[l]] = others[l] - l * population;
        }
      }
    }
  }
}
