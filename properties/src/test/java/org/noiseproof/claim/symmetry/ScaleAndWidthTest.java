package org.noiseproof.claim.symmetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verifier;

class ScaleAndWidthTest {

  private static void assertSound(Claim claim) {
    ClaimResult result =
        Verifier.verify(List.of(claim), Golden.REFERENCE, 1, Scale.SHORT, new Silent())
            .results()
            .getFirst();
    assertThat(result.checks())
        .allSatisfy(check -> assertThat(check.finding().verdict()).isEqualTo(Verdict.HOLDS));
    assertThat(result.controls()).allSatisfy(control -> assertThat(control.found()).isTrue());
  }

  private record Silent() implements Verifier.Listener {
    @Override
    public void running(Claim claim, String check, int n, int all) {}

    @Override
    public void finished(ClaimResult result) {}
  }

  @Test
  void sym_12_holds_on_the_reference_and_every_control_is_found() {
    assertSound(Sym12.claim());
  }

  @Test
  void sym_13_holds_on_the_reference_and_every_control_is_found() {
    assertSound(Sym13.claim());
  }

  @Test
  void sym_16_holds_on_the_reference_and_every_control_is_found() {
    assertSound(Sym16.claim());
  }

  @Test
  void sym_17_holds_on_the_reference_and_every_control_is_found() {
    assertSound(Sym17.claim());
  }

  @Test
  void sym_18_holds_on_the_reference_and_every_control_is_found() {
    assertSound(Sym18.claim());
  }
}
