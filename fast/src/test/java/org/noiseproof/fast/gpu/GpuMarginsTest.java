package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.data.LabelledData;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;

/** Margins, weights and combinations to the bits of their definitions. */
class GpuMarginsTest {

  /** Losses of every size, up to far beyond where e^{−m} is 0 or ∞. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 30, 2000})
  void margins_weights_and_combinations_have_the_bits_of_their_definitions(double size) {
    for (int n : new int[] {1, 2, 9, 40, 300}) {
      for (int k : new int[] {2, 3, 5}) {
        compare(problem(n, k, 1 + n % 7, 10L * n + k), size);
      }
    }
  }

  private static void compare(MarginProblem problem, double size) {
    int k = problem.classes();
    int d = problem.features();
    SplittableRandom random = new SplittableRandom(problem.pairs());
    double[] w = new double[k * d];
    Arrays.setAll(w, _ -> size * random.nextGaussian());
    double[] margins = problem.margins(Matrix.of(k, d, w));
    try (GpuMemory memory = StandIn.emulation().memory()) {
      GpuMargins kernels = new GpuMargins(problem, memory);
      GpuArray found = kernels.margins(memory.upload(w));
      assertThat(memory.doubles(found)).isEqualTo(margins);
      for (Loss loss : Loss.values()) {
        Loss.Weights expected = loss.of(margins, k - 1);
        GpuMargins.Weights weights = kernels.weights(loss, found);
        assertThat(memory.doubles(weights.p())).isEqualTo(expected.p());
        assertThat(weights.margin()).isEqualTo(expected.margin());
        assertThat(weights.logLoss()).isEqualTo(expected.logLoss());
        assertThat(weights.logScale()).isEqualTo(expected.logScale());
        assertThat(memory.doubles(kernels.combination(weights.p())))
            .isEqualTo(problem.combination(expected.p()).entries());
      }
    }
  }

  private static MarginProblem problem(int n, int k, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] inputs = new double[n * d];
    Arrays.setAll(inputs, _ -> random.nextGaussian());
    int[] labels = random.ints(n, 0, k).toArray();
    return new MarginProblem(new LabelledData(d, k, inputs, labels));
  }

  @Test
  void arrays_of_another_size_are_refused() {
    try (GpuMemory memory = StandIn.emulation().memory()) {
      GpuMargins kernels = new GpuMargins(problem(3, 4, 5, 1), memory);
      GpuArray eight = memory.zeros(8, Double.BYTES);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernels.margins(eight))
          .withMessage("8 entries of W, expected 20");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernels.weights(Loss.LOG_SUM_EXP, eight))
          .withMessage("8 margins, expected 9");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernels.combination(eight))
          .withMessage("8 weights, expected 9");
    }
  }
}
