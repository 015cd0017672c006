package org.noiseproof.theory;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * SYM-17: subnets u³ of three equal layers under SGD on ½(Σ_k u_k³ − y)². With h = Σ_k u_k³ − y,
 *
 * <pre>
 * u_i′ = u_i(1 − ηhu_i),
 * u_i′ − u_j′ = (u_i − u_j)(1 − ηh(u_i + u_j)),
 * </pre>
 *
 * <p>so that where all are equal a difference grows by E ln|1 − 2ηhu| a step, over the stationary
 * law of u′ = u(1 − ηhu). There E ln|1 − ηhu| = 0, hence the exponent is negative: 1 − 2z &lt; (1 −
 * z)² for z ≠ 0. Derived.
 *
 * @param learningRate η &gt; 0
 * @param labels y, equiprobable, with a positive mean
 * @param subnets how many, at least 1
 */
public record SubnetEqualisation(double learningRate, List<Double> labels, int subnets) {
  public SubnetEqualisation {
    labels = List.copyOf(labels);
    Argument.positive("learning_rate", learningRate);
    Argument.positive("mean of labels", mean(labels));
    Argument.require(subnets >= 1, "subnets", subnets, "subnets ≥ 1");
  }

  private static double mean(List<Double> labels) {
    return labels.stream().mapToDouble(y -> y).average().orElse(Double.NaN);
  }

  /** u_*, where the mean of the gradient is 0. */
  public double minimum() {
    return Math.cbrt(mean(labels) / subnets);
  }

  /** u ↦ u′ for each label, all subnets equal. */
  public List<DoubleUnaryOperator> steps() {
    return labels.stream()
        .map(y -> (DoubleUnaryOperator) u -> u * (1 - learningRate * residual(u, y) * u))
        .toList();
  }

  /** −ln|1 − 2ηhu|, the mean over the labels: the rate at which a difference shrinks at u. */
  public double rate(double u) {
    return -meanLog(u, 2);
  }

  /** The mean of ln|1 − ηhu|, whose stationary mean is 0. */
  public double growth(double u) {
    return meanLog(u, 1);
  }

  /** η²σ²u_*², which the stationary rate goes to as η → 0. */
  public double leadingRate() {
    double mean = mean(labels);
    double variance =
        labels.stream().mapToDouble(y -> (y - mean) * (y - mean)).average().orElseThrow();
    return learningRate * learningRate * variance * minimum() * minimum();
  }

  private double residual(double u, double y) {
    return subnets * u * u * u - y;
  }

  private double meanLog(double u, int factor) {
    return labels.stream()
        .mapToDouble(y -> StrictMath.log(Math.abs(1 - factor * learningRate * residual(u, y) * u)))
        .average()
        .orElseThrow();
  }
}
