package org.noiseproof.conformance;

import java.time.LocalDate;
import org.noiseproof.check.Case;

/**
 * A failure that is known, until a date.
 *
 * @param subject whose, by its name
 * @param check the id of what is violated
 * @param reason what is wrong, one sentence
 * @param issue where that is followed up: a URL, or a page of docs/ where nobody was told yet
 * @param counterexample a case that breaks the check, run again to the bit
 * @param expires the last day on which it is expected
 */
public record ExpectedFailure(
    String subject,
    String check,
    String reason,
    String issue,
    Case counterexample,
    LocalDate expires) {

  /** Refuses what says nothing. */
  public ExpectedFailure {
    require("subject", subject, !subject.isBlank());
    require("check", check, !check.isBlank());
    require("reason", reason, !reason.isBlank());
    require("issue", issue, issue.matches("https?://\\S+|docs/\\S+"));
  }

  private static void require(String field, String value, boolean met) {
    if (!met) {
      throw new IllegalArgumentException(
          "%s = \"%s\": expected %s"
              .formatted(
                  field, value, field.equals("issue") ? "a URL, or a page of docs/" : "some text"));
    }
  }

  /** The entry in a line. */
  @Override
  public String toString() {
    return subject + " " + check;
  }
}
