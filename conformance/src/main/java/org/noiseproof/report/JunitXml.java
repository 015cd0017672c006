package org.noiseproof.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.noiseproof.claim.Finding;
import org.noiseproof.report.text.Markup;
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
    List<Case> all = run.results().stream().flatMap(result -> cases(run, result)).toList();
    Markup out = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.open("testsuites", counted("noiseproof verify", all));
    for (ClaimResult result : run.results()) {
      List<Case> cases = cases(run, result).toList();
      out.text("\n  ");
      out.open("testsuite", counted(result.claim().id() + " " + result.claim().title(), cases));
      cases.forEach(test -> write(out, result.claim().id(), test));
      out.text("\n  ").close();
    }
    return out.text("\n").close().text("\n").toString();
  }

  /**
   * A case.
   *
   * @param outcome the element that says why it did not pass; empty where it did
   */
  private record Case(String name, Duration time, String outcome, String message, String detail) {}

  private static Stream<Case> cases(Verification run, ClaimResult result) {
    String replay = "replay: " + run.replay(result.claim().id());
    return Stream.concat(
        result.checks().stream().map(check -> check(check, replay)),
        result.controls().stream().map(control -> control(control, replay)));
  }

  private static Case check(CheckResult result, String replay) {
    Finding finding = result.finding();
    return new Case(
        result.check().name(),
        result.time(),
        outcome(finding.verdict()),
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

  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "";
      case VIOLATED -> "failure";
      case UNDECIDED, NOT_APPLICABLE -> "skipped";
      case ERROR -> "error";
    };
  }

  private static void write(Markup out, String suite, Case test) {
    String[] attributes = {
      "classname", "noiseproof." + suite, "name", test.name(), "time", seconds(test.time())
    };
    out.text("\n    ");
    if (test.outcome().isEmpty()) {
      out.empty("testcase", attributes);
      return;
    }
    out.open("testcase", attributes);
    if ("skipped".equals(test.outcome())) {
      out.empty("skipped", "message", test.message());
    } else {
      out.element(test.outcome(), test.detail(), "message", test.message());
    }
    out.close();
  }

  private static String[] counted(String name, List<Case> cases) {
    Duration time = cases.stream().map(Case::time).reduce(Duration.ZERO, Duration::plus);
    return new String[] {
      "name", name,
      "tests", Integer.toString(cases.size()),
      "failures", count(cases, "failure"),
      "errors", count(cases, "error"),
      "skipped", count(cases, "skipped"),
      "time", seconds(time)
    };
  }

  private static String count(List<Case> cases, String outcome) {
    return Long.toString(cases.stream().filter(test -> test.outcome().equals(outcome)).count());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}
