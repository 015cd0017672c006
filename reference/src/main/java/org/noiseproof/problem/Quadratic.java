package org.noiseproof.problem;

import java.util.Arrays;
import java.util.List;

/**
 * Q: F(x) = ‖x − θ‖²/2. Convex, strongly so with μ = 1; L = 1; its gradient is unbounded.
 *
 * @param target θ, of at least one coordinate, each finite
 */
public record Quadratic(List<Double> target) implements Problem {
  public Quadratic {
    target = List.copyOf(target);
    Point.requireDimension(target.size());
    for (double coordinate : target) {
      if (!Double.isFinite(coordinate)) {
        throw new IllegalArgumentException("target = " + target + ", expected finite numbers");
      }
    }
  }

  /** Q with this target. */
  public static Quadratic towards(double... target) {
    return new Quadratic(Arrays.stream(target).boxed().toList());
  }

  @Override
  public int dimension() {
    return target.size();
  }

  @Override
  public double value(double[] x) {
    double sum = 0;
    for (double difference : gradient(x)) {
      sum += difference * difference;
    }
    return sum / 2;
  }

  /** ∇F(x) = x − θ. */
  @Override
  public double[] gradient(double[] x) {
    Point.require("x", x, dimension());
    double[] gradient = new double[dimension()];
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] = x[j] - target.get(j);
    }
    return gradient;
  }

  @Override
  public double smoothness() {
    return 1;
  }

  @Override
  public double gradientBound() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double[] minimizer() {
    return target.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
