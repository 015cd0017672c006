package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.fast.cpu.TestRatio;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.Power;

/** Steps with a norm on their way, against the exact reference. */
final class ScaledUpdatesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  static Stream<OptimizerSpec> optimizers() {
    return Stream.of(
        new ClippedSgd(0.1, 1, 0.9),
        new ClippedSgd(0.1, INFINITY, 0),
        new ClippedSgd(0.1, 0, 0.5),
        new ClippedSgd(0.1, 1, 0.9, true),
        new ClippedSgd(0.1, 0, 0.5, true),
        new NormalizedSgd(0.1, 0, false),
        new NormalizedSgd(0.1, 0.9, false),
        new NormalizedSgd(0.1, 0.9, true),
        new Scheduled(new ClippedSgd(0.1, 1, 0.9), new Power(-0.5, 0), new Power(0.75, 0)),
        new Scheduled(new NormalizedSgd(1, 0.9, true), new Horizon(-0.75, 8), new Constant()));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void ordinary_steps_have_a_test_ratio_of_at_most_one_and_need_no_help(OptimizerSpec spec) {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    SplittableRandom random = new SplittableRandom(1);
    for (Format format : Format.values()) {
      GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, format).orElseThrow();
      for (int d : new int[] {1, 3, 255, 256, 257, 4097}) {
        OptimizerState state = EntryCases.state(spec, d, format, false, random);
        double[] gradient = EntryCases.draw(d, format, false, random);
        gradient[0] = 1.5;
        ExactOptimizer.ExactState exact = ExactOptimizer.step(spec, state, gradient);
        OptimizerState next = optimizer.step(state, gradient);
        double ratio =
            TestRatio.of(
                next.parameters(), exact.parameters(), optimizer.depth(d), format.precision());
        assertThat(ratio).as("%s, d = %d", format, d).isLessThanOrEqualTo(1);
        double ofBuffer =
            TestRatio.of(
                next.buffer("momentum"),
                exact.buffer("momentum"),
                optimizer.depth(d),
                format.precision());
        assertThat(ofBuffer).as("buffer, %s, d = %d", format, d).isLessThanOrEqualTo(1);
      }
    }
    assertThat(gpu.traffic().fallbacks()).isZero();
  }

  static Stream<Arguments> edges() {
    OptimizerSpec clip = new ClippedSgd(1, 5, 0);
    OptimizerSpec late = new ClippedSgd(1, 5, 0, true);
    OptimizerSpec direction = new NormalizedSgd(1, 0, false);
    OptimizerSpec average = new NormalizedSgd(1, 0.5, false);
    return Stream.of(
        edge("a norm on the threshold", clip, true, 1, 3, 4, 0),
        edge("a norm on the threshold", late, true, 1, 3, 4, 0),
        edge("no gradient to clip", clip, false, 1, 0, 0, 0),
        edge("no gradient to clip", new ClippedSgd(1, 0, 0), false, 1, 0, 0, 0),
        edge(
            "a threshold whose squares underflow",
            new ClippedSgd(1, 0x1p-500, 0),
            true,
            1,
            1,
            1,
            0),
        edge("squares beyond the doubles", clip, true, 1, 0x1p600, -0x1p600, 0),
        edge("squares beyond the doubles", direction, true, 1, 0x1p600, -0x1p600, 0),
        edge("squares that vanish", direction, true, 1, 0x1p-600, 0x1p-600, 0),
        edge("nothing to normalize", direction, false, 1, 0, 0, 0),
        edge(
            "an average that underflows beside no parameter",
            average,
            true,
            0,
            0x1p-300,
            0x1p-1060,
            0),
        edge(
            "an average that underflows beside a parameter",
            average,
            false,
            1,
            0x1p-300,
            0x1p-1060,
            0),
        edge(
            "an average of subnormal numbers",
            direction,
            true,
            0,
            0x1p-1074,
            0x1p-1074,
            0x1p-1073));
  }

  private static Arguments edge(
      String what, OptimizerSpec spec, boolean doubtful, double parameter, double... gradient) {
    return Arguments.of(what, spec, doubtful, parameter, gradient);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("edges")
  void at_the_ends_of_the_range_a_doubt_is_raised_where_it_is_due(
      String what, OptimizerSpec spec, boolean doubtful, double parameter, double[] gradient) {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, Format.FLOAT64).orElseThrow();
    double[] parameters = new double[gradient.length];
    Arrays.fill(parameters, parameter);
    OptimizerState start = optimizer.start(parameters);
    ExactOptimizer.ExactState exact = ExactOptimizer.step(spec, start, gradient);
    OptimizerState next = optimizer.step(start, gradient);
    double ratio =
        TestRatio.of(
            next.parameters(),
            exact.parameters(),
            optimizer.depth(gradient.length),
            Format.FLOAT64.precision());
    assertThat(ratio).isLessThanOrEqualTo(1);
    assertThat(gpu.traffic().fallbacks()).isEqualTo(doubtful ? 1 : 0);
  }

  @Test
  void squares_of_floats_never_leave_the_range() {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    GpuOptimizer optimizer =
        GpuOptimizer.of(new NormalizedSgd(1, 0, false), gpu, Format.FLOAT32).orElseThrow();
    for (double scale : new double[] {0x1p-60, 1, 0x1p100}) {
      OptimizerState next =
          optimizer.step(optimizer.start(new double[2]), new double[] {3 * scale, 4 * scale});
      assertThat(next.parameters()).containsExactly((float) -0.6, (float) -0.8);
    }
    assertThat(gpu.traffic().fallbacks()).isZero();
  }

  @Test
  void a_row_of_the_norms_tree_that_is_left_out_would_be_noticed() {
    Gpu gpu = StandIn.emulation();
    OptimizerSpec spec = new NormalizedSgd(1, 0, false);
    GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, Format.FLOAT64).orElseThrow();
    int d = 3 * 4096 + 1;
    for (int place : new int[] {0, 255, 4095, 4096, 8191, 8192, d - 1}) {
      double[] gradient = new double[d];
      gradient[0] = 3;
      gradient[place] += 4;
      double norm = place == 0 ? 7 : 5;
      OptimizerState start = OptimizerState.of(0, new double[d], Map.of("momentum", new double[d]));
      assertThat(optimizer.step(start, gradient).parameters()[place])
          .isEqualTo(-gradient[place] * (1 / norm));
    }
  }
}
