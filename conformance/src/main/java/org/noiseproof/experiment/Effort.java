package org.noiseproof.experiment;

import java.util.List;

/**
 * How much is trained; the same for every method.
 *
 * @param epochs passes over the training samples, in whole batches
 * @param batch n, samples of a step
 * @param microBatch samples of a micro-batch
 * @param learningRates the grid, for every method and setting
 * @param tuningSeeds runs a learning rate while tuning
 * @param seeds runs at the learning rate that was chosen, with other random numbers
 * @param hidden units of the two-layer network
 * @param noises of the settings, as in {@link Setting#noise()}
 * @param costRounds in which the cost of a step is measured
 */
public record Effort(
    int epochs,
    int batch,
    int microBatch,
    List<Double> learningRates,
    int tuningSeeds,
    int seeds,
    int hidden,
    List<Double> noises,
    int costRounds) {

  /** Below a minute on two idle cores. */
  public static final Effort DEFAULT =
      new Effort(
          30,
          128,
          16,
          List.of(0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0),
          3,
          10,
          32,
          List.of(0.0, 1.0),
          25);

  /** More of everything. */
  public static final Effort DEEP =
      new Effort(
          100,
          128,
          16,
          List.of(0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0),
          5,
          30,
          64,
          List.of(0.0, 0.25, 1.0, 4.0),
          100);

  public Effort {
    learningRates = List.copyOf(learningRates);
    noises = List.copyOf(noises);
    require(epochs >= 1, "epochs", epochs);
    require(batch >= 1, "batch", batch);
    require(microBatch >= 1, "microBatch", microBatch);
    require(!learningRates.isEmpty(), "learning rates", 0);
    require(tuningSeeds >= 1, "tuningSeeds", tuningSeeds);
    require(seeds >= 1, "seeds", seeds);
    require(hidden >= 1, "hidden", hidden);
    require(!noises.isEmpty(), "noises", 0);
    require(costRounds >= 1, "costRounds", costRounds);
  }

  private static void require(boolean holds, String name, int value) {
    if (!holds) {
      throw new IllegalArgumentException(
          name + " = " + value + " is out of range: " + name + " ≥ 1");
    }
  }
}
