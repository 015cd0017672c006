package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.reference.OneStep.big;
import static org.noiseproof.reference.OneStep.check;
import static org.noiseproof.reference.OneStep.row;
import static org.noiseproof.reference.OneStep.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

class ExactAverageTest {
  private static final MathContext DIGITS = DecimalDefinitions.DIGITS;
  private final SplittableRandom random = new SplittableRandom(20260007);

  @Test
  void clipped_sgd_steps_are_those_of_the_definition() {
    for (int i = 0; i < 300; i++) {
      ClippedSgd spec =
          new ClippedSgd(
              random.nextDouble(), random.nextDouble(3), random.nextDouble(), random.nextBoolean());
      double[] theta = row(value(random), value(random));
      double[] m = row(value(random), value(random));
      double[] g = row(value(random), value(random));
      OptimizerState state = OptimizerState.of(4, theta, Map.of("momentum", m));
      ExactState next = ExactOptimizer.step(spec, state, g);
      boolean after = spec.clipAfterMomentum();
      BigDecimal[] gradient = {big(g[0]), big(g[1])};
      BigDecimal[] fresh = after ? gradient : DecimalDefinitions.clip(gradient, spec.threshold());
      BigDecimal[] buffer = new BigDecimal[2];
      for (int j = 0; j < 2; j++) {
        buffer[j] =
            big(spec.momentum())
                .multiply(big(m[j]))
                .add(BigDecimal.ONE.subtract(big(spec.momentum())).multiply(fresh[j]));
        check(next.buffer("momentum"), j, buffer[j]);
      }
      BigDecimal[] moved = after ? DecimalDefinitions.clip(buffer, spec.threshold()) : buffer;
      for (int j = 0; j < 2; j++) {
        check(
            next.parameters(),
            j,
            big(theta[j]).subtract(big(spec.learningRate()).multiply(moved[j])));
      }
    }
  }

  @Test
  void a_buffer_below_the_smallest_number_is_clipped_as_a_real_number() {
    OptimizerSpec after = new ClippedSgd(1, 1, 0.5, true);
    OptimizerState start = OptimizerState.of(0, new double[1], Map.of("momentum", new double[1]));
    double[] moved =
        ExactOptimizer.step(after, start, new double[] {Double.MIN_VALUE}).parameters().rounded();
    assertThat(moved).containsExactly(-0.0);
  }

  @Test
  void normalized_sgd_steps_are_those_of_the_definition() {
    for (int i = 0; i < 300; i++) {
      NormalizedSgd spec =
          new NormalizedSgd(random.nextDouble(), random.nextDouble(), random.nextBoolean());
      double[] theta = row(value(random), value(random));
      double[] m = row(value(random), value(random));
      double[] g = row(value(random), 1 + value(random) / 4);
      long steps = random.nextInt(2);
      OptimizerState state = OptimizerState.of(steps, theta, Map.of("momentum", m));
      ExactState next = ExactOptimizer.step(spec, state, g);
      BigDecimal mu = big(spec.warmStart() && steps == 0 ? 0 : spec.momentum());
      BigDecimal[] buffer = new BigDecimal[2];
      for (int j = 0; j < 2; j++) {
        buffer[j] = mu.multiply(big(m[j])).add(BigDecimal.ONE.subtract(mu).multiply(big(g[j])));
        check(next.buffer("momentum"), j, buffer[j]);
      }
      BigDecimal norm = DecimalDefinitions.norm(buffer);
      for (int j = 0; j < 2; j++) {
        check(
            next.parameters(),
            j,
            big(theta[j])
                .subtract(big(spec.learningRate()).multiply(buffer[j]).divide(norm, DIGITS)));
      }
    }
  }

  @Test
  void gauges_bound_the_rounding_errors_of_normalized_sgd_in_doubles() {
    double worst = 0;
    for (int i = 0; i < 3000; i++) {
      NormalizedSgd spec = new NormalizedSgd(random.nextDouble(), random.nextDouble(), false);
      double mu = spec.momentum();
      double[] m = row(random.nextDouble(-1, 1), random.nextDouble(-1, 1));
      double[] g = row(random.nextDouble(-1, 1), random.nextDouble(-1, 1));
      if (random.nextInt(3) > 0) {
        double nearly = 1 + random.nextDouble() * 0x1p-20;
        g[0] = -mu * m[0] / (1 - mu) * nearly;
        g[1] = random.nextBoolean() ? -mu * m[1] / (1 - mu) * nearly : g[1];
      }
      OptimizerState state = OptimizerState.of(4, row(0.25, 0), Map.of("momentum", m));
      ExactVector exact = ExactOptimizer.step(spec, state, g).parameters();
      double[] plain = row(mu * m[0] + (1 - mu) * g[0], mu * m[1] + (1 - mu) * g[1]);
      double norm = Math.sqrt(plain[0] * plain[0] + plain[1] * plain[1]);
      for (int j = 0; j < 2; j++) {
        double moved = state.parameters()[j] - spec.learningRate() * (plain[j] / norm);
        double error = Math.abs(Dyadic.of(moved).minus(exact.value(j)).toDouble());
        double ratio = error / (Tolerance.gamma(9, Tolerance.UNIT_ROUNDOFF) * exact.gauge(j));
        assertThat(ratio).isLessThanOrEqualTo(1);
        worst = Math.max(worst, ratio);
      }
    }
    assertThat(worst).as("the criterion is not idle").isGreaterThan(0.05);
  }

