package org.noiseproof.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.conformance.Expectation;
import org.noiseproof.report.JunitSuites.Case;
import org.noiseproof.report.JunitSuites.Suite;

/**
 * A conformance run in the XML that CI systems read of JUnit: a suite for each folder of checks, a
 * case for each check. A violation as expected is skipped, an expectation that is off fails.
 */
public final class ConformanceJunit {
  private ConformanceJunit() {}

  /** The document. */
  public static String of(ConformanceRun run) {
    List<Suite> suites = new ArrayList<>();
    run.results().stream()
        .collect(
            Collectors.groupingBy(
                result -> result.check().folder(),
                LinkedHashMap::new,
                Collectors.mapping(result -> test(run, result), Collectors.toList())))
        .forEach((folder, cases) -> suites.add(new Suite(folder.replace('/', '.'), folder, cases)));
    if (!run.disappointments().isEmpty()) {
      suites.add(
          new Suite(
              "expected",
              "expected failures",
              run.disappointments().stream().map(ConformanceJunit::test).toList()));
    }
    return JunitSuites.document("noiseproof conform " + run.subject(), suites);
  }

  private static Case test(ConformanceRun run, CheckResult result) {
    return run.expected(result)
        .map(
            expected ->
                new Case(
                    result.check().id(),
                    result.time(),
                    "skipped",
                    "violated, expected: %s (%s)".formatted(expected.reason(), expected.issue()),
                    ""))
        .orElseGet(
            () ->
                new Case(
                    result.check().id(),
                    result.time(),
                    JunitSuites.outcome(result.verdict()),
                    result
                        .counterexample()
                        .map(CheckResult.Counterexample::observed)
                        .orElse(result.note()),
                    result.explanation()));
  }

  private static Case test(Expectation expectation) {
    return new Case(
        expectation.failure().check(),
        Duration.ZERO,
        "failure",
        expectation.problem(),
        expectation.explanation());
  }
}
