package org.noiseproof.fast.ensemble;

import org.noiseproof.loss.GaussianTeacher;
import org.noiseproof.loss.Population;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.random.Streams;

/** Samples z = (x, y) of all lanes, the draws of {@link SampledGradient#sample}. */
sealed interface LaneSamples permits LanePopulation, LaneTeacher {

  /** The next sample of every lane. */
  void draw();

  /** Its features, an array of all lanes for each. */
  double[][] x();

  /** Its targets, likewise. */
  double[][] y();

  /**
   * Of the replicates from first on, from the beginning of their streams.
   *
   * @param batch S, samples of a step
   */
  static LaneSamples of(SampledGradient oracle, int batch, Streams streams, long first, int lanes) {
    LaneRandom random = LaneRandom.of(streams, first, lanes);
    return switch (oracle.law()) {
      case Population population ->
          new LanePopulation(
              population, LaneChoices.of(oracle, population, batch, random, lanes), lanes);
      case GaussianTeacher teacher -> new LaneTeacher(teacher, random, lanes);
    };
  }
}
