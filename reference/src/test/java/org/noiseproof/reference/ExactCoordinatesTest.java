package org.noiseproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.noiseproof.reference.OneStep.big;
import static org.noiseproof.reference.OneStep.check;
import static org.noiseproof.reference.OneStep.row;
import static org.noiseproof.reference.OneStep.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.ExactNumber;
import org.noiseproof.dialect.Plain;
import org.noiseproof.dialect.RandomSpecs;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Power;

final class ExactCoordinatesTest {
  private static final MathContext DIGITS = new MathContext(160);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final List<String> NEW = RandomSpecs.TYPES.subList(2, RandomSpecs.TYPES.size());

  /** The roundings of a step that is computed as its definition reads. */
  private static final int DEPTH = 32;

  private final SplittableRandom random = new SplittableRandom(20261121);

  @Test
  void steps_are_those_of_the_definitions_in_decimals() {
    for (String type : NEW) {
      for (int i = 0; i < 100; i++) {
        var spec = (CoordinatewiseOptimizerSpec) RandomSpecs.of(type, random);
        int t = random.nextInt(1, i % 10 == 0 ? 1000 : 20);
        double theta = value(random);
        double g = value(random);
        OptimizerState before = state(spec, t - 1, theta);
        ExactState next = ExactOptimizer.step(spec, before, row(g));
        check(next.parameters(), 0, decimal(spec, t, theta, g, before));
      }
    }
  }

