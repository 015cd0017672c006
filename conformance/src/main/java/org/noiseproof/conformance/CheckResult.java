package org.noiseproof.conformance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.statistics.Verdict;

/**
 * What came of a check.
 *
 * @param check what was demanded
 * @param verdict HOLDS, VIOLATED, NOT_APPLICABLE or ERROR
 * @param note why it does not apply or broke, or what is worth knowing beside the verdict; may be
 *     empty
 * @param worstRatio the largest test ratio seen, before shrinking; 0 where everything was exact
 * @param worst the case with that ratio, where it is above 0
 * @param cases run
 * @param counterexample where the demand is broken
 * @param time it took
 * @param replay what to type to see it again
 */
public record CheckResult(
    Check check,
    Verdict verdict,
    String note,
    double worstRatio,
    Optional<Case> worst,
    int cases,
    Optional<Counterexample> counterexample,
    Duration time,
    String replay) {

  /** What a person who did not expect it needs to see, by what it is called. */
  public Map<String, String> findings() {
    Map<String, String> findings = new LinkedHashMap<>();
    findings.put("demanded", check.demand());
    counterexample.ifPresent(
        found -> {
          findings.put("input", found.minimal().toString());
          findings.put("observed", found.observed());
        });
    if (!note.isEmpty() && !findings.containsValue(note)) {
      findings.put("note", note);
    }
    findings.put("replay", replay);
    return findings;
  }

  /** The check, its verdict and the findings, a line each. */
  public String explanation() {
    StringBuilder text = new StringBuilder(check.id() + " " + verdict);
    findings().forEach((name, finding) -> text.append("\n  %-9s ".formatted(name + ":") + finding));
    return text.toString();
  }

  /** Whether its demand is broken, or it could not be decided whether it is. */
  public boolean isFailure() {
    return verdict == Verdict.VIOLATED || verdict == Verdict.ERROR;
  }

  /**
   * A case that breaks the demand.
   *
   * @param minimal the simplest found
   * @param observed what it gave
   * @param drawn the case that it was shrunk from
   */
  public record Counterexample(Case minimal, String observed, Case drawn) {}
}
