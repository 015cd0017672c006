package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import org.noiseproof.fast.LaneChoice;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/**
 * Draws of one law for all lanes, each lane from its own replicate's stream: the bits of {@link
 * NoiseLaw#sample} there.
 */
sealed interface LaneNoise permits LaneNoise.LaneByLane, VectorNoise {

  /** The next draw of every lane. */
  void draw(double[] into);

  /** Of the replicates from first on, from the beginning of their streams. */
  static LaneNoise of(NoiseLaw law, Streams streams, long first, int lanes) {
    return LaneChoice.ofThisMachine().bits() == 0
        ? LaneByLane.of(law, streams, first, lanes)
        : VectorNoise.of(law, streams, first, lanes);
  }

  /** As the law itself does it, where there is no Vector API. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record LaneByLane(NoiseLaw law, RandomStream[] random) implements LaneNoise {

    static LaneByLane of(NoiseLaw law, Streams streams, long first, int lanes) {
      RandomStream[] random = new RandomStream[lanes];
      Arrays.setAll(random, l -> streams.replicate(first + l));
      return new LaneByLane(law, random);
    }

    @Override
    public void draw(double[] into) {
      for (int l = 0; l < random.length; l++) {
        into[l] = law.sample(random[l]);
      }
    }
  }
}