  @Test
  void another_dialect_fails_the_same_check() {
    Rmsprop spec = new Rmsprop(0.1, 0.9, 1e-3);
    BigDecimal v = big(0.1).multiply(big(4));
    BigDecimal inside = ONE.subtract(big(0.2).divide(v.add(big(1e-3)).sqrt(DIGITS), DIGITS));
    ExactState next = ExactOptimizer.step(spec, ExactOptimizer.start(spec, row(1)), row(2));
    assertThatThrownBy(() -> check(next.parameters(), 0, inside))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void gauges_bound_the_rounding_errors_in_doubles() {
    for (String type : RandomSpecs.TYPES) {
      double worst = 0;
      for (int i = 0; i < 500; i++) {
        OptimizerSpec spec = RandomSpecs.of(type, random);
        int t = random.nextInt(1, 50);
        OptimizerState before = state(spec, t - 1, random.nextDouble(-1, 1));
        double g = random.nextDouble(-1, 1);
        ExactVector exact = ExactOptimizer.step(spec, before, row(g)).parameters();
        Coordinate<Plain> plain =
            rule(spec).step(Plain::new, t, coordinate(spec, before), new Plain(g));
        double error = Math.abs(off(plain.parameter().value(), exact.value(0)));
        double allowed = Tolerance.gamma(DEPTH, Tolerance.UNIT_ROUNDOFF) * exact.gauge(0);
        assertThat(error)
            .as("%s, step %d, %s, %s", spec, t, before, g)
            .isLessThanOrEqualTo(allowed);
        worst = Math.max(worst, error / allowed);
      }
      assertThat(worst).as("the criterion is not idle for %s", type).isGreaterThan(0.005);
    }
  }

  @Test
  void the_arithmetic_with_gauges_and_the_one_of_256_bits_agree() {
    for (String type : RandomSpecs.TYPES) {
      for (int i = 0; i < 50; i++) {
        OptimizerSpec spec = RandomSpecs.of(type, random);
        int t = random.nextInt(1, 50);
        OptimizerState before = state(spec, t - 1, value(random));
        double g = value(random);
        List<ExactNumber> buffers = new ArrayList<>();
        for (String name : rule(spec).buffers()) {
          buffers.add(ExactNumber.FROM_DOUBLES.of(before.buffer(name)[0]));
        }
        Coordinate<ExactNumber> at =
            new Coordinate<>(ExactNumber.FROM_DOUBLES.of(before.parameters()[0]), buffers);
        Coordinate<ExactNumber> next =
            rule(spec).step(ExactNumber.FROM_DOUBLES, t, at, ExactNumber.FROM_DOUBLES.of(g));
        check(
            ExactOptimizer.step(spec, before, row(g)).parameters(),
            0,
            next.parameter().value().toBigDecimal());
      }
    }
  }

  @Test
  void nothing_over_nothing_moves_nothing() {
    for (OptimizerSpec spec :
        List.of(
            new Rmsprop(0.5, 0.9, 0),
            new Adagrad(0.5, 0, 0),
            new Adadelta(0.5, 0.9, 0),
            new Adamax(0.5, 0.9, 0.999, 0),
            new Nadam(0.5, 0.9, 0.999, 0),
            new Amsgrad(0.5, 0.9, 0.999, 0),
            new Adabelief(0.5, 0.9, 0.999, 0),
            new Lion(0.5, 0.9, 0.99, 0))) {
      OptimizerState start = ExactOptimizer.start(spec, row(1, 2));
      OptimizerState next = ExactOptimizer.step(spec, start, row(0, -0.0)).rounded();
      assertThat(next.parameters()).as("%s", spec).containsExactly(1, 2);
    }
  }

  @Test
  void the_square_of_a_large_gradient_does_not_overflow() {
    for (double g : new double[] {1e200, -1e-200, Double.MAX_VALUE, Double.MIN_VALUE}) {
      for (OptimizerSpec spec :
          List.of(
              new Adagrad(0.5, 0, 0),
              new Rmsprop(0.5, 0, 0),
              new Adamax(0.5, 0.9, 0.999, 0),
              new Amsgrad(0.5, 0.9, 0.999, 0))) {
        OptimizerState start = ExactOptimizer.start(spec, row(1));
        assertThat(ExactOptimizer.step(spec, start, row(g)).parameters().rounded())
            .as("%s", spec)
            .containsExactly(1 - 0.5 * Math.signum(g));
      }
    }
  }

  @Test
  void a_scheduled_step_is_one_of_its_rate() {
    for (String type : NEW) {
      OptimizerSpec spec = RandomSpecs.of(type, random);
      Scheduled scheduled = new Scheduled(spec, new Power(-1, 0), new Constant());
      OptimizerState before = state(spec, 3, 1);
      OptimizerSpec fourth = spec.withLearningRate(spec.learningRate() / 4);
      assertThat(ExactOptimizer.step(scheduled, before, row(2)).rounded())
          .isEqualTo(ExactOptimizer.step(fourth, before, row(2)).rounded());
    }
  }

  private static CoordinateRule rule(OptimizerSpec spec) {
    return (CoordinateRule) Dialects.canonical(spec).rule(spec);
  }

  private OptimizerState state(OptimizerSpec spec, long steps, double theta) {
    Map<String, double[]> buffers = new TreeMap<>();
    for (String name : rule(spec).buffers()) {
      boolean signed = name.equals("momentum") || name.equals("first_moment");
      buffers.put(name, row(signed ? random.nextDouble(-1, 1) : random.nextDouble()));
    }
    return OptimizerState.of(steps, row(theta), buffers);
  }

  private static Coordinate<Plain> coordinate(OptimizerSpec spec, OptimizerState state) {
    return new Coordinate<>(
        new Plain(state.parameters()[0]),
        rule(spec).buffers().stream().map(name -> new Plain(state.buffer(name)[0])).toList());
  }

  private static double off(double computed, Dyadic exact) {
    return Dyadic.of(computed).minus(exact).toDouble();
  }

  /** θ after the step, written down once more. */
  private static BigDecimal decimal(
      CoordinatewiseOptimizerSpec spec, int t, double theta, double gradient, OptimizerState at) {
    BigDecimal g = big(gradient);
    BigDecimal square = g.multiply(g);
    BigDecimal direction =
        switch (spec) {
          case Rmsprop s -> {
            BigDecimal v = mean(s.decay(), buffer(at, "second_moment"), square);
            yield ratio(g, root(v).add(big(s.epsilon())));
          }
          case Adagrad s ->
              ratio(g, root(buffer(at, "sum_of_squares").add(square)).add(big(s.epsilon())));
          case Adadelta s -> {
            BigDecimal v = mean(s.decay(), buffer(at, "second_moment"), square);
            BigDecimal u = buffer(at, "second_moment_of_steps");
            BigDecimal epsilon = big(s.epsilon());
            yield ratio(root(u.add(epsilon)), root(v.add(epsilon))).multiply(g);
          }
          case Adamax s -> {
            BigDecimal m = mean(s.beta1(), buffer(at, "first_moment"), g);
            BigDecimal kept = big(s.beta2()).multiply(buffer(at, "infinity_norm"));
            yield ratio(corrected(m, s.beta1(), t), kept.max(g.abs().add(big(s.epsilon()))));
          }
          case Nadam s -> {
            BigDecimal beta = big(s.beta1());
            BigDecimal m = mean(s.beta1(), buffer(at, "first_moment"), g);
            BigDecimal v = mean(s.beta2(), buffer(at, "second_moment"), square);
            BigDecimal ahead =
                beta.multiply(corrected(m, s.beta1(), t + 1))
                    .add(ONE.subtract(beta).multiply(corrected(g, s.beta1(), t)));
            yield ratio(ahead, root(corrected(v, s.beta2(), t)).add(big(s.epsilon())));
          }
          case Amsgrad s -> {
            BigDecimal m = mean(s.beta1(), buffer(at, "first_moment"), g);
            BigDecimal v = mean(s.beta2(), buffer(at, "second_moment"), square);
            BigDecimal w = buffer(at, "largest_second_moment").max(v);
            yield ratio(
                corrected(m, s.beta1(), t), root(corrected(w, s.beta2(), t)).add(big(s.epsilon())));
          }
          case Adabelief s -> {
            BigDecimal m = mean(s.beta1(), buffer(at, "first_moment"), g);
            BigDecimal epsilon = big(s.epsilon());
            BigDecimal spread =
                mean(s.beta2(), buffer(at, "second_moment_of_deviation"), g.subtract(m).pow(2));
            yield ratio(
                corrected(m, s.beta1(), t),
                root(corrected(spread.add(epsilon), s.beta2(), t)).add(epsilon));
          }
          case Lion s ->
              BigDecimal.valueOf(mean(s.beta1(), buffer(at, "momentum"), g).signum())
                  .add(big(s.weightDecay()).multiply(big(theta)));
        };
    return big(theta).subtract(big(spec.learningRate()).multiply(direction));
  }

  private static BigDecimal buffer(OptimizerState state, String name) {
    return big(state.buffer(name)[0]);
  }

  private static BigDecimal mean(double beta, BigDecimal old, BigDecimal fresh) {
    return big(beta).multiply(old).add(ONE.subtract(big(beta)).multiply(fresh));
  }

  private static BigDecimal corrected(BigDecimal moment, double beta, int t) {
    return moment.divide(ONE.subtract(big(beta).pow(t, DIGITS)), DIGITS);
  }

  private static BigDecimal root(BigDecimal x) {
    return x.sqrt(DIGITS);
  }

  private static BigDecimal ratio(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? BigDecimal.ZERO : a.divide(b, DIGITS);
  }
}
