package org.noiseproof.verifier;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.Description;
import org.noiseproof.claim.Trial.Scale;

/**
 * A run of the verifier: what was run, on what, with which seed, and what came of it.
 *
 * @param data the file of published data that it was given
 */
public record Verification(
    String backend,
    Description description,
    long seed,
    Scale scale,
    Optional<Path> data,
    List<ClaimResult> results) {
  public Verification {
    results = List.copyOf(results);
  }

  /** Without a file of data. */
  public Verification(
      String backend, Description description, long seed, Scale scale, List<ClaimResult> results) {
    this(backend, description, seed, scale, Optional.empty(), results);
  }

  /** What to type to run a claim again as it ran here. */
  public String replay(String id) {
    return "./noiseproof verify %s --backend %s --seed %d%s%s"
        .formatted(
            id,
            backend,
            seed,
            scale == Scale.DEEP ? " --deep" : "",
            data.map(file -> " --data " + file).orElse(""));
  }
}
