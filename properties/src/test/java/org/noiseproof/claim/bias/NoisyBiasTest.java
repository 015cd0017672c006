package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

/**
 * BIAS-5, 17 to 19 and 23 to 28: batches, adaptive steps, decay, and how convergence is measured.
 */
class NoisyBiasTest {
  private static final String WAITS = "waits for the NucGD authors' data";

  static Stream<Claim> claims() {
    return Stream.of(
        Bias5.claim(),
        Bias17.claim(),
        Bias18.claim(),
        Bias19.claim(),
        Bias23.claim(),
        Bias24.claim(),
        Bias25.claim(),
        Bias26.claim(),
        Bias27.claim(),
        Bias28.claim());
  }

  @ParameterizedTest
  @MethodSource("claims")
  void nothing_is_found_on_a_backend_without_the_specs(Claim claim) {
    assertThat(claim.checks())
        .filteredOn(check -> !check.name().equals("two-optima"))
        .allSatisfy(
            check ->
                assertThat(check.experiment().apply(Golden.bare()).verdict())
                    .isEqualTo(Verdict.NOT_APPLICABLE));
  }

  static Stream<Claim> cheap() {
    return Stream.of(
        Bias18.claim(),
        Bias19.claim(),
        Bias23.claim(),
        Bias24.claim(),
        Bias25.claim(),
        Bias28.claim());
  }

  @ParameterizedTest
  @MethodSource("cheap")
  void holds_on_the_reference_and_every_control_is_found(Claim claim) {
    assertThat(Golden.surprises(claim, Golden.REFERENCE))
        .allSatisfy(surprise -> assertThat(surprise).contains(WAITS));
  }

  @Test
  void the_noise_of_batches_is_counted() {
    assertThat(
            Bias17Runs.theorem(
                    Golden.TRIAL, List.of(Bias17Runs.Setting.plain(1)), TheoremA.Reading.ANY)
                .verdict())
        .isEqualTo(Verdict.HOLDS);
  }
}
