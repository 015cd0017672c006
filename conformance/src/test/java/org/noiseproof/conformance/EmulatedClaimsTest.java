package org.noiseproof.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.ClaimFamily;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.Catalogue;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verifier;

/**
 * Claims of every family on the emulated device, the cheapest of those that its kernels carry:
 * estimators, optimizers, norms, replicas of minibatch SGD.
 */
final class EmulatedClaimsTest {
  private static final Backend EMULATION = Backends.named("gpu-emulated");

  @BeforeAll
  static void emulation() {
    Optional<String> reason = EMULATION.unavailable();
    assumeTrue(reason.isEmpty(), reason::toString);
  }

  static List<Claim> claims() {
    return Catalogue.select(List.of("CLIP-1", "CLIP-20", "BIAS-1", "SYM-3", "SYM-16"));
  }

  @Test
  void every_family_has_a_claim_here() {
    assertThat(Catalogue.families().stream().map(ClaimFamily::claims))
        .allMatch(family -> family.stream().anyMatch(claim -> ids().contains(claim.id())));
  }

  private static List<String> ids() {
    return claims().stream().map(Claim::id).toList();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void every_check_holds_by_launched_kernels_and_every_control_is_found(Claim claim) {
    String before = EMULATION.usage().toString();
    ClaimResult result =
        Verifier.verify(List.of(claim), EMULATION, 1, Scale.DEFAULT, new Silent())
            .results()
            .getFirst();
    assertThat(result.checks())
        .allMatch(check -> check.finding().verdict() == Verdict.HOLDS, "holds");
    assertThat(result.controls()).allMatch(ClaimResult.ControlResult::found, "is found");
    assertThat(EMULATION.usage().toString()).isNotEqualTo(before);
  }

  private static final class Silent implements Verifier.Listener {
    @Override
    public void running(Claim claim, String check, int n, int all) {}

    @Override
    public void finished(ClaimResult result) {}
  }
}
