package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noiseproof.reference.OneStep.big;
import static org.noiseproof.reference.OneStep.check;
import static org.noiseproof.reference.OneStep.row;
import static org.noiseproof.reference.OneStep.state;
import static org.noiseproof.reference.OneStep.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.OptimizerSpec.Adam;

class ExactAdamTest {
  private static final MathContext DIGITS = DecimalDefinitions.DIGITS;
  private final SplittableRandom random = new SplittableRandom(20260008);

  @Test
  void adam_steps_are_those_of_the_definition() {
    for (int i = 0; i < 300; i++) {
      Adam spec = adam();
      int t = random.nextInt(1, i % 10 == 0 ? 1000 : 20);
      double theta = value(random);
      double m = value(random);
      double v = Math.abs(value(random));
      double g = value(random);
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

  private Adam adam() {
    return new Adam(
        random.nextDouble(),
        random.nextInt(4) == 0 ? 0 : random.nextDouble(),
        random.nextBoolean() ? 0.999 : random.nextDouble(),
        random.nextBoolean() ? 0 : random.nextDouble(),
        random.nextBoolean() ? 0 : random.nextDouble());
  }
}
