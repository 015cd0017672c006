package org.noiseproof.verifier;

import java.time.Duration;
import java.util.List;
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
   * nothing), else the worst of its checks, VIOLATED before UNDECIDED before HOLDS; NOT_APPLICABLE where
   * no check applies. A control that does not apply to the backend is passed over.
   */
  public Verdict verdict() {
    throw new UnsupportedOperationException();
  }
}
