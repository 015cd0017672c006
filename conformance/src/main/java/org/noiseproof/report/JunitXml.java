package org.noiseproof.report;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.claim.Finding;
import org.noiseproof.report.JunitSuites.Case;
import org.noiseproof.report.JunitSuites.Suite;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.ClaimResult.CheckResult;
import org.noiseproof.verifier.ClaimResult.ControlResult;
import org.noiseproof.verifier.Verification;

/**
 * A verification in the XML that CI systems read of JUnit: a suite for each claim, a case for each
 * check and control. A control that was found is a case that passed.
 */
public final class JunitXml {
  private JunitXml() {}

  /** The document. */
  public static String of(Verification run) {
    List<Suite> suites = run.results().stream().map(result -> suite(run, result)).toList();
    return JunitSuites.document("noiseproof verify", suites);
  }

  private static Suite suite(Verification run, ClaimResult result) {
    String id = result.claim().id();
    String replay = "replay: " + run.replay(id);
    return new Suite(
        id,
        id + " " + result.claim().title(),
        Stream.concat(
                result.checks().stream().map(check -> check(check, replay)),
                result.controls().stream().map(control -> control(control, replay)))
            .toList());
  }

  private static Case check(CheckResult result, String replay) {
    Finding finding = result.finding();
    return new Case(
        result.check().name(),
        result.time(),
        JunitSuites.outcome(finding.verdict()),
        finding.verdict() + ": " + finding.summary(),
        result.check().measures() + "\n" + replay);
  }

  private static Case control(ControlResult result, String replay) {
    Finding finding = result.finding();
    boolean applies = finding.verdict() != Verdict.NOT_APPLICABLE;
    return new Case(
        "control: " + result.control().check().name(),
        result.time(),
        result.found() ? "" : applies ? "error" : "skipped",
        "the negative control was not found (%s): %s"
            .formatted(finding.verdict(), finding.summary()),
        "what is wrong there: " + result.control().wrong() + "\n" + replay);
  }
}
