package org.noiseproof.fast.gpu.ensemble;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.DifferenceOfSquares;
import org.noiseproof.loss.GaussianTeacher;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.problem.SampledGradient;

/** Losses and the laws of their samples. */
final class SampledCode {
  private SampledCode() {}

  /** Most dimensions of a thread. */
  private static final int MOST_DIMENSIONS = 32;

  /** Uniform numbers that a normal one takes. */
  private static final int NORMAL = 2;

  /**
   * The oracle, or empty where there is no kernel for its loss: anyone may write one.
   *
   * @param samples of a step
   */
  static Optional<OracleCode> of(SampledGradient oracle, int samples) {
    return oracle.dimension() > MOST_DIMENSIONS
        ? Optional.empty()
        : loss(oracle.loss()).map(loss -> of(oracle, samples, loss));
  }

  private static OracleCode of(SampledGradient oracle, int samples, int[] loss) {
    String kernel = kernel(oracle.dimension());
    boolean alone = oracle.sampling() == Sampling.WITHOUT_REPLACEMENT;
    return switch (oracle.law()) {
      case Population population ->
          new OracleCode(
              kernel,
              new Code(
                  kinds(alone ? 1 : 0, oracle, population.size(), samples, loss),
                  table(population)),
              1,
              alone ? population.size() : 0);
      case GaussianTeacher(List<Double> teacher, double noise) ->
          new OracleCode(
              kernel,
              new Code(
                  kinds(2, oracle, 0, samples, loss),
                  Code.join(Code.array(teacher), new double[] {noise})),
              NORMAL * (teacher.size() + 1L),
              0);
    };
  }

  /** In two dimensions, where the nets of the theory live, the point stays in registers. */
  private static String kernel(int dimension) {
    return "ensemble_sampled_" + (dimension == 2 ? dimension : MOST_DIMENSIONS);
  }

  private static int[] kinds(
      int draw, SampledGradient oracle, int population, int samples, int[] loss) {
    int inputs = oracle.law().inputs();
    int row = inputs + oracle.law().outputs();
    return IntStream.concat(
            IntStream.of(draw, inputs, row, population, samples), Arrays.stream(loss))
        .toArray();
  }

  private static double[] table(Population population) {
    return population.samples().stream()
        .flatMapToDouble(z -> DoubleStream.concat(numbers(z.x()), numbers(z.y())))
        .toArray();
  }

  private static DoubleStream numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue);
  }

  /** Which, how many layers, and the widths of a net. */
  private static Optional<int[]> loss(SampleLoss loss) {
    return Optional.ofNullable(
        switch (loss) {
          case DeepLinear net ->
              IntStream.concat(
                      IntStream.of(0, net.layers()),
                      net.widths().stream().mapToInt(Integer::intValue))
                  .toArray();
          case DiagonalLinear net -> new int[] {1, net.layers()};
          case DifferenceOfSquares _ -> new int[] {2, 1};
          case ReluNeuron _ -> new int[] {3, 1};
          case AngleLoss _ -> new int[] {4, 1};
          case SphereLoss _ -> new int[] {5, 1};
          default -> null;
        });
  }
}
