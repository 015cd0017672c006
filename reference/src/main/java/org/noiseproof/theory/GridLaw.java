package org.noiseproof.theory;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A law on the nodes of a grid. Expectations are sums over the nodes; the distribution function
 * spreads the mass of a node over its hat function, the triangle between its two neighbours (half a
 * triangle at either end), so that it is continuous.
 */
public final class GridLaw {
  private final Grid grid;
  private final double[] masses;
  private final double[] below;

  private GridLaw(Grid grid, double[] masses) {
    this.grid = grid;
    this.masses = masses;
    below = new double[masses.length + 1];
    for (int j = 0; j < masses.length; j++) {
      below[j + 1] = below[j] + masses[j];
    }
  }

  /** With these masses, which are copied and scaled to a sum of 1. */
  static GridLaw of(Grid grid, double[] masses) {
    double sum = Arrays.stream(masses).sum();
    return new GridLaw(grid, Arrays.stream(masses).map(mass -> mass / sum).toArray());
  }

  /** Where it lives. */
  public Grid grid() {
    return grid;
  }

  /** The mass of node j. */
  public double mass(int j) {
    return masses[j];
  }

  /** The masses, copied. */
  public double[] masses() {
    return masses.clone();
  }

  /** E f(x). */
  public double expectation(DoubleUnaryOperator f) {
    double sum = 0;
    for (int j = 0; j < masses.length; j++) {
      if (masses[j] > 0) {
        sum += masses[j] * f.applyAsDouble(grid.point(j));
      }
    }
    return sum;
  }

  /** E x. */
  public double mean() {
    return expectation(x -> x);
  }

  /** E (x − E x)². */
  public double variance() {
    double mean = mean();
    return expectation(x -> (x - mean) * (x - mean));
  }

  /** P(X ≤ x). */
  public double cdf(double x) {
    if (grid.logarithmic() && x <= 0) {
      return 0;
    }
    double position = grid.position(x);
    int j = (int) Math.min(position, grid.cells() - 1.0);
    double t = position - j;
    double left = j == 0 ? 2 * t - t * t : 0.5 + t - t * t / 2;
    double right = j == grid.cells() - 1 ? t * t : t * t / 2;
    return Math.min(1, below[j] + masses[j] * left + masses[j + 1] * right);
  }

  /** The density of z at the nodes: that of x, or of ln x. */
  public double density(int j) {
    boolean edge = j == 0 || j == grid.cells();
    return (edge ? 2 : 1) * masses[j] / grid.spacing();
  }

  /** The mass of the first node: what a longer grid would put below it. */
  public double lowerEdge() {
    return masses[0];
  }

  /** The mass of the last node. */
  public double upperEdge() {
    return masses[masses.length - 1];
  }
}
