package org.noiseproof.experiment;

/**
 * What a gradient costs, beside the plain mean's.
 *
 * @param model its name
 * @param way how the gradient is computed
 * @param seconds of processor time a step, the median over the rounds
 * @param ratio to the plain mean's time in the same round, with the quartiles
 * @param extraBytes buffers that the plain mean does not need
 */
public record StepCost(String model, String way, double seconds, Ratio ratio, long extraBytes) {
  /** Median and quartiles. */
  public record Ratio(double median, double lower, double upper) {}
}
