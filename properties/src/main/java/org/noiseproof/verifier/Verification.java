package org.noiseproof.verifier;

import java.util.List;
import org.noiseproof.backend.Description;
import org.noiseproof.claim.Trial.Scale;

/** A run of the verifier: what was run, on what, with which seed, and what came of it. */
public record Verification(
    String backend, Description description, long seed, Scale scale, List<ClaimResult> results) {
  public Verification {
    results = List.copyOf(results);
  }

  /** What to type to run a claim again as it ran here. */
  public String replay(String id) {
    return "./noiseproof verify %s --backend %s --seed %d%s"
        .formatted(id, backend, seed, scale == Scale.DEEP ? " --deep" : "");
  }
}
