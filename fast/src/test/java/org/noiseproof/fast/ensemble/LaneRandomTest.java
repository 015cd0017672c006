package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/** Indices and normal numbers of lanes are those of their streams, with the Vector API and not. */
class LaneRandomTest {
  private static final Streams STREAMS = Streams.of(11, "lane-random");
  private static final int LANES = 48;

  private static LaneRandom[] both() {
    return new LaneRandom[] {
      LaneRandom.of(STREAMS, 3, LANES), LaneRandom.LaneByLane.of(STREAMS, 3, LANES)
    };
  }

  private static RandomStream[] scalar() {
    RandomStream[] scalar = new RandomStream[LANES];
    Arrays.setAll(scalar, l -> STREAMS.replicate(3 + l));
    return scalar;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20, 1000, 0x7fffffff})
  void each_lane_draws_the_indices_of_its_stream(int bound) {
    for (LaneRandom random : both()) {
      RandomStream[] scalar = scalar();
      long[] indices = new long[LANES];
      for (int i = 0; i < 20; i++) {
        random.indices(bound, indices);
        for (int l = 0; l < LANES; l++) {
          assertThat(indices[l]).isEqualTo(scalar[l].nextIndex(bound));
        }
      }
    }
  }

  @Test
  void each_lane_draws_the_normal_numbers_of_its_stream() {
    for (LaneRandom random : both()) {
      RandomStream[] scalar = scalar();
      double[] normals = new double[LANES];
      for (int i = 0; i < 100; i++) {
        random.normals(normals);
        for (int l = 0; l < LANES; l++) {
          assertThat(normals[l]).isEqualTo(scalar[l].nextNormal());
        }
      }
    }
  }
}
