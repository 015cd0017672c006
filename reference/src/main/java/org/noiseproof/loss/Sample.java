package org.noiseproof.loss;

import java.util.Arrays;
import java.util.List;

/**
 * z = (x, y): what a model is shown, and what it is to answer.
 *
 * @param x finite features, at least one
 * @param y finite targets, at least one
 */
public record Sample(List<Double> x, List<Double> y) {
  public Sample {
    x = finite("x", x);
    y = finite("y", y);
  }

  /** Of arrays, which are copied. */
  public static Sample of(double[] x, double... y) {
    return new Sample(Arrays.stream(x).boxed().toList(), Arrays.stream(y).boxed().toList());
  }

  /** One feature and one target. */
  public static Sample of(double x, double y) {
    return new Sample(List.of(x), List.of(y));
  }

  /** Feature j, from 0. */
  public double x(int j) {
    return x.get(j);
  }

  /** Target i, from 0. */
  public double y(int i) {
    return y.get(i);
  }

  private static List<Double> finite(String name, List<Double> values) {
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          name + " = " + values + ", expected finite numbers, at least one");
    }
    return List.copyOf(values);
  }
}
