package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.bias.TheoremA.Reading;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.statistics.Verdict;

class Bias1To10Test {

  static Stream<Claim> claims() {
    return Stream.of(
        Bias1.claim(),
        Bias2.claim(),
        Bias3.claim(),
        Bias4.claim(),
        Bias6.claim(),
        Bias7.claim(),
        Bias8.claim(),
        Bias9.claim(),
        Bias10.claim());
  }

  @ParameterizedTest
  @MethodSource("claims")
  void hold_on_the_reference_and_every_control_is_found(Claim claim) {
    assertThat(Golden.surprises(claim, Golden.REFERENCE)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void a_backend_without_the_specs_is_told_so(Claim claim) {
    assertThat(claim.checks())
        .filteredOn(check -> !check.measures().startsWith("B_T summed"))
        .filteredOn(check -> !check.measures().contains("in rational numbers"))
        .filteredOn(check -> !check.measures().contains("in exact arithmetic"))
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }

  @Test
  void margins_are_plotted_with_both_ends_of_the_certificate() {
    Plot plot =
        Bias3Runs.eight(Golden.TRIAL, Stepping.OWN, Reading.STEEPEST, Geometry.FIVE.subList(1, 2))
            .plots()
            .getFirst();
    assertThat(plot.series()).hasSize(4).allSatisfy(s -> assertThat(s.x()).hasSize(7));
    for (int i = 0; i < 7; i++) {
      assertThat(plot.series().getFirst().y().get(i)).isLessThanOrEqualTo(1);
      assertThat(plot.series().get(1).y().get(i)).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void a_misdirected_backend_measures_rightly_and_steps_wrongly() {
    NormSpec norm = new Nuclear();
    Backend wrong = Misdirected.by(Misdirected.SECOND_PAIR, Golden.REFERENCE);
    MarginDescent run =
        new MarginDescent(
            wrong,
            Geometry.EIGHT,
            Loss.LOG_SUM_EXP,
            norm,
            Geometry.descent(norm, 0.5, new ScheduleSpec.Constant()));
    MarginDescent.Step step = run.step();
    Matrix direction = step.direction();
    double second = step.dual() - step.lacking();
    assertThat(wrong.norm(norm).orElseThrow().of(direction))
        .isCloseTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(second).isPositive().isLessThan(step.dual());
  }

  @Test
  void sums_along_a_run_are_those_of_its_steps() {
    NormSpec norm = new Max();
    MarginDescent run =
        new MarginDescent(
            Golden.REFERENCE,
            Geometry.EIGHT,
            Loss.LOG_SUM_EXP,
            norm,
            Geometry.descent(norm, 0.25, new ScheduleSpec.Constant()));
    run.steps(4);
    assertThat(run.length()).isEqualTo(1);
    assertThat(run.squares()).isEqualTo(0.25);
    assertThat(run.lacking()).isCloseTo(0, within(Tolerance.CLOSED_FORM));
    assertThat(run.weights().margin()).isEqualTo(Geometry.EIGHT.margin(run.point()));
    assertThat(run.averagedDual()).isLessThanOrEqualTo(run.dual() / run.length());
  }
}
