package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** What the tests of single steps share: numbers to step with, and what a step is held against. */
final class OneStep {
  private OneStep() {}

  static double value(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> random.nextInt(-3, 4);
      case 2 -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-200, 200));
      default -> random.nextDouble(-1, 1);
    };
  }

  static OptimizerState state(
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
  static void check(ExactVector exact, int j, BigDecimal expected) {
    BigDecimal allowed = big(exact.gauge(j)).multiply(Dyadic.ONE.scale(-100).toBigDecimal());
    assertThat(exact.value(j).toBigDecimal().subtract(expected).abs()).isLessThanOrEqualTo(allowed);
  }

  static void refused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static BigDecimal big(double x) {
    return new BigDecimal(x);
  }

  static double[] row(double... entries) {
    return entries;
  }
}
