package org.noiseproof.fast.ensemble;

import java.util.Optional;
import org.noiseproof.problem.GradientOracle;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.Streams;

/**
 * Stochastic gradients of all lanes, one sample a call: the bits of {@link GradientOracle#sample},
 * at equal points.
 */
sealed interface LaneOracle permits LaneNoisyGradient, LaneSampledGradient {

  /** Whether it has lanes. */
  static boolean isPossible(GradientOracle oracle) {
    return switch (oracle) {
      case NoisyGradient _ -> true;
      case SampledGradient sampled -> LaneLoss.of(sampled.loss(), 0).isPresent();
    };
  }

  /**
   * The oracle of the replicates from first on, at the beginning of their streams; empty where it
   * has no lanes.
   *
   * @param samples of a step
   */
  static Optional<LaneOracle> of(
      GradientOracle oracle, int samples, Streams streams, long first, int lanes) {
    return switch (oracle) {
      case NoisyGradient noisy -> Optional.of(LaneNoisyGradient.of(noisy, streams, first, lanes));
      case SampledGradient sampled ->
          LaneLoss.of(sampled.loss(), lanes)
              .map(
                  loss ->
                      new LaneSampledGradient(
                          loss,
                          LaneSamples.of(sampled, samples, streams, first, lanes),
                          sampled.dimension(),
                          lanes));
    };
  }

  /**
   * Looks at the points of a new step.
   *
   * @param x an array of all lanes for each coordinate, left as it is until the next step
   */
  void at(double[][] x);

  /**
   * The next sample there.
   *
   * @return an array of all lanes for each coordinate; overwritten by the next sample
   */
  double[][] sample();

  /** Whether a sample of the lane was not finite, now or ever. */
  boolean broke(int lane);
}
