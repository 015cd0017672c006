package org.noiseproof.conformance;

import java.util.List;
import org.noiseproof.backend.Description;
import org.noiseproof.statistics.Verdict;

/** A run of checks on a subject: on what, with which seed, and what came of it. */
public record ConformanceRun(
    String subject, Description description, long seed, int cases, List<CheckResult> results) {
  public ConformanceRun {
    results = List.copyOf(results);
  }

  /** How many checks ended so. */
  public long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** ERROR before VIOLATED before HOLDS; NOT_APPLICABLE where no check applies. */
  public Verdict verdict() {
    for (Verdict worst : List.of(Verdict.ERROR, Verdict.VIOLATED, Verdict.HOLDS)) {
      if (count(worst) > 0) {
        return worst;
      }
    }
    return Verdict.NOT_APPLICABLE;
  }
}
