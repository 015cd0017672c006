package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;

/** BIAS-11 to BIAS-16 and BIAS-20 to BIAS-22. */
class SpectralClaimsTest {

  static Stream<Claim> claims() {
    return Stream.of(
        Bias11.claim(),
        Bias12.claim(),
        Bias13.claim(),
        Bias14.claim(),
        Bias15.claim(),
        Bias16.claim(),
        Bias20.claim(),
        Bias21.claim(),
        Bias22.claim());
  }

  @ParameterizedTest
  @MethodSource("claims")
  void holds_on_the_reference_and_every_control_is_found(Claim claim) {
    assertThat(Golden.surprises(claim, Golden.REFERENCE)).isEmpty();
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
}
