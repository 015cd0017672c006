package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Evidence;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.Verdict;

/**
 * SYM-7, 8, 9 and 11, as far as the reference runs them in seconds; all of it is the verifier's.
 */
class NeuronClaimsTest {
  private static final Trial SHORT =
      new Trial(
          Golden.REFERENCE, Streams.of(1, "neuron"), Scale.SHORT, new ErrorBudget(0.001, 0.001));

  static Stream<Claim> claims() {
    return Stream.of(Sym7.claim(), Sym8.claim(), Sym9.claim(), Sym11.claim());
  }

  @ParameterizedTest
  @MethodSource("claims")
  void what_is_not_sampled_holds_and_its_controls_are_found(Claim claim) {
    assertThat(claim.checks().stream().filter(NeuronClaimsTest::deterministic))
        .allSatisfy(check -> assertThat(verdict(check)).isEqualTo(Verdict.HOLDS));
    assertThat(
            claim.controls().stream().map(Control::check).filter(NeuronClaimsTest::deterministic))
        .allSatisfy(check -> assertThat(verdict(check)).isEqualTo(Verdict.VIOLATED));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void gradient_descent_is_found_at_every_start(Claim claim) {
    assertThat(
            claim.controls().stream()
                .map(Control::check)
                .filter(check -> check.name().contains("gradient-descent")))
        .allSatisfy(check -> assertThat(verdict(check)).isEqualTo(Verdict.VIOLATED));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void a_backend_without_the_specs_is_told_so(Claim claim) {
    assertThat(claim.checks())
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }

  @Test
  void two_runs_on_the_same_samples_approach_as_the_flow_says_and_are_drawn() {
    Finding finding = named(Sym8.claim(), "relaxation").experiment().apply(SHORT);
    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    Plot courses = finding.plots().getLast();
    assertThat(courses.series())
        .extracting(Series::name)
        .contains("rate 1.6", "SGD, η = 0.08", "SGD, η = 0.04");
    Series measured = courses.series().getLast();
    assertThat(measured.y().getFirst()).isEqualTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(measured.y().getLast()).isBetween(0.0, 0.2);
  }

  @Test
  void two_starts_meet_under_noise_and_stay_apart_without() {
    Finding drawn =
        new TwoStarts(Neuron.LINEAR, List.of(Sym7.ABOVE, Sym7.BELOW), 4)
            .drawn(SHORT, Finding.notApplicable("nothing"));
    List<Series> courses = drawn.plots().getFirst().series();
    double noisy = last(courses, "SGD from u = 1.0") / last(courses, "SGD from u = 0.3");
    double full =
        last(courses, "gradient descent from u = 1.0")
            / last(courses, "gradient descent from u = 0.3");
    assertThat(noisy).isBetween(0.99, 1.01);
    assertThat(full).isGreaterThan(20);
    assertThat(drawn.plots().getLast().series()).hasSize(7);
  }

  private static double last(List<Series> series, String name) {
    return series.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow()
        .y()
        .getLast();
  }

  /** The predicted controls of SYM-8 and 9: what the flow leaves, and by the naive time. */
  @Test
  void what_is_claimed_of_the_speed_is_what_the_rates_say() {
    assertThat(claimed(Sym8.claim(), "relaxation")).isEqualTo("0.45");
    assertThat(claimed(Sym9.claim(), "heavy-ball-speed/naive")).isEqualTo("0.97");
  }

  private static String claimed(Claim claim, String name) {
    return named(claim, name)
        .experiment()
        .apply(SHORT)
        .decision()
        .map(Decision::hypothesis)
        .map(Hypothesis::claimed)
        .map(value -> Golden.digits(value, 2))
        .orElse("nothing");
  }

  private static Check named(Claim claim, String name) {
    return Stream.concat(claim.checks().stream(), claim.controls().stream().map(Control::check))
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean deterministic(Check check) {
    return check.evidence() != Evidence.STATISTICAL;
  }

  private static Verdict verdict(Check check) {
    return check.experiment().apply(SHORT).verdict();
  }
}
