package org.noiseproof.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Examination;
import org.noiseproof.conformance.Expectation;
import org.noiseproof.conformance.ExpectedFailures;
import org.noiseproof.conformance.Prerequisites;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Conformance as JUnit 5 tests, one a law, vector and criterion, in folders {@code law/adam},
 * {@code vector/adam}, {@code criterion/A}:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> conforms() {
 *   return ConformanceTests.of(subject);
 * }
 * }</pre>
 *
 * A check that does not apply is skipped with its reason. A failure prints the demand, the minimal
 * counterexample, what was observed, and what to type to see it again: the system properties {@code
 * noiseproof.check}, {@code noiseproof.seed} and {@code noiseproof.cases} choose what runs.
 */
public final class ConformanceTests {
  private static final String PROPERTIES = "noiseproof.";

  private final Examination examination;
  private final ExpectedFailures expected;
  private final LocalDate today;

  ConformanceTests(Examination examination, ExpectedFailures expected, LocalDate today) {
    this.examination = examination;
    this.expected = expected;
    this.today = today;
  }

  /** A test for every check of what the subject has. */
  public static Stream<DynamicNode> of(Subject subject) {
    return of(subject, ExpectedFailures.NONE);
  }

  /**
   * A test for every check of what the subject has. A failure that is expected is skipped with its
   * issue; an expected one that does not come about fails.
   */
  public static Stream<DynamicNode> of(Subject subject, ExpectedFailures expected) {
    Optional<String> check = property("check");
    List<String> types = subject.types();
    Examination examination =
        new Examination(
            subject,
            Checks.select(check.stream().toList()).stream()
                .filter(candidate -> types.contains(candidate.type()))
                .toList(),
            property("seed").map(Long::valueOf).orElse(Conformance.DEFAULT_SEED),
            property("cases").map(Integer::valueOf).orElse(Conformance.DEFAULT_CASES),
            Prerequisites.FIRST_STEP);
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    return new ConformanceTests(examination, expected.of(subject), today).nodes();
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(PROPERTIES + name));
  }

  Stream<DynamicNode> nodes() {
    Map<String, List<DynamicNode>> folders =
        examination.checks().stream()
            .collect(
                Collectors.groupingBy(
                    Check::folder,
                    LinkedHashMap::new,
                    Collectors.mapping(this::test, Collectors.toList())));
    List<DynamicNode> unmatched =
        expected.unmatched().stream()
            .<DynamicNode>map(
                expectation ->
                    dynamicTest(expectation.failure().check(), () -> disappoint(expectation)))
            .toList();
    if (!unmatched.isEmpty()) {
      folders.put("expected failures", unmatched);
    }
    return folders.entrySet().stream()
        .map(folder -> dynamicContainer(folder.getKey(), folder.getValue()));
  }

  private DynamicNode test(Check check) {
    return dynamicTest(check.id(), () -> judge(check));
  }

  private void judge(Check check) {
    CheckResult result = examination.judge(check);
    Optional<Expectation> expectation = expected.judge(examination.subject(), result, today);
    if (expectation.isPresent()) {
      judge(expectation.get());
      return;
    }
    switch (result.verdict()) {
      case HOLDS -> {}
      case NOT_APPLICABLE, UNDECIDED -> throw new TestAbortedException(result.note());
      case VIOLATED, ERROR -> throw new AssertionFailedError(result.explanation());
    }
  }

  private static void judge(Expectation expectation) {
    if (!expectation.isMet()) {
      disappoint(expectation);
    }
    throw new TestAbortedException(
        "violated, expected: %s (%s)"
            .formatted(expectation.failure().reason(), expectation.failure().issue()));
  }

  private static void disappoint(Expectation expectation) {
    throw new AssertionFailedError(expectation.explanation());
  }
}
