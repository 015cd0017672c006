package org.noiseproof.cli;

import org.noiseproof.claim.Claim;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verifier;

/** Shows how a verification goes on. */
record VerifyProgress(String backend, Progress progress) implements Verifier.Listener {
  @Override
  public void running(Claim claim, String check, int n, int all) {
    progress.running("%s %s on %s".formatted(claim.id(), check, backend), n, all);
  }

  @Override
  public void finished(ClaimResult result) {
    progress.finished(
        "%s on %s: %s".formatted(result.claim().id(), backend, Terminal.word(result.verdict())));
  }
}
