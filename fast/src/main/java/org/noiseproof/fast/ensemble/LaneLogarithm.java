package org.noiseproof.fast.ensemble;

import org.noiseproof.fast.LaneChoice;
import org.noiseproof.fast.LaneElementary;
import org.noiseproof.random.Elementary;

/** {@link Elementary#log} of all lanes. */
@FunctionalInterface
interface LaneLogarithm {

  /** ln x; two arrays. */
  void of(double[] x, double[] into);

  /** By the Vector API where there is one. */
  static LaneLogarithm of(int lanes) {
    return LaneChoice.ofThisMachine().bits() == 0
        ? LaneLogarithm::laneByLane
        : new LaneElementary(lanes)::log;
  }

  private static void laneByLane(double[] x, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = Elementary.log(x[l]);
    }
  }
}
