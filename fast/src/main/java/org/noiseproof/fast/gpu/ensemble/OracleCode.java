package org.noiseproof.fast.gpu.ensemble;

import java.util.List;
import java.util.Optional;
import org.noiseproof.problem.GradientOracle;
import org.noiseproof.problem.NoisyGradient;
import org.noiseproof.problem.Problem;
import org.noiseproof.problem.PseudoHuber;
import org.noiseproof.problem.Quadratic;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.problem.Saturating;
import org.noiseproof.problem.SeparableSaturating;

/**
 * An oracle.
 *
 * @param kernel that has it
 * @param code what it is
 * @param draws 64-bit random numbers that a sample takes
 * @param room integers that it needs of each replica
 */
record OracleCode(String kernel, Code code, long draws, int room) {
  /** Most dimensions of a thread. */
  private static final int MOST_DIMENSIONS = 16;

  /**
   * The oracle, or empty where there is no kernel for it.
   *
   * @param samples of a step
   */
  static Optional<OracleCode> of(GradientOracle oracle, int samples) {
    return switch (oracle) {
      case NoisyGradient noisy ->
          noisy.dimension() > MOST_DIMENSIONS ? Optional.empty() : Optional.of(noisy(noisy));
      case SampledGradient sampled -> SampledCode.of(sampled, samples);
    };
  }

  private static OracleCode noisy(NoisyGradient oracle) {
    int dimension = oracle.dimension();
    Problem problem = oracle.problem();
    return switch (oracle) {
      case NoisyGradient.Along(_, var law, List<Double> direction) -> {
        NoiseCode noise = NoiseCode.of(law);
        double[] v = direction.stream().mapToDouble(Double::doubleValue).toArray();
        yield new OracleCode(kernel(dimension), code(0, noise, problem, v), noise.draws(), 0);
      }
      case NoisyGradient.PerCoordinate(_, var law) -> {
        NoiseCode noise = NoiseCode.of(law);
        yield new OracleCode(
            kernel(dimension),
            code(1, noise, problem, new double[dimension]),
            (long) noise.draws() * dimension,
            0);
      }
    };
  }

  private static String kernel(int dimension) {
    return "ensemble_noisy_" + (dimension <= 2 ? dimension : MOST_DIMENSIONS);
  }

  private static Code code(int spread, NoiseCode noise, Problem problem, double[] direction) {
    int objective =
        switch (problem) {
          case Saturating _ -> 0;
          case SeparableSaturating _ -> 1;
          case PseudoHuber _ -> 2;
          case Quadratic _ -> 3;
        };
    return new Code(
        new int[] {spread, noise.law(), objective},
        Code.join(noise.parameters(), direction, problem.minimizer()));
  }
}
