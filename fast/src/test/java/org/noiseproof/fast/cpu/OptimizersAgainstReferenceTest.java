package org.noiseproof.fast.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
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
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.Power;

class OptimizersAgainstReferenceTest {
  private static final int STEPS = 8;

  static Stream<OptimizerSpec> optimizers() {
    return Stream.of(
        new Sgd(0.1, 0, 0, false, 0),
        new Sgd(0.1, 0, 0, false, 0.01),
        new Sgd(0.1, 0.9, 0, false, 0.01),
        new Sgd(0.1, 0.9, 0.3, false, 0),
        new Sgd(0.1, 0.9, 0, true, 0.01),
        new ClippedSgd(0.1, 1, 0.9),
        new ClippedSgd(0.1, Double.POSITIVE_INFINITY, 0),
        new ClippedSgd(0.1, 0, 0.5),
        new ClippedSgd(0.1, 1, 0.9, true),
        new ClippedSgd(0.1, 0, 0.5, true),
        new NormalizedSgd(0.1, 0, false),
        new NormalizedSgd(0.1, 0.9, false),
        new NormalizedSgd(0.1, 0.9, true),
        new SignSgd(0.1, 0),
        new SignSgd(0.1, 0.9),
        new Scheduled(new ClippedSgd(0.1, 1, 0.9), new Power(-0.5, 0), new Power(0.75, 0)),
        new Scheduled(new NormalizedSgd(1, 0.9, true), new Horizon(-0.75, 8), new Constant()),
        new Adam(1e-3, 0.9, 0.999, 1e-8, 0),
        new Adam(1e-3, 0.9, 0.999, 0, 0.1),
        new Adam(1e-3, 0, 0, 1e-8, 0),
        new Rmsprop(1e-2, 0.99, 1e-8),
        new Rmsprop(1e-2, 0.9, 0),
        new Rmsprop(1e-2, 0, 1e-8),
        new Adagrad(1e-2, 0, 1e-10),
        new Adagrad(1e-2, 0, 0),
        new Adagrad(1e-2, 0.1, 0),
        new Adadelta(1, 0.9, 1e-6),
        new Adadelta(0.5, 0.95, 1e-30),
        new Adadelta(1, 0, 0),
        new Adamax(1e-3, 0.9, 0.999, 1e-8),
        new Adamax(1e-3, 0.9, 0.5, 0),
        new Adamax(1e-3, 0, 0, 0),
        new Nadam(1e-3, 0.9, 0.999, 1e-8),
        new Nadam(1e-3, 0.99, 0.9, 0),
        new Nadam(1e-3, 0, 0, 1e-8),
        new Amsgrad(1e-3, 0.9, 0.999, 1e-8),
        new Amsgrad(1e-3, 0.9, 0.5, 0),
        new Amsgrad(1e-3, 0, 0, 1e-8),
        new Adabelief(1e-3, 0.9, 0.999, 1e-16),
        new Adabelief(1e-3, 0.9, 0.5, 0),
        new Adabelief(1e-3, 0, 0, 1e-8),
        new Lion(1e-3, 0.9, 0.99, 0.1),
        new Lion(1e-3, 0.5, 0.5, 0),
        new Lion(1e-3, 0, 0, 0),
        new Scheduled(new Rmsprop(1e-2, 0.99, 1e-8), new Power(-0.5, 0), new Constant()),
        new Scheduled(new Lion(1e-3, 0.9, 0.99, 0.1), new Horizon(-0.75, 8), new Constant()));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void each_step_from_the_same_state_has_a_test_ratio_of_at_most_one(OptimizerSpec spec) {
    for (Backend backend : List.of(new CpuBackend(1), new CpuFloat32Backend(1))) {
      for (boolean wild : new boolean[] {false, true}) {
        for (int d : new int[] {1, 7, 33, 130}) {
          if (backend.describe().precision() == Precision.FLOAT64 || !wild) {
            assertStepsWithin(backend, spec, d, wild);
          }
        }
      }
    }
  }

  private static void assertStepsWithin(Backend backend, OptimizerSpec spec, int d, boolean wild) {
    Optimizer optimizer = backend.optimizer(spec).orElseThrow();
    Precision precision = backend.describe().precision();
    Batch draws = Cases.batch(STEPS + 1, d, d, wild);
    OptimizerState state = optimizer.start(narrowed(draws.row(STEPS), precision));
    for (int t = 0; t < STEPS; t++) {
      double[] gradient = narrowed(draws.row(t), precision);
      ExactOptimizer.ExactState exact = ExactOptimizer.step(spec, state, gradient);
      OptimizerState next = optimizer.step(state, gradient);
      int depth = optimizer.depth(d);
      assertThat(TestRatio.of(next.parameters(), exact.parameters(), depth, precision))
          .as("parameters, %s, step %d, d = %d, wild %s", precision, t, d, wild)
          .isLessThanOrEqualTo(1);
      assertThat(next.buffers()).isEqualTo(exact.buffers().keySet());
      exact
          .buffers()
          .forEach(
              (name, buffer) ->
                  assertThat(TestRatio.of(next.buffer(name), buffer, depth, precision))
                      .as("%s, %s, d = %d, wild %s, %s", name, precision, d, wild, next)
                      .isLessThanOrEqualTo(1));
      assertThat(next.steps()).isEqualTo(t + 1);
      state = next;
      if (!next.buffers().stream()
          .allMatch(name -> finite(next.buffer(name)) && finite(next.parameters()))) {
        return;
      }
    }
  }

  private static boolean finite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static double[] narrowed(double[] values, Precision precision) {
    if (precision == Precision.FLOAT32) {
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) values[j];
      }
    }
    return values;
  }

  /** With one β for both averages, so that Lion's buffer is what its sign was taken of. */
  static Stream<DoubleFunction<OptimizerSpec>> ofSigns() {
    return Stream.of(
        momentum -> new SignSgd(1, momentum), momentum -> new Lion(1, momentum, momentum, 0));
  }

  @ParameterizedTest
  @MethodSource("ofSigns")
  void a_sign_that_rounding_could_turn_is_decided_exactly(DoubleFunction<OptimizerSpec> with) {
    SplittableRandom random = new SplittableRandom(6);
    for (Backend backend : List.of(new CpuBackend(1), new CpuFloat32Backend(1))) {
      boolean floats = backend.describe().precision() == Precision.FLOAT32;
      int turned = 0;
      for (int i = 0; i < 2000; i++) {
        double momentum = random.nextDouble();
        OptimizerSpec spec = with.apply(momentum);
        double old = (float) random.nextDouble(-1, 1);
        double balance = -momentum * old / (1 - momentum);
        double gradient = floats ? (float) balance : balance;
        OptimizerState state =
            OptimizerState.of(3, new double[1], Map.of("momentum", new double[] {old}));
        OptimizerState exact = ExactOptimizer.step(spec, state, new double[] {gradient}).rounded();
        OptimizerState next =
            backend.optimizer(spec).orElseThrow().step(state, new double[] {gradient});
        assertThat(next.parameters()).containsExactly(exact.parameters());
        double average =
            floats
                ? Math.fma((float) momentum, (float) old, (float) (1 - momentum) * (float) gradient)
                : Math.fma(momentum, old, (1 - momentum) * gradient);
        turned += Math.signum(average) == -exact.parameters()[0] ? 0 : 1;
      }
      assertThat(turned).as("computed averages of the wrong sign").isPositive();
    }
  }

  @Test
  void steps_on_the_dyadic_grid_are_exact() {
    SplittableRandom random = new SplittableRandom(5);
    OptimizerSpec spec = new Sgd(0.25, 0.5, 0.5, false, 0.125);
    for (Backend backend : List.of(new CpuBackend(1), new CpuFloat32Backend(1))) {
      for (int d = 0; d < 70; d++) {
        double[] parameters = random.ints(d, -8, 9).mapToDouble(i -> i).toArray();
        Optimizer optimizer = backend.optimizer(spec).orElseThrow();
        OptimizerState state = optimizer.start(parameters);
        for (int t = 0; t < 2; t++) {
          double[] gradient = random.ints(d, -8, 9).mapToDouble(i -> i).toArray();
          OptimizerState exact = ExactOptimizer.step(spec, state, gradient).rounded();
          state = optimizer.step(state, gradient);
          assertThat(state).isEqualTo(exact);
        }
      }
    }
  }
}
