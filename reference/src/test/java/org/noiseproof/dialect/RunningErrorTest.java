package org.noiseproof.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;

final class RunningErrorTest {
  private static final int STEPS = 12;
  private final SplittableRandom random = new SplittableRandom(20260112);

  @Test
  void no_run_in_any_order_of_operations_is_off_by_more_than_its_bound() {
    int judged = 0;
    double worst = 0;
    List<OptimizerDialect> dialects =
        RandomSpecs.TYPES.stream().flatMap(type -> Dialects.ofOptimizer(type).stream()).toList();
    for (OptimizerDialect dialect : dialects) {
      for (Precision precision : Precision.values()) {
        for (int i = 0; i < 6; i++) {
          Rule rule = dialect.rule(RandomSpecs.of(dialect.type(), random));
          double[] start = {precision.round(random.nextDouble(-1, 1))};
          double[][] gradients = gradients(precision);
          var exact = Run.of(rule, ExactNumber.FROM_DOUBLES, start, gradients);
          var bounds = Run.of(rule, RunningError.in(precision), start, gradients);
          var program = Run.of(rule, Imprecise.in(precision, random), start, gradients);
          for (int t = 1; t <= STEPS; t++) {
            RunningError bound = bounds.get(t).getFirst();
            Dyadic position = exact.get(t).getFirst().value();
            assertThat(off(bound.value(), position)).isLessThanOrEqualTo(bound.bound());
            double computed = program.get(t).getFirst().value();
            if (Double.isFinite(bound.bound())) {
              assertThat(off(computed, position))
                  .as("%s, %s, step %d", dialect.id(), rule, t)
                  .isLessThanOrEqualTo(bound.bound());
              judged++;
              worst = Math.max(worst, off(computed, position) / bound.bound());
            }
          }
        }
      }
    }
    assertThat(judged).as("judged").isGreaterThan(Dialects.all().size() * 5 * STEPS);
    assertThat(worst).as("the bound is not idle").isGreaterThan(0.25);
  }

  @Test
  void a_run_in_floats_is_not_one_in_doubles() {
    double[][] gradients = gradients(Precision.FLOAT32);
    Adam spec = new Adam(0.1, 0.9, 0.999, 1e-8, 0);
    Rule rule = Dialects.canonical(spec).rule(spec);
    double[] start = {0.5};
    var bounds = Run.of(rule, RunningError.in(Precision.FLOAT64), start, gradients);
    var floats = Run.of(rule, Imprecise.in(Precision.FLOAT32, random), start, gradients);
    RunningError last = bounds.getLast().getFirst();
    assertThat(Math.abs(floats.getLast().getFirst().value() - last.value()))
        .isGreaterThan(last.bound());
  }

  @Test
  void an_error_of_a_few_more_roundings_than_a_step_has_is_found() {
    double[][] gradients = {{1}};
    Sgd spec = new Sgd(0.5, 0, 0, false, 0);
    Rule rule = Dialects.canonical(spec).rule(spec);
    RunningError moved =
        Run.of(rule, RunningError.in(Precision.FLOAT64), new double[] {1}, gradients)
            .getLast()
            .getFirst();
    double unit = Precision.FLOAT64.unitRoundoff();
    assertThat(moved.value()).isEqualTo(0.5);
    assertThat(moved.bound()).isBetween(unit, 8 * unit);
  }

  @Test
  void what_a_program_may_overflow_in_is_not_judged() {
    RunningError large = RunningError.in(Precision.FLOAT32).of(0x1p70);
    assertThat(large.times(large).bound()).isInfinite();
    RunningError double_ = RunningError.in(Precision.FLOAT64).of(0x1p70);
    assertThat(double_.times(double_).bound()).isFinite();
  }

  @Test
  void a_divisor_that_may_be_zero_and_a_sign_that_may_be_either_are_not_judged() {
    Arithmetic<RunningError> in = RunningError.in(Precision.FLOAT64);
    RunningError nearly = in.of(0.1).times(in.of(3)).minus(in.of(0.3));
    assertThat(in.of(1).over(nearly).bound()).isInfinite();
    assertThat(nearly.sign().bound()).isGreaterThanOrEqualTo(1);
    assertThat(in.of(-2).sign()).isEqualTo(in.of(-1));
    assertThat(in.of(0).sign()).isEqualTo(in.of(0));
    assertThat(in.of(0).over(in.of(0))).isEqualTo(in.of(0));
  }

  private double[][] gradients(Precision precision) {
    List<Double> scales = List.of(1.0, 0x1p-10, 0x1p10, 0x1p-30, 0x1p-530, 0x1p-1070);
    double scale = scales.get(random.nextInt(scales.size()));
    double[][] gradients = new double[STEPS][1];
    for (double[] gradient : gradients) {
      gradient[0] = random.nextInt(6) == 0 ? 0 : precision.round(scale * random.nextDouble(-1, 1));
    }
    return gradients;
  }

  private static double off(double computed, Dyadic exact) {
    return Dyadic.of(computed).minus(exact).abs().toDouble();
  }
}
