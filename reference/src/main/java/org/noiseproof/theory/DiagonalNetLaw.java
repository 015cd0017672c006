package org.noiseproof.theory;

import java.util.function.ToDoubleFunction;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;

/**
 * Where the stochastic differential equation of SGD has v &gt; 0, the product of the layers of a
 * diagonal linear net of N layers and width 1 (Ziyin, Li and Ueda, Noise Balance and Stationary
 * Distribution of SGD, v2; here for ½(f − y)²): with T = η/S,
 *
 * <pre>
 * p(v) ∝ v^{−3(1−1/N)} g(v)⁻¹ exp(−(2/(NT)) ∫ (β₁v − β₂)/(v^{2−2/N} g(v)) dv),
 * g(v) = α₁v² − 2α₂v + α₃ = Var x(xv − y).
 * </pre>
 *
 * @param layers N ≥ 1
 * @param alpha1 Var x²
 * @param alpha2 Cov(x², xy)
 * @param alpha3 Var xy
 * @param beta1 E x²
 * @param beta2 E xy
 * @param temperature T &gt; 0
 */
public record DiagonalNetLaw(
    int layers,
    double alpha1,
    double alpha2,
    double alpha3,
    double beta1,
    double beta2,
    double temperature) {
  public DiagonalNetLaw {
    Argument.require(layers >= 1, "layers", layers, "layers ≥ 1");
    Argument.positive("alpha3", alpha3);
    Argument.positive("beta1", beta1);
    Argument.positive("temperature", temperature);
  }

  /** With the moments of a population. */
  public static DiagonalNetLaw of(Population population, int layers, double temperature) {
    ToDoubleFunction<Sample> square = z -> z.x(0) * z.x(0);
    ToDoubleFunction<Sample> product = z -> z.x(0) * z.y(0);
    double b1 = mean(population, square);
    double b2 = mean(population, product);
    return new DiagonalNetLaw(
        layers,
        mean(population, z -> Math.pow(square.applyAsDouble(z) - b1, 2)),
        mean(population, z -> (square.applyAsDouble(z) - b1) * (product.applyAsDouble(z) - b2)),
        mean(population, z -> Math.pow(product.applyAsDouble(z) - b2, 2)),
        b1,
        b2,
        temperature);
  }

  private static double mean(Population population, ToDoubleFunction<Sample> f) {
    return population.samples().stream().mapToDouble(f).sum() / population.size();
  }

  /**
   * On a grid in ln v: the density at the nodes, the integral by Simpson's rule from node to node.
   *
   * @throws IllegalArgumentException where the grid is not logarithmic
   */
  public GridLaw on(Grid grid) {
    if (!grid.logarithmic()) {
      throw new IllegalArgumentException("grid = " + grid + " is out of range: logarithmic");
    }
    double h = grid.spacing();
    double[] logs = new double[grid.cells() + 1];
    double drift = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < logs.length; j++) {
      double z = grid.first() + j * h;
      if (j > 0) {
        drift += h / 6 * (slope(z - h) + 4 * slope(z - h / 2) + slope(z));
      }
      logs[j] = z * (1 - 3 * (1 - 1.0 / layers)) - StrictMath.log(noise(StrictMath.exp(z)));
      logs[j] -= 2 / (layers * temperature) * drift;
      largest = Math.max(largest, logs[j]);
    }
    for (int j = 0; j < logs.length; j++) {
      boolean end = j == 0 || j == grid.cells();
      logs[j] = StrictMath.exp(logs[j] - largest) * (end ? 0.5 : 1);
    }
    return GridLaw.of(grid, logs);
  }

  /** The integrand by dz = dv/v. */
  private double slope(double z) {
    double v = StrictMath.exp(z);
    return (beta1 * v - beta2) * StrictMath.exp((2.0 / layers - 1) * z) / noise(v);
  }

  /** g. */
  private double noise(double v) {
    return alpha1 * v * v - 2 * alpha2 * v + alpha3;
  }
}