  @Test
  void a_direction_needs_no_representable_buffer() {
    // m = (3, −4)·2⁻¹⁰⁷⁶ rounds to (1, −1)·2⁻¹⁰⁷⁴, and yet its direction is (0.6, −0.8).
    double tiny = Double.MIN_VALUE;
    NormalizedSgd spec = new NormalizedSgd(0.5, 0.75, false);
    OptimizerState start = ExactOptimizer.start(spec, row(0, 0));
    ExactState next = ExactOptimizer.step(spec, start, row(3 * tiny, -4 * tiny));
    assertThat(next.rounded().parameters()).containsExactly(-0.3, 0.4);
    assertThat(next.rounded().buffer("momentum")).containsExactly(tiny, -tiny);
    double huge = Double.MAX_VALUE;
    assertThat(ExactOptimizer.step(spec, start, row(huge, 0)).rounded().parameters())
        .containsExactly(-0.5, 0);
  }

  @Test
  void the_sign_is_that_of_the_buffer_before_it_is_rounded() {
    double tiny = Double.MIN_VALUE;
    SignSgd spec = new SignSgd(0.5, 0.75);
    // A quarter of the smallest number rounds to 0, and is positive.
    OptimizerState start = ExactOptimizer.start(spec, row(0, 0));
    OptimizerState next = ExactOptimizer.step(spec, start, row(tiny, 0)).rounded();
    assertThat(next.parameters()).containsExactly(-0.5, 0);
    assertThat(next.buffer("momentum")).containsExactly(0, 0);
    // 0.9 − 0.1·9 is no 0 with the doubles next to 0.9 and 0.1, nor is its computed value the one.
    SignSgd near = new SignSgd(1, 0.9);
    OptimizerState one = OptimizerState.of(1, row(0), Map.of("momentum", row(1)));
    int sign = big(0.9).subtract(BigDecimal.ONE.subtract(big(0.9)).multiply(big(9))).signum();
    assertThat(ExactOptimizer.step(near, one, row(-9)).rounded().parameters())
        .containsExactly(-sign);
    assertThat(sign).isNotZero();
    // Exact cancellation.
    SignSgd half = new SignSgd(1, 0.5);
    assertThat(ExactOptimizer.step(half, one, row(-1)).rounded().parameters()).containsExactly(0);
  }

  @Test
  void gauges_bound_the_signs_of_buffers_rounded_to_doubles() {
    int turned = 0;
    for (int i = 0; i < 3000; i++) {
      SignSgd spec = new SignSgd(1, random.nextDouble());
      double mu = spec.momentum();
      double m = random.nextDouble(-1, 1);
      double g = Math.nextUp(-mu * m / (1 - mu));
      OptimizerState state = OptimizerState.of(4, row(0), Map.of("momentum", row(m)));
      ExactVector exact = ExactOptimizer.step(spec, state, row(g)).parameters();
      double plain = -Math.signum(mu * m + (1 - mu) * g);
      double error = Math.abs(plain - exact.value(0).toDouble());
      turned += error > 0 ? 1 : 0;
      assertThat(error)
          .isLessThanOrEqualTo(Tolerance.gamma(4, Tolerance.UNIT_ROUNDOFF) * exact.gauge(0));
    }
    assertThat(turned).as("signs that rounding has turned").isPositive();
  }

  @Test
  void a_buffer_of_zero_moves_nothing_and_a_warm_start_is_told_by_the_steps() {
    NormalizedSgd warm = new NormalizedSgd(0.5, 0.75, true);
    OptimizerState start = ExactOptimizer.start(warm, row(1, 2));
    assertThat(start.buffer("momentum")).containsExactly(0, 0);
    OptimizerState first = ExactOptimizer.step(warm, start, row(0, 0)).rounded();
    assertThat(first.parameters()).containsExactly(1, 2);
    OptimizerState second = ExactOptimizer.step(warm, first, row(0, 4)).rounded();
    assertThat(second.parameters()).containsExactly(1, 1.5);
    assertThat(second.buffer("momentum")).containsExactly(0, 1);
    assertThat(ExactOptimizer.step(warm, start, row(0, 4)).rounded().buffer("momentum"))
        .containsExactly(0, 4);
  }
}
