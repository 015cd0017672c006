package org.noiseproof.problem;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.random.RandomStream;

/** The stochastic first-order oracle of a problem: independent noisy gradients at a point. */
public sealed interface NoisyGradient extends GradientOracle {

  /** F. */
  Problem problem();

  @Override
  default int dimension() {
    return problem().dimension();
  }

  /** Noise along v, of the given law. */
  static NoisyGradient along(Problem problem, NoiseLaw law, double... direction) {
    return new Along(problem, law, Arrays.stream(direction).boxed().toList());
  }

  /**
   * ∇F(x) + ξv: for ‖v‖ = 1 the moments of the noise are those of ξ in any dimension.
   *
   * @param problem F
   * @param law of ξ
   * @param direction v, of d finite coordinates
   */
  record Along(Problem problem, NoiseLaw law, List<Double> direction) implements NoisyGradient {
    public Along {
      direction = List.copyOf(direction);
      double[] v = direction.stream().mapToDouble(Double::doubleValue).toArray();
      Point.require("direction", v, problem.dimension());
      if (!Arrays.stream(v).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "direction = " + direction + ", expected finite numbers");
      }
    }

    @Override
    public double[] sample(double[] x, int samples, RandomStream random) {
      double[] v = direction.stream().mapToDouble(Double::doubleValue).toArray();
      double[] rows = repeated(problem.gradient(x), samples);
      for (int k = 0; k < samples; k++) {
        double noise = law.sample(random);
        for (int j = 0; j < v.length; j++) {
          rows[k * v.length + j] += noise * v[j];
        }
      }
      return rows;
    }
  }

  /**
   * ∇F(x) + (ξ_1, …, ξ_d), independent.
   *
   * @param problem F
   * @param law of each ξ_j
   */
  record PerCoordinate(Problem problem, NoiseLaw law) implements NoisyGradient {
    @Override
    public double[] sample(double[] x, int samples, RandomStream random) {
      double[] rows = repeated(problem.gradient(x), samples);
      for (int i = 0; i < rows.length; i++) {
        rows[i] += law.sample(random);
      }
      return rows;
    }
  }

  private static double[] repeated(double[] row, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("samples = " + times + " is out of range: samples ≥ 1");
    }
    double[] rows = new double[Math.multiplyExact(row.length, times)];
    for (int k = 0; k < times; k++) {
      System.arraycopy(row, 0, rows, k * row.length, row.length);
    }
    return rows;
  }
}
