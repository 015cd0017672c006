package org.noiseproof.verifier;

import static org.noiseproof.statistics.Verdict.ERROR;
import static org.noiseproof.statistics.Verdict.HOLDS;
import static org.noiseproof.statistics.Verdict.NOT_APPLICABLE;
import static org.noiseproof.statistics.Verdict.UNDECIDED;
import static org.noiseproof.statistics.Verdict.VIOLATED;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.statistics.Verdict;

/** What came of a claim: its checks, and the controls that prove them able to fail. */
public record ClaimResult(Claim claim, List<CheckResult> checks, List<ControlResult> controls) {
  public ClaimResult {
    checks = List.copyOf(checks);
    controls = List.copyOf(controls);
  }

  /** A check with its finding. */
  public record CheckResult(Check check, Finding finding, Duration time) {}

  /** A control with its finding. */
  public record ControlResult(Control control, Finding finding, Duration time) {
    /** Whether the check found what is wrong. */
    public boolean found() {
      return finding.verdict() == Verdict.VIOLATED;
    }
  }

  /**
   * The claim's verdict: ERROR where a check broke or a control was not found (such a check proves
   * nothing), else the worst of its checks, VIOLATED before UNDECIDED before HOLDS; NOT_APPLICABLE
   * where no check applies. A control that does not apply to the backend is passed over, but a
   * claim of which no control was found does not hold: ERROR.
   */
  public Verdict verdict() {
    boolean missed =
        controls.stream().anyMatch(c -> !c.found() && c.finding().verdict() != NOT_APPLICABLE);
    Set<Verdict> found = EnumSet.noneOf(Verdict.class);
    checks.forEach(check -> found.add(check.finding().verdict()));
    if (found.contains(ERROR) || missed) {
      return ERROR;
    }
    Verdict worst =
        Stream.of(VIOLATED, UNDECIDED, HOLDS)
            .filter(found::contains)
            .findFirst()
            .orElse(NOT_APPLICABLE);
    boolean unproven = controls.stream().noneMatch(ControlResult::found);
    return worst == HOLDS && unproven ? ERROR : worst;
  }
}
