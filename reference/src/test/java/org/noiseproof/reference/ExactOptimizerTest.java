package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.reference.OneStep.big;
import static org.noiseproof.reference.OneStep.refused;
import static org.noiseproof.reference.OneStep.row;
import static org.noiseproof.reference.OneStep.state;
import static org.noiseproof.reference.OneStep.value;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Power;

class ExactOptimizerTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private final SplittableRandom random = new SplittableRandom(20260006);

  @Test
  void sgd_steps_are_those_of_the_definition() {
    for (int i = 0; i < 500; i++) {
      boolean nesterov = random.nextInt(3) == 0;
      double momentum = nesterov || random.nextBoolean() ? random.nextDouble(0.1, 1) : 0;
      double dampening = nesterov ? 0 : random.nextDouble();
      Sgd spec = new Sgd(random.nextDouble(), momentum, dampening, nesterov, random.nextDouble());
      long steps = random.nextInt(3);
      double b = steps == 0 ? 0 : value(random);
      double theta = value(random);
      double g = value(random);
      ExactState next = ExactOptimizer.step(spec, state(spec, steps, theta, b, 0), row(g));

      BigDecimal decayed = big(g).add(big(spec.weightDecay()).multiply(big(theta)));
      BigDecimal buffer =
          steps == 0
              ? decayed
              : big(momentum)
                  .multiply(big(b))
                  .add(BigDecimal.ONE.subtract(big(dampening)).multiply(decayed));
      BigDecimal direction =
          nesterov ? decayed.add(big(momentum).multiply(buffer)) : momentum > 0 ? buffer : decayed;
      BigDecimal moved = big(theta).subtract(big(spec.learningRate()).multiply(direction));
      assertThat(next.steps()).isEqualTo(steps + 1);
      assertThat(next.parameters().value(0).toBigDecimal()).isEqualByComparingTo(moved);
      assertThat(next.buffers()).hasSize(momentum > 0 ? 1 : 0);
      if (momentum > 0) {
        assertThat(next.buffer("momentum").value(0).toBigDecimal()).isEqualByComparingTo(buffer);
      }
    }
  }

  @Test
  void a_scheduled_step_is_one_of_the_optimizer_of_its_time() {
    Scheduled spec =
        new Scheduled(new ClippedSgd(0.5, 1, 0.25), new Power(-0.5, 0), new Power(1, 0.5));
    OptimizerState start = ExactOptimizer.start(spec, row(1, 2));
    assertThat(start).isEqualTo(ExactOptimizer.start(new ClippedSgd(1, 1, 0.25), row(1, 2)));
    OptimizerState third = OptimizerState.of(2, row(1, 2), Map.of("momentum", row(3, -1)));
    ClippedSgd then = new ClippedSgd(0.5 * StrictMath.pow(3, -0.5), 3.5, 0.25);
    assertThat(spec.at(3)).isEqualTo(then);
    assertThat(ExactOptimizer.step(spec, third, row(30, 40)).rounded())
        .isEqualTo(ExactOptimizer.step(then, third, row(30, 40)).rounded());
  }

  @Test
  void a_learning_rate_of_zero_moves_nothing() {
    for (OptimizerSpec spec :
        new OptimizerSpec[] {
          new Sgd(0, 0.9, 0, true, 0.1),
          new ClippedSgd(0, 1, 0.5),
          new NormalizedSgd(0, 0.5, true),
          new SignSgd(0, 0.5),
          new Adam(0, 0.9, 0.999, 0, 0.1)
        }) {
      double[] theta = row(1e300, -0x1p-1074);
      OptimizerState state = ExactOptimizer.start(spec, theta);
      assertThat(ExactOptimizer.step(spec, state, row(3, 4)).rounded().parameters())
          .containsExactly(theta);
    }
  }

  @Test
  void only_momentum_needs_a_buffer() {
    double[] theta = row(1, 2);
    assertThat(ExactOptimizer.start(new Sgd(1, 0, 0, false, 0), theta).buffers()).isEmpty();
    assertThat(ExactOptimizer.start(new Sgd(1, 0.5, 0, false, 0), theta).buffers())
        .containsExactly("momentum");
    assertThat(ExactOptimizer.start(new ClippedSgd(1, 1, 0), theta).buffers())
        .containsExactly("momentum");
    assertThat(ExactOptimizer.start(new NormalizedSgd(1, 0, false), theta).buffers())
        .containsExactly("momentum");
    assertThat(ExactOptimizer.start(new Adam(1, 0, 0, 0, 0), theta).buffers())
        .containsExactly("first_moment", "second_moment");
  }

  @Test
  void what_is_not_finite_or_does_not_fit_is_refused() {
    Adam spec = new Adam(0.1, 0.9, 0.999, 0, 0);
    refused(
        () -> ExactOptimizer.start(spec, row(1, Double.NaN)), "parameters[1] = NaN is not finite");
    OptimizerState start = ExactOptimizer.start(spec, row(1));
    refused(
        () -> ExactOptimizer.step(spec, start, row(INFINITY)),
        "gradient[0] = Infinity is not finite");
    refused(
        () -> ExactOptimizer.step(spec, start, row(1, 2)), "gradient has 2 entries, expected 1");
    // The second moment overflows, rounds to ∞, and the next step says so.
    OptimizerState beyond = ExactOptimizer.step(spec, start, row(1e200)).rounded();
    assertThat(beyond.buffer("second_moment")).containsExactly(INFINITY);
    refused(
        () -> ExactOptimizer.step(spec, beyond, row(1)),
        "buffer second_moment[0] = Infinity is not finite");
    refused(
        () -> ExactOptimizer.step(new ClippedSgd(1, 1, 0), start, row(1)),
        "no buffer named momentum; this state has [first_moment, second_moment]");
  }
}
