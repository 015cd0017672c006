package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;

/** Each step from the cpu's own state, where a direction is well determined, against the exact. */
class MatrixOptimizersAgainstReferenceTest {
  private static final int STEPS = 6;

  /** Ordinary entries; subnormal ones; some whose squares overflow. */
  private static final List<Integer> EXPONENTS = List.of(0, -1030, 800);

  static Stream<MatrixOptimizerSpec> optimizers() {
    return MatrixCases.OPTIMIZERS.stream();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void each_step_has_a_test_ratio_of_at_most_one(MatrixOptimizerSpec spec) {
    for (int[] shape : MatrixCases.SHAPES) {
      for (int exponent : EXPONENTS) {
        assertStepsWithin(new CpuBackend(1), spec, shape, exponent);
      }
      assertStepsWithin(new CpuFloat32Backend(1), spec, shape, 0);
    }
  }

  private static void assertStepsWithin(
      Backend backend, MatrixOptimizerSpec spec, int[] shape, int exponent) {
    Precision precision = backend.describe().precision();
    Optimizer optimizer = backend.optimizer(spec).orElseThrow();
    OptimizerState state = optimizer.start(draw(shape, 1, exponent, precision));
    for (int t = 0; t < STEPS; t++) {
      double[] gradient = draw(shape, 7 * t + shape[0], exponent, precision).entries();
      ExactOptimizer.ExactState exact = ExactOptimizer.step(spec, state, gradient);
      OptimizerState next = optimizer.step(state, gradient);
      int depth = optimizer.depth(gradient.length);
      assertThat(TestRatio.of(next.parameters(), exact.parameters(), depth, precision))
          .as("%s, %d × %d times 2^%d, step %d", precision, shape[0], shape[1], exponent, t)
          .isLessThanOrEqualTo(1);
      assertThat(next.buffers()).isEqualTo(exact.buffers().keySet());
      exact
          .buffers()
          .forEach(
              (name, buffer) ->
                  assertThat(TestRatio.of(next.buffer(name), buffer, depth, precision))
                      .as("%s, %s, %s", name, precision, next)
                      .isLessThanOrEqualTo(1));
      state = next;
    }
  }

  private static Matrix draw(int[] shape, int number, int exponent, Precision precision) {
    Matrix matrix = MatrixCases.matrix(shape[0], shape[1], number, exponent);
    return precision == Precision.FLOAT64
        ? matrix
        : Matrix.of(
            shape[0],
            shape[1],
            Arrays.stream(matrix.entries()).map(entry -> (float) entry).toArray());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void without_a_gradient_only_the_decay_moves(MatrixOptimizerSpec spec) {
    Matrix start = MatrixCases.matrix(3, 4, 1, 0);
    double kept = 1 - spec.learningRate() * spec.weightDecay();
    OptimizerState next = step(spec, start, new double[12]);
    for (int e = 0; e < 12; e++) {
      double exact = kept * start.entries()[e];
      assertThat(Math.abs(next.parameters()[e] - exact)).isLessThanOrEqualTo(2 * Math.ulp(exact));
    }
  }

  private static OptimizerState step(MatrixOptimizerSpec spec, Matrix start, double[] gradient) {
    Optimizer optimizer = new CpuBackend(1).optimizer(spec).orElseThrow();
    return optimizer.step(optimizer.start(start), gradient);
  }

  @Test
  void a_tracked_vector_of_another_length_is_refused() {
    OptimizerState state =
        new CpuBackend(1)
            .optimizer(new Nucgd(1, 0, 1, 0))
            .orElseThrow()
            .start(Matrix.zero(2, 3))
            .with(
                1, new double[6], Map.of("momentum", new double[6], "left_vector", new double[6]));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CpuBackend(1)
                    .optimizer(new Nucgd(1, 0, 1, 0))
                    .orElseThrow()
                    .step(state, new double[] {1, 0, 0, 0, 0, 0}))
        .withMessage("buffer left_vector has 6 entries, expected one a row, 2");
  }
}
