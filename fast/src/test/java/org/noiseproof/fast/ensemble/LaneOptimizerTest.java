package org.noiseproof.fast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.fast.cpu.Cases;
import org.noiseproof.fast.cpu.TestRatio;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.Power;

/** Steps of lanes against the exact ones from the same states. */
class LaneOptimizerTest {
  private static final int LANES = 16;
  private static final int STEPS = 6;

  static Stream<OptimizerSpec> optimizers() {
    return Stream.of(
        new Sgd(0.1, 0, 0, false, 0),
        new Sgd(0.1, 0, 0, false, 0.01),
        new Sgd(0.1, 0.9, 0, false, 0.01),
        new Sgd(0.1, 0.9, 0.9, false, 0),
        new Sgd(0.1, 0.9, 0, true, 0.01),
        new ClippedSgd(0.1, 1, 0.9),
        new ClippedSgd(0.1, Double.POSITIVE_INFINITY, 0),
        new ClippedSgd(0.1, 0, 0.5),
        new ClippedSgd(0.1, 1, 0.9, true),
        new SignSgd(0.1, 0),
        new NormalizedSgd(0.1, 0, false),
        new NormalizedSgd(0.1, 0.9, false),
        new NormalizedSgd(0.1, 0.9, true),
        new Scheduled(new ClippedSgd(0.1, 1, 0), new Power(-0.5, 1), new Power(1 / 1.5, 0)),
        new Scheduled(new NormalizedSgd(0.1, 0, true), new Horizon(-0.75, 9), new Constant()));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void each_step_from_the_same_state_has_a_test_ratio_of_at_most_one(OptimizerSpec spec) {
    for (int d : new int[] {1, 2, 3, 10}) {
      assertThat(worst(spec, spec, d, false)).isLessThanOrEqualTo(1);
      // The direction of a buffer that underflows is lost, as the Javadoc says.
      boolean rescalesBuffer =
          switch (spec) {
            case NormalizedSgd normalized -> normalized.momentum() > 0;
            case ClippedSgd clipped -> clipped.clipAfterMomentum();
            default -> false;
          };
      if (!rescalesBuffer) {
        assertThat(worst(spec, spec, d, true)).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void another_momentum_or_threshold_is_seen() {
    OptimizerSpec exact = new ClippedSgd(0.1, 1, 0.9);
    assertThat(worst(new ClippedSgd(0.1, 1, 0.9 + 0x1p-30), exact, 3, false)).isGreaterThan(1);
    assertThat(worst(new ClippedSgd(0.1, 1 + 0x1p-30, 0.9), exact, 3, false)).isGreaterThan(1);
  }

  private static double worst(OptimizerSpec lanes, OptimizerSpec exact, int d, boolean wild) {
    LaneOptimizer optimizer = LaneOptimizer.of(lanes, STEPS, d, LANES).orElseThrow();
    Batch starts = Cases.batch(LANES, d, d, false);
    double[][] x = new double[d][LANES];
    for (int j = 0; j < d; j++) {
      for (int l = 0; l < LANES; l++) {
        x[j][l] = starts.at(l, j);
      }
    }
    double worst = 0;
    for (int t = 0; t < STEPS; t++) {
      Batch gradients = Cases.batch(LANES, d, 77L * t + d, wild);
      double[][] g = new double[d][LANES];
      ExactState[] next = new ExactState[LANES];
      for (int l = 0; l < LANES; l++) {
        double[] gradient = gradients.row(l);
        for (int j = 0; j < d; j++) {
          g[j][l] = gradient[j];
        }
        next[l] = ExactOptimizer.step(exact, state(exact, optimizer, t, x, l), gradient);
      }
      optimizer.step(x, g);
      for (int l = 0; l < LANES; l++) {
        int depth = LaneOptimizer.depth(d);
        double[] parameters = lane(x, l);
        worst =
            Math.max(
                worst, TestRatio.of(parameters, next[l].parameters(), depth, Precision.FLOAT64));
      }
    }
    return worst;
  }

  private static OptimizerState state(
      OptimizerSpec spec, LaneOptimizer optimizer, int t, double[][] x, int lane) {
    Map<String, double[]> buffers = new HashMap<>();
    for (String name : ExactOptimizer.start(spec, new double[x.length]).buffers()) {
      double[] buffer = new double[x.length];
      Arrays.setAll(buffer, j -> optimizer.momentum(j)[lane]);
      buffers.put(name, buffer);
    }
    return OptimizerState.of(t, lane(x, lane), buffers);
  }

  private static double[] lane(double[][] vectors, int lane) {
    return Stream.of(vectors).mapToDouble(coordinate -> coordinate[lane]).toArray();
  }
}
