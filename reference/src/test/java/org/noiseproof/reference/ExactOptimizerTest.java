package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Power;

class ExactOptimizerTest {
  private static final MathContext DIGITS = DecimalDefinitions.DIGITS;
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
      double b = steps == 0 ? 0 : value();
      double theta = value();
      double g = value();
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
  void clipped_sgd_steps_are_those_of_the_definition() {
    for (int i = 0; i < 300; i++) {
      ClippedSgd spec =
          new ClippedSgd(
              random.nextDouble(), random.nextDouble(3), random.nextDouble(), random.nextBoolean());
      double[] theta = row(value(), value());
      double[] m = row(value(), value());
      double[] g = row(value(), value());
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
  void normalized_sgd_steps_are_those_of_the_definition() {
    for (int i = 0; i < 300; i++) {
      NormalizedSgd spec =
          new NormalizedSgd(random.nextDouble(), random.nextDouble(), random.nextBoolean());
      double[] theta = row(value(), value());
      double[] m = row(value(), value());
      double[] g = row(value(), 1 + value() / 4);
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
  void adam_steps_are_those_of_the_definition() {
    for (int i = 0; i < 300; i++) {
      Adam spec = adam();
      int t = random.nextInt(1, i % 10 == 0 ? 1000 : 20);
      double theta = value();
      double m = value();
      double v = Math.abs(value());
      double g = value();
      ExactState next = ExactOptimizer.step(spec, state(spec, t - 1, theta, m, v), row(g));
      check(next.parameters(), 0, decimalAdam(spec, t, theta, m, v, g));
    }
  }

  @Test
  void epsilon_inside_the_root_fails_the_same_check() {
    Adam spec = new Adam(0.1, 0.9, 0.999, 1e-3, 0);
    ExactState next = ExactOptimizer.step(spec, state(spec, 0, 1, 0, 0), row(2));
    BigDecimal inside =
        big(1)
            .subtract(big(0.1).multiply(big(2)).divide(big(4).add(big(1e-3)).sqrt(DIGITS), DIGITS));
    assertThatThrownBy(() -> check(next.parameters(), 0, inside))
        .isInstanceOf(AssertionError.class);
  }

  private static BigDecimal decimalAdam(
      Adam spec, int t, double theta, double m, double v, double g) {
    BigDecimal one = BigDecimal.ONE;
    BigDecimal beta1 = big(spec.beta1());
    BigDecimal beta2 = big(spec.beta2());
    BigDecimal first = beta1.multiply(big(m)).add(one.subtract(beta1).multiply(big(g)));
    BigDecimal second =
        beta2.multiply(big(v)).add(one.subtract(beta2).multiply(big(g)).multiply(big(g)));
    MathContext wide = new MathContext(160);
    BigDecimal mHat = first.divide(one.subtract(beta1.pow(t, wide)), wide);
    BigDecimal vHat = second.divide(one.subtract(beta2.pow(t, wide)), wide);
    BigDecimal divisor = vHat.sqrt(wide).add(big(spec.epsilon()));
    BigDecimal kept =
        big(theta)
            .subtract(
                big(spec.learningRate()).multiply(big(spec.weightDecay())).multiply(big(theta)));
    return divisor.signum() == 0
        ? kept
        : kept.subtract(big(spec.learningRate()).multiply(mHat).divide(divisor, wide));
  }

  @Test
  void the_first_step_of_adam_is_the_learning_rate_against_the_sign() {
    // m̂ = g and √v̂ = |g|, so without ε the step is η sign(g), whatever the betas.
    for (double g : new double[] {3, -1e-200, 1e200, 0x1p-1074}) {
      Adam spec = new Adam(0.5, 0.9, 0.999, 0, 0);
      ExactState next = ExactOptimizer.step(spec, ExactOptimizer.start(spec, row(1)), row(g));
      assertThat(next.rounded().parameters()[0]).isEqualTo(1 - 0.5 * Math.signum(g));
    }
  }

  @Test
  void nothing_over_nothing_moves_nothing() {
    Adam spec = new Adam(0.5, 0.9, 0.999, 0, 0);
    OptimizerState start = ExactOptimizer.start(spec, row(1, 2));
    OptimizerState next = ExactOptimizer.step(spec, start, row(0, -0.0)).rounded();
    assertThat(next.parameters()).containsExactly(1, 2);
    assertThat(next.steps()).isEqualTo(1);
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
  void adam_after_very_many_steps_needs_no_bias_correction() {
    Adam spec = new Adam(0.1, 0.9, 0.999, 0, 0);
    long late = 1L << 40;
    ExactState next = ExactOptimizer.step(spec, state(spec, late, 0, 1, 1), row(1));
    assertThat(next.parameters().value(0).toDouble()).isEqualTo(-0.1);
    assertThat(next.steps()).isEqualTo(late + 1);
  }

  @Test
  void gauges_bound_the_rounding_errors_of_adam_in_doubles() {
    double worst = 0;
    for (int i = 0; i < 3000; i++) {
      Adam spec = adam();
      int t = random.nextInt(1, 50);
      double theta = random.nextDouble(-1, 1);
      double m = random.nextDouble(-1, 1);
      double v = random.nextDouble();
      double g =
          random.nextInt(3) == 0
              ? -m * spec.beta1() / (1 - spec.beta1())
              : random.nextDouble(-1, 1);
      ExactVector exact =
          ExactOptimizer.step(spec, state(spec, t - 1, theta, m, v), row(g)).parameters();
      double first = spec.beta1() * m + (1 - spec.beta1()) * g;
      double second = spec.beta2() * v + (1 - spec.beta2()) * g * g;
      double mHat = first / (1 - Math.pow(spec.beta1(), t));
      double vHat = second / (1 - Math.pow(spec.beta2(), t));
      double plain =
          theta
              - spec.learningRate() * spec.weightDecay() * theta
              - spec.learningRate() * mHat / (Math.sqrt(vHat) + spec.epsilon());
      double error = Math.abs(Dyadic.of(plain).minus(exact.value(0)).toDouble());
      double ratio = error / (Tolerance.gamma(17, Tolerance.UNIT_ROUNDOFF) * exact.gauge(0));
      assertThat(ratio).isLessThanOrEqualTo(1);
      worst = Math.max(worst, ratio);
    }
    assertThat(worst).as("the criterion is not idle").isGreaterThan(0.05);
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

  private Adam adam() {
    return new Adam(
        random.nextDouble(),
        random.nextInt(4) == 0 ? 0 : random.nextDouble(),
        random.nextBoolean() ? 0.999 : random.nextDouble(),
        random.nextBoolean() ? 0 : random.nextDouble(),
        random.nextBoolean() ? 0 : random.nextDouble());
  }

  private double value() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> random.nextInt(-3, 4);
      case 2 -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-200, 200));
      default -> random.nextDouble(-1, 1);
    };
  }

  private static OptimizerState state(
      OptimizerSpec spec, long steps, double theta, double first, double second) {
    Map<String, double[]> buffers =
        switch (spec) {
          case Sgd sgd when sgd.momentum() == 0 -> Map.of();
          case Sgd sgd -> Map.of("momentum", row(first));
          case Adam adam -> Map.of("first_moment", row(first), "second_moment", row(second));
          case OptimizerSpec averaged -> Map.of("momentum", row(first));
        };
    return OptimizerState.of(steps, row(theta), buffers);
  }

  /** Within 2⁻¹⁰⁰ of the gauge. */
  private static void check(ExactVector exact, int j, BigDecimal expected) {
    BigDecimal allowed = big(exact.gauge(j)).multiply(Dyadic.ONE.scale(-100).toBigDecimal());
    assertThat(exact.value(j).toBigDecimal().subtract(expected).abs()).isLessThanOrEqualTo(allowed);
  }

  private static void refused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static BigDecimal big(double x) {
    return new BigDecimal(x);
  }

  private static double[] row(double... entries) {
    return entries;
  }

  @Test
  void a_buffer_below_the_smallest_number_is_clipped_as_a_real_number() {
    OptimizerSpec after = new ClippedSgd(1, 1, 0.5, true);
    OptimizerState start = OptimizerState.of(0, new double[1], Map.of("momentum", new double[1]));
    double[] moved =
        ExactOptimizer.step(after, start, new double[] {Double.MIN_VALUE}).parameters().rounded();
    assertThat(moved).containsExactly(-0.0);
  }
}
