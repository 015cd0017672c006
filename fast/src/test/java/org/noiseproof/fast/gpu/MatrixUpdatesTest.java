package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.fast.cpu.MatrixCases;
import org.noiseproof.fast.cpu.TestRatio;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;

/** Steps of matrix optimizers against exact ones, and on the device against those by the host. */
class MatrixUpdatesTest {
  private static final int STEPS = 3;

  /** Ordinary entries; subnormal ones; some whose squares overflow. */
  private static final List<Integer> EXPONENTS = List.of(0, -1030, 800);

  private static final List<int[]> SHAPES =
      List.of(new int[] {1, 1}, new int[] {6, 1}, new int[] {3, 5}, new int[] {7, 4});

  static Stream<MatrixOptimizerSpec> optimizers() {
    return MatrixCases.OPTIMIZERS.stream();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void each_step_has_a_test_ratio_of_at_most_one(MatrixOptimizerSpec spec) {
    for (int[] shape : SHAPES) {
      for (int exponent : EXPONENTS) {
        assertStepsWithin(Format.FLOAT64, spec, shape, exponent);
      }
      assertStepsWithin(Format.FLOAT32, spec, shape, 0);
    }
  }

  private static void assertStepsWithin(
      Format format, MatrixOptimizerSpec spec, int[] shape, int exponent) {
    Precision precision = format.precision();
    Optimizer optimizer = optimizer(spec, format);
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

  private static GpuOptimizer optimizer(MatrixOptimizerSpec spec, Format format) {
    return GpuOptimizer.of(spec, StandIn.emulation(), format).orElseThrow();
  }

  private static Matrix draw(int[] shape, int number, int exponent, Precision precision) {
    Matrix matrix = MatrixCases.matrix(shape[0], shape[1], number, exponent);
    double[] rounded = Arrays.stream(matrix.entries()).map(precision::round).toArray();
    return Matrix.of(shape[0], shape[1], rounded);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void a_state_that_stays_on_the_device_goes_the_same_way(MatrixOptimizerSpec spec) {
    for (Format format : Format.values()) {
      GpuOptimizer optimizer = optimizer(spec, format);
      int[] shape = {5, 4};
      OptimizerState state = optimizer.start(draw(shape, 1, 0, format.precision()));
      try (GpuMemory memory = StandIn.emulation().memory()) {
        DeviceState device = optimizer.upload(memory, state);
        for (int t = 0; t < STEPS; t++) {
          // A gradient of 0 first: nothing is tracked yet.
          double[] gradient =
              t == 0 ? new double[20] : draw(shape, t, 0, format.precision()).entries();
          state = optimizer.step(state, gradient);
          optimizer.step(device, format.upload(memory, gradient));
          assertThat(device.download()).isEqualTo(state);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void after_the_first_step_the_device_holds_no_more_memory(MatrixOptimizerSpec spec) {
    GpuOptimizer optimizer = optimizer(spec, Format.FLOAT32);
    Gpu gpu = StandIn.emulation();
    try (GpuMemory memory = gpu.memory()) {
      int[] shape = {5, 4};
      DeviceState state =
          optimizer.upload(memory, optimizer.start(draw(shape, 1, 0, Precision.FLOAT32)));
      GpuArray gradient =
          Format.FLOAT32.upload(memory, draw(shape, 2, 0, Precision.FLOAT32).entries());
      optimizer.step(state, gradient);
      long held = gpu.traffic().bytesHeld();
      optimizer.step(state, gradient);
      assertThat(gpu.traffic().bytesHeld()).isEqualTo(held);
    }
  }

  @Test
  void a_buffer_of_which_underflow_has_left_too_little_is_left_to_the_host() {
    GpuOptimizer muon = optimizer(new Muon(0.1, 0.5, 5, 0), Format.FLOAT64);
    OptimizerState start = muon.start(Matrix.zero(2, 2));
    double[] tiny = {Double.MIN_VALUE, 0, 0, 3 * Double.MIN_VALUE};
    long before = StandIn.emulation().traffic().fallbacks();
    OptimizerState next = muon.step(muon.step(start, new double[] {1, 0, 0, 1}), new double[4]);
    assertThat(StandIn.emulation().traffic().fallbacks()).isEqualTo(before);
    assertThat(next.steps()).isEqualTo(2);
    muon.step(start, tiny);
    assertThat(StandIn.emulation().traffic().fallbacks()).isEqualTo(before + 1);
  }

  @Test
  void a_tracked_vector_of_another_length_is_refused() {
    GpuOptimizer nucgd = optimizer(new Nucgd(1, 0, 1, 0), Format.FLOAT64);
    OptimizerState state =
        nucgd
            .start(Matrix.zero(2, 3))
            .with(
                1, new double[6], Map.of("momentum", new double[6], "left_vector", new double[6]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nucgd.step(state, new double[] {1, 0, 0, 0, 0, 0}))
        .withMessage("buffer left_vector has 6 entries, expected one a row, 2");
  }

  @Test
  void a_vector_that_is_orthogonal_to_all_columns_gives_way_to_the_longest() {
    GpuOptimizer nucgd = optimizer(new Nucgd(1, 0, 1, 0), Format.FLOAT64);
    double[] gradient = {0, 0, 0, 3, 5, 4};
    OptimizerState state =
        nucgd
            .start(Matrix.zero(2, 3))
            .with(
                1,
                new double[6],
                Map.of("momentum", new double[6], "left_vector", new double[] {1, 0}));
    OptimizerState next = nucgd.step(state, gradient);
    assertThat(next.buffer("left_vector")).containsExactly(0, 1);
    assertThat(next).isEqualTo(rounded(new Nucgd(1, 0, 1, 0), state, gradient));
  }

  private static OptimizerState rounded(
      MatrixOptimizerSpec spec, OptimizerState state, double[] gradient) {
    OptimizerState exact = ExactOptimizer.step(spec, state, gradient).rounded();
    double[] parameters = optimizer(spec, Format.FLOAT64).step(state, gradient).parameters();
    for (int j = 0; j < parameters.length; j++) {
      assertThat(Math.abs(parameters[j] - exact.parameters()[j]))
          .isLessThanOrEqualTo(4 * Math.ulp(1.0));
    }
    return exact.with(
        exact.steps(),
        parameters,
        Map.of("momentum", exact.buffer("momentum"), "left_vector", exact.buffer("left_vector")));
  }
}
