package org.noiseproof.conformance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.Names;
import org.noiseproof.statistics.Verdict;

/**
 * The failures that are known.
 *
 * @param all of any subject
 */
public record ExpectedFailures(List<ExpectedFailure> all) {

  /** None. */
  public static final ExpectedFailures NONE = new ExpectedFailures(List.of());

  /** Refuses two entries of one check: one of them would never be looked at. */
  public ExpectedFailures {
    all = List.copyOf(all);
    all.stream()
        .collect(Collectors.groupingBy(ExpectedFailure::toString, Collectors.counting()))
        .forEach(
            (entry, count) -> {
              if (count > 1) {
                throw new IllegalArgumentException(entry + " is expected to fail twice");
              }
            });
  }

  /**
   * Those of a subject.
   *
   * @throws IllegalArgumentException where there are others only: its name was misspelt
   */
  public ExpectedFailures of(Subject subject) {
    List<ExpectedFailure> own =
        all.stream().filter(failure -> failure.subject().equals(subject.name())).toList();
    if (own.isEmpty() && !all.isEmpty()) {
      throw new IllegalArgumentException(
          "no failure is expected of \"%s\", only of %s"
              .formatted(
                  subject.name(),
                  all.stream()
                      .map(ExpectedFailure::subject)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    return new ExpectedFailures(own);
  }

  /** What became of what was expected of a check; empty where nothing was. */
  public Optional<Expectation> judge(Subject subject, CheckResult result, LocalDate today) {
    return all.stream()
        .filter(failure -> failure.check().equals(result.check().id()))
        .findFirst()
        .map(failure -> Expectation.of(failure, subject, result, today));
  }

  /** Those whose check is none that there is. */
  public List<Expectation> unmatched() {
    List<String> ids = Checks.all().stream().map(Check::id).toList();
    return all.stream()
        .filter(failure -> !ids.contains(failure.check()))
        .map(
            failure ->
                new Expectation(
                    failure,
                    "there is no check of this id: did you mean \"%s\"?"
                        .formatted(Names.closest(failure.check(), ids))))
        .toList();
  }

  /**
   * The violations of a run as failures to expect: those that were expected already as they were,
   * the others with what was observed as their reason.
   */
  public static ExpectedFailures pinned(ConformanceRun run, String issue, LocalDate expires) {
    return new ExpectedFailures(
        run.results().stream()
            .filter(result -> result.verdict() == Verdict.VIOLATED)
            .flatMap(
                result ->
                    run
                        .expected(result)
                        .or(
                            () ->
                                result
                                    .counterexample()
                                    .map(
                                        found ->
                                            new ExpectedFailure(
                                                run.subject(),
                                                result.check().id(),
                                                found.observed(),
                                                issue,
                                                found.minimal(),
                                                expires)))
                        .stream())
            .toList());
  }

  /** A run, with what became of all that was expected of its checks. */
  public ConformanceRun judge(Subject subject, ConformanceRun run, LocalDate today) {
    List<Expectation> expectations = new ArrayList<>();
    run.results().forEach(result -> judge(subject, result, today).ifPresent(expectations::add));
    expectations.addAll(unmatched());
    return run.with(expectations);
  }
}
