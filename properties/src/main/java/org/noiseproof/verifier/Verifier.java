package org.noiseproof.verifier;

import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Trial.Scale;

/** Runs claims on a backend. */
public final class Verifier {
  private Verifier() {}

  /** Told how a run goes on. */
  public interface Listener {
    /** A check or control of a claim is about to run: the n-th of all. */
    void running(Claim claim, String check, int n, int all);

    /** A claim is done. */
    void finished(ClaimResult result);
  }

  /** Runs the claims in turn, each check and control with its own streams and its share of the errors. */
  public static Verification verify(
      List<Claim> claims, Backend backend, long seed, Scale scale, Listener listener) {
    throw new UnsupportedOperationException();
  }
}
