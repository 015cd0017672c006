package org.noiseproof.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.check.Check;
import org.noiseproof.check.Implementation;
import org.noiseproof.check.NotPromised;
import org.noiseproof.check.Subject;
import org.noiseproof.statistics.Verdict;

/**
 * A subject on its way through checks, each judged at most once and when it is asked for, after
 * what it stands on. A check whose prerequisite is broken is not judged; one whose prerequisite is
 * not among the checks is.
 */
public final class Examination {
  /** Checks in a row that the subject breaks, before it is asked no more. */
  public static final int MOST_BROKEN = 3;

  private static final String GIVEN_UP =
      "not asked: it broke %d checks in a row; --check names others to go on with"
          .formatted(MOST_BROKEN);

  private final Subject subject;
  private final List<Check> checks;
  private final long seed;
  private final int cases;
  private final Prerequisites prerequisites;
  private final Map<Check, CheckResult> judged = new HashMap<>();
  private int brokenInARow;

  /**
   * One of these checks, with this seed and so many cases for each that draws them.
   *
   * @throws IllegalArgumentException where an implementation does not promise what no check
   *     demands: its name is misspelt
   */
  public Examination(
      Subject subject, List<Check> checks, long seed, int cases, Prerequisites prerequisites) {
    if (subject instanceof Implementation implementation) {
      Checks.select(implementation.notPromised().stream().map(NotPromised::check).toList());
    }
    this.subject = subject;
    this.checks = List.copyOf(checks);
    this.seed = seed;
    this.cases = cases;
    this.prerequisites = prerequisites;
  }

  /** What is examined. */
  public Subject subject() {
    return subject;
  }

  /** By what. */
  public List<Check> checks() {
    return checks;
  }

  /** With which seed. */
  public long seed() {
    return seed;
  }

  /** By how many cases each. */
  public int cases() {
    return cases;
  }

  /** What comes of a check; one at a time, since a subject need not bear more. */
  public synchronized CheckResult judge(Check check) {
    CheckResult known = judged.get(check);
    if (known != null) {
      return known;
    }
    Optional<String> reason = brokenPrerequisite(check).or(this::givenUp);
    CheckResult result =
        reason.isPresent()
            ? Conformance.notApplicable(subject, check, seed, cases, reason.get())
            : Conformance.judge(subject, check, seed, cases);
    brokenInARow =
        switch (result.verdict()) {
          case ERROR -> brokenInARow + 1;
          case NOT_APPLICABLE -> brokenInARow;
          case HOLDS, VIOLATED, UNDECIDED -> 0;
        };
    judged.put(check, result);
    return result;
  }

  private Optional<String> givenUp() {
    return brokenInARow < MOST_BROKEN ? Optional.empty() : Optional.of(GIVEN_UP);
  }

  private Optional<String> brokenPrerequisite(Check check) {
    return prerequisites
        .of(check)
        .filter(
            id ->
                checks.stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .anyMatch(candidate -> judge(candidate).verdict() == Verdict.VIOLATED))
        .map(id -> "not judged: " + id + " is broken");
  }
}
