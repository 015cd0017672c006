package org.noiseproof.conformance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.backend.Description;
import org.noiseproof.statistics.Verdict;

/**
 * A run of checks on a subject: on what, with which seed, and what came of it.
 *
 * @param subject its name
 * @param description of the subject
 * @param seed that the cases were drawn by
 * @param cases drawn for each check
 * @param results a check each
 * @param expectations what became of the failures that were expected
 * @param usage what the subject had used when it was over
 */
public record ConformanceRun(
    String subject,
    Description description,
    long seed,
    int cases,
    List<CheckResult> results,
    List<Expectation> expectations,
    Map<String, Long> usage) {

  /** Copies what it is given. */
  public ConformanceRun {
    results = List.copyOf(results);
    expectations = List.copyOf(expectations);
    usage = Collections.unmodifiableMap(new LinkedHashMap<>(usage)); // in their order
  }

  /** This run, with what became of what was expected. */
  ConformanceRun with(List<Expectation> judged) {
    return new ConformanceRun(subject, description, seed, cases, results, judged, usage);
  }

  /** How many checks ended so. */
  public long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** What was expected of a result and came about; empty where it is nothing expected. */
  public Optional<ExpectedFailure> expected(CheckResult result) {
    return expectations.stream()
        .filter(Expectation::isMet)
        .map(Expectation::failure)
        .filter(failure -> result.isFailure() && failure.check().equals(result.check().id()))
        .findFirst();
  }

  /** What did not come out as demanded, and was not expected. */
  public List<CheckResult> failures() {
    return results.stream()
        .filter(result -> result.isFailure() && expected(result).isEmpty())
        .toList();
  }

  /** What was expected and did not come about. */
  public List<Expectation> disappointments() {
    return expectations.stream().filter(expectation -> !expectation.isMet()).toList();
  }

  /**
   * What decides an exit code: a failure as expected is fine, an expectation that is off is not.
   */
  public List<Verdict> verdicts() {
    return Stream.concat(
            results.stream()
                .map(result -> expected(result).map(_ -> Verdict.HOLDS).orElse(result.verdict())),
            disappointments().stream().map(_ -> Verdict.VIOLATED))
        .toList();
  }

  /** VIOLATED before ERROR before HOLDS; NOT_APPLICABLE where no check applies. */
  public Verdict verdict() {
    List<Verdict> verdicts = verdicts();
    return Stream.of(Verdict.VIOLATED, Verdict.ERROR, Verdict.HOLDS)
        .filter(verdicts::contains)
        .findFirst()
        .orElse(Verdict.NOT_APPLICABLE);
  }

  /**
   * For a test without a test engine.
   *
   * @throws AssertionError that explains every failure, if there is one
   */
  public void requireConformance() {
    if (verdict() == Verdict.VIOLATED || verdict() == Verdict.ERROR) {
      throw new AssertionError(
          Stream.concat(
                  failures().stream().map(CheckResult::explanation),
                  disappointments().stream().map(Expectation::explanation))
              .collect(
                  Collectors.joining(
                      "\n\n",
                      "%s fails %d of %d checks\n\n"
                          .formatted(subject, failures().size(), results.size()),
                      "\n")));
    }
  }
}
