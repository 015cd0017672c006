package org.noiseproof.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.noiseproof.report.text.Markup;
import org.noiseproof.statistics.Verdict;

/** The XML that CI systems read of JUnit. */
final class JunitSuites {
  private JunitSuites() {}

  /**
   * Cases that belong together.
   *
   * @param id what the cases' class name ends with
   */
  record Suite(String id, String name, List<Case> cases) {}

  /**
   * A case.
   *
   * @param outcome the element that says why it did not pass; empty where it did
   */
  record Case(String name, Duration time, String outcome, String message, String detail) {}

  /** What a verdict is there: HOLDS passes. */
  static String outcome(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "";
      case VIOLATED -> "failure";
      case UNDECIDED, NOT_APPLICABLE -> "skipped";
      case ERROR -> "error";
    };
  }

  /** The document. */
  static String document(String name, List<Suite> suites) {
    List<Case> all = suites.stream().flatMap(suite -> suite.cases().stream()).toList();
    Markup out = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.open("testsuites", counted(name, all));
    for (Suite suite : suites) {
      out.text("\n  ");
      out.open("testsuite", counted(suite.name(), suite.cases()));
      suite.cases().forEach(test -> write(out, suite.id(), test));
      out.text("\n  ").close();
    }
    return out.text("\n").close().text("\n").toString();
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
