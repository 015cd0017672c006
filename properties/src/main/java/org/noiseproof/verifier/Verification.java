package org.noiseproof.verifier;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Description;
import org.noiseproof.claim.Trial.Scale;

/**
 * A run of the verifier: what was run, on what, with which seed, and what came of it.
 *
 * @param data the file of published data that it was given
 * @param usage what the backend had used when it was over
 */
public record Verification(
    String backend,
    Description description,
    long seed,
    Scale scale,
    Optional<Path> data,
    List<ClaimResult> results,
    Map<String, Long> usage) {
  public Verification {
    results = List.copyOf(results);
    usage = Collections.unmodifiableMap(new LinkedHashMap<>(usage)); // in their order
  }

  /** Without a file of data. */
  public Verification(
      String backend, Description description, long seed, Scale scale, List<ClaimResult> results) {
    this(backend, description, seed, scale, Optional.empty(), results, Map.of());
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
