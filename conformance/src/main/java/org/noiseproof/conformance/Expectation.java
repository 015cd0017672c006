package org.noiseproof.conformance;

import java.time.LocalDate;
import java.util.Optional;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;

/**
 * What became of a failure that was expected. Strict: a list that is out of date is itself a
 * failure, or nobody would ever shorten it.
 *
 * @param failure what was expected
 * @param problem why that is not how things are; empty where the check is violated as expected
 */
public record Expectation(ExpectedFailure failure, String problem) {

  /** Whether the check is violated as expected. */
  public boolean isMet() {
    return problem.isEmpty();
  }

  /** The entry, why it is not met, and where it is followed up. */
  public String explanation() {
    return "%s is expected to fail\n  problem:  %s\n  issue:    %s"
        .formatted(failure.check(), problem, failure.issue());
  }

  /** Compares what was expected of a check with what came of it: the pinned case decides. */
  static Expectation of(
      ExpectedFailure failure, Subject subject, CheckResult result, LocalDate today) {
    if (today.isAfter(failure.expires())) {
      return new Expectation(
          failure,
          "expired on %s: mend it, or look at it again and set another date"
              .formatted(failure.expires()));
    }
    Optional<Outcome> again = Conformance.replay(subject, result.check(), failure.counterexample());
    boolean fails = again.isPresent() && !again.get().holds();
    return new Expectation(failure, fails ? "" : problem(result, again.isPresent()));
  }

  private static String problem(CheckResult result, boolean applies) {
    String pinned = "its pinned counterexample no longer " + (applies ? "fails" : "applies");
    return switch (result.verdict()) {
      case HOLDS -> "holds now, and " + pinned + ": take the entry out";
      case VIOLATED ->
          pinned
              + result
                  .counterexample()
                  .map(other -> ", another does: pin " + other.minimal())
                  .orElse("");
      case NOT_APPLICABLE -> pinned + ", and the check does not apply: " + result.note();
      case UNDECIDED, ERROR -> pinned + ", and the check broke: " + result.note();
    };
  }
}
