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
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Verdict;

/** SYM-5, 14 and 15, short on the reference. */
class ChainClaimsTest {
  private static final Trial SHORT =
      new Trial(Golden.REFERENCE, Streams.of(1, "chains"), Scale.SHORT, new ErrorBudget(0.1, 0.1));

  /** Dear ones on the reference; `verify` runs them. */
  private static final List<String> LEFT_OUT = List.of("limit", "law-near-collapse");

  private static boolean taken(Check check) {
    return LEFT_OUT.stream().noneMatch(check.name()::startsWith);
  }

  static Stream<Claim> claims() {
    return Stream.of(Sym5.claim(), Sym14.claim(), Sym15.claim());
  }

  @ParameterizedTest
  @MethodSource("claims")
  void the_checks_hold(Claim claim) {
    assertThat(
            claim.checks().stream()
                .filter(ChainClaimsTest::taken)
                .map(check -> check.experiment().apply(SHORT))
                .filter(finding -> finding.verdict() != Verdict.HOLDS))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void the_controls_are_found(Claim claim) {
    assertThat(
            claim.controls().stream()
                .map(Control::check)
                .filter(ChainClaimsTest::taken)
                .filter(check -> check.experiment().apply(SHORT).verdict() != Verdict.VIOLATED)
                .map(Check::name))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void a_backend_that_implements_nothing_is_not_judged_by_runs(Claim claim) {
    Trial bare = new Trial(Golden.bare().backend(), SHORT.streams(), Scale.SHORT, SHORT.budget());
    assertThat(
            claim.checks().stream()
                .filter(check -> check.evidence() == Evidence.STATISTICAL)
                .filter(ChainClaimsTest::taken)
                .map(check -> check.experiment().apply(bare).verdict()))
        .containsOnly(Verdict.NOT_APPLICABLE);
  }

  @Test
  void gradient_descent_keeps_its_initialisations_apart() {
    assertThat(Sym5Runs.product(3, 0.1, 0.05, 1000)).isEqualTo(8.9743, within(0.0001));
    assertThat(Sym5Runs.product(1, 0.3, 0.05, 1000)).isEqualTo(0.9016, within(0.0001));
    assertThat(Sym5Runs.product(0.1, 3, 0.05, 1000)).isEqualTo(-8.9743, within(0.0001));
  }
}
