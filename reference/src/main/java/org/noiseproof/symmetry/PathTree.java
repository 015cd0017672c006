package org.noiseproof.symmetry;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;

/**
 * Every path that a few steps of minibatch SGD can take, θ′ = θ − η(ĝ + γθ), and so the exact
 * expectation of anything at its end, at any η.
 *
 * @param loss ℓ
 * @param batches each as likely as every other, at every step anew
 * @param rate η ≥ 0
 * @param weightDecay γ ≥ 0, coupled
 */
public record PathTree(
    SampleLoss loss, List<List<Sample>> batches, double rate, double weightDecay) {
  private static final double MOST = 1 << 24;

  public PathTree {
    ChargeDrift.lost(rate, weightDecay); // looks at both
    batches = batches.stream().map(List::copyOf).toList();
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("batches = [] is out of range: at least one batch");
    }
    for (int k = 0; k < batches.size(); k++) {
      requireSamples("batches[" + k + "]", batches.get(k));
    }
  }

  /** Of batches of S samples. */
  public static PathTree of(
      SampleLoss loss,
      Population population,
      int batch,
      Sampling sampling,
      double rate,
      double weightDecay) {
    return new PathTree(loss, EveryBatch.of(population, batch, sampling), rate, weightDecay);
  }

  /**
   * E f(θ_T) over all paths from θ_0, added pairwise by their last common point.
   *
   * @param start θ_0, finite
   * @param steps T, from 0 to 2²⁴, such that there are at most 2²⁴ paths
   */
  public double expectation(double[] start, int steps, ToDoubleFunction<double[]> quantity) {
    if (steps < 0 || steps > MOST || Math.pow(batches.size(), steps) > MOST) {
      throw new IllegalArgumentException(
          "steps = %d is out of range: 0 ≤ steps, and steps and %d to the power of steps at most %,.0f"
              .formatted(steps, batches.size(), MOST));
    }
    if (start.length != loss.parameters() || !Arrays.stream(start).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "start = %s is out of range: %d finite entries"
              .formatted(Arrays.toString(start), loss.parameters()));
    }
    return batches.size() == 1 ? onlyPath(start, steps, quantity) : below(start, steps, quantity);
  }

  private double onlyPath(double[] start, int steps, ToDoubleFunction<double[]> quantity) {
    double[] theta = start;
    for (int t = 0; t < steps; t++) {
      theta = step(theta, batches.getFirst());
    }
    return quantity.applyAsDouble(theta);
  }

  private double below(double[] theta, int steps, ToDoubleFunction<double[]> quantity) {
    if (steps == 0) {
      return quantity.applyAsDouble(theta);
    }
    double sum = 0;
    for (List<Sample> batch : batches) {
      sum += below(step(theta, batch), steps - 1, quantity);
    }
    return sum / batches.size();
  }

  /** One step on this batch. */
  public double[] step(double[] theta, List<Sample> batch) {
    requireSamples("batch", batch);
    double[] sum = new double[theta.length];
    for (int k = 0; k < batch.size(); k++) {
      double[] gradient = GradientNoise.gradient(loss, batch.get(k), theta, k);
      Arrays.setAll(sum, j -> sum[j] + gradient[j]);
    }
    double[] next = new double[theta.length];
    Arrays.setAll(next, j -> theta[j] - rate * (sum[j] / batch.size() + weightDecay * theta[j]));
    return next;
  }

  private static void requireSamples(String name, List<Sample> batch) {
    if (batch.isEmpty()) {
      throw new IllegalArgumentException(name + " = [] is out of range: at least one sample");
    }
  }
}
