package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** Single coordinates at which a pass alone would go wrong. */
class CoordinatewiseStepTest {
  private static final List<Backend> BACKENDS =
      List.of(new CpuBackend(1), new CpuFloat32Backend(1));

  /** Spec, step, parameter, gradient, buffers, in units of the smallest normal number. */
  static Stream<Arguments> atTheEndsOfTheRange() {
    double large = 0x1p-2;
    return Stream.of(
        edge("a divisor of 0 under a moment", new Adam(1e-3, 0.9, 0, 0, 0), 0, 0, 1, 0),
        edge("a divisor of 0 under a moment", new Amsgrad(1e-3, 0.9, 0, 0), 0, 0, 1, 0, 0),
        edge("a divisor of 0 under a moment", new Adamax(1e-3, 0.9, 0, 0), 0, 0, 1, 0),
        edge("a square that underflows", new Rmsprop(1e-3, 0.9, 0), 0, 1, 0),
        edge("a square that underflows", new Adagrad(1e-3, 0, 0), 0, 1, 0),
        edge("a square that underflows", new Nadam(1e-3, 0.9, 0.999, 0), 0, 1, 1, 0),
        edge("a square that underflows", new Adabelief(1e-3, 0.9, 0.9, 0), 0, 1, 0.5, 0),
        edge("a square that underflows", new Adadelta(1, 0.9, 0), 0, 1, 0, 1),
        edge("a moment that underflows", new Adam(1e-3, 0.9, 0.999, 1e-8, 0), 0, large, large, 0),
        edge("a maximum that underflows", new Adamax(1e-3, 0.9, 0.75, 0), 0, 0, large, large),
        edge("a maximum that loses bits", new Adamax(1e-3, 0.9, 0.75, 0), 0, 0, 0x1p90, 0x1.8p-22),
        edge("an ε beyond float32", new Rmsprop(0x1p60, 0.5, 0x1p130), 0, 0x1p126, 0),
        edge("a quotient that underflows", new Adadelta(1, 0.9, 0), 0, 0x1p90, 0x1p60, large),
        edge("an average that underflows", new Lion(1e-3, 0.25, 0.25, 0), 0, 0, 0x1p-22),
        edge("an average that underflows", new Lion(1e-3, 0.25, 0.25, 0), 0, -large, 3 * large));
  }

  private static Arguments edge(
      String what, OptimizerSpec spec, double parameter, double gradient, double... buffers) {
    return Arguments.of(what, spec, parameter, gradient, buffers);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("atTheEndsOfTheRange")
  void what_underflows_is_taken_exactly(
      String what, OptimizerSpec spec, double parameter, double gradient, double[] buffers) {
    for (Backend backend : BACKENDS) {
      Precision precision = backend.describe().precision();
      double unit = precision == Precision.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
      Map<String, double[]> named = new HashMap<>();
      List<String> names = Dialects.canonical(spec).rule(spec).buffers();
      for (int i = 0; i < buffers.length; i++) {
        named.put(names.get(i), new double[] {buffers[i] * unit});
      }
      OptimizerState state = OptimizerState.of(4, new double[] {parameter * unit}, named);
      double[] g = {gradient * unit};
      OptimizerState exact = ExactOptimizer.step(spec, state, g).rounded();
      OptimizerState next = backend.optimizer(spec).orElseThrow().step(state, g);
      assertThat(next.parameters()[0])
          .as(precision.name())
          .isEqualTo(precision.round(exact.parameters()[0]));
    }
  }

  @Test
  void a_root_of_a_square_of_few_bits_is_taken_exactly() {
    OptimizerSpec spec = new Rmsprop(1e-3, 0.9, 0);
    for (Backend backend : BACKENDS) {
      Precision precision = backend.describe().precision();
      double[] g = {precision.round(4 * Math.sqrt(precision.smallestSubnormal()))};
      OptimizerState start =
          OptimizerState.of(0, new double[] {1}, Map.of("second_moment", new double[1]));
      OptimizerState exact = ExactOptimizer.step(spec, start, g).rounded();
      OptimizerState next = backend.optimizer(spec).orElseThrow().step(start, g);
      assertThat(next.parameters()[0]).isEqualTo(precision.round(exact.parameters()[0]));
    }
  }

  @Test
  void a_coordinate_beyond_the_range_leaves_the_others_as_they_are() {
    OptimizerSpec spec = new Rmsprop(1e-2, 0.9, 1e-8);
    for (Backend backend : BACKENDS) {
      double huge = backend.describe().precision() == Precision.FLOAT64 ? 1e200 : 1e30;
      OptimizerState start =
          OptimizerState.of(0, new double[3], Map.of("second_moment", new double[3]));
      OptimizerState next =
          backend.optimizer(spec).orElseThrow().step(start, new double[] {0.1, huge, 0.3});
      OptimizerState alone =
          backend.optimizer(spec).orElseThrow().step(start, new double[] {0.1, 0.2, 0.3});
      double[] moved = next.parameters();
      assertThat(moved[0]).isEqualTo(alone.parameters()[0]);
      assertThat(moved[2]).isEqualTo(alone.parameters()[2]);
      assertThat(next.buffer("second_moment")[1]).isInfinite();
      assertThat(Arrays.stream(moved)).allMatch(Double::isFinite);
    }
  }

  @Test
  void without_a_gradient_nothing_moves_from_the_start() {
    for (Backend backend : BACKENDS) {
      CoordinatewisePassTest.optimizers()
          .filter(spec -> !(spec instanceof Lion || spec instanceof Adam))
          .forEach(
              spec -> {
                OptimizerState start =
                    backend.optimizer(spec).orElseThrow().start(new double[] {1, -2, 0});
                OptimizerState next =
                    backend.optimizer(spec).orElseThrow().step(start, new double[3]);
                assertThat(next.parameters()).as("%s", spec).containsExactly(1, -2, 0);
              });
    }
  }
}
