package org.noiseproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.statistics.Verdict;

class ClaimResultTest {

  @ParameterizedTest(name = "checks {0}, controls {1}: {2}")
  @CsvSource({
    "HOLDS, VIOLATED, HOLDS",
    "HOLDS VIOLATED, VIOLATED, VIOLATED",
    "VIOLATED UNDECIDED, VIOLATED, VIOLATED",
    "UNDECIDED HOLDS, VIOLATED, UNDECIDED",
    "HOLDS NOT_APPLICABLE, VIOLATED, HOLDS",
    "NOT_APPLICABLE, VIOLATED, NOT_APPLICABLE",
    "NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE",
    "HOLDS, NOT_APPLICABLE VIOLATED, HOLDS",
    "HOLDS, HOLDS, ERROR",
    "HOLDS, NOT_APPLICABLE, ERROR",
    "VIOLATED, NOT_APPLICABLE, VIOLATED",
    "HOLDS, UNDECIDED VIOLATED, ERROR",
    "HOLDS, ERROR, ERROR",
    "ERROR VIOLATED, VIOLATED, ERROR",
    "VIOLATED, HOLDS, ERROR"
  })
  void the_verdict_is_the_worst_of_the_checks_if_the_controls_are_found(
      String checks, String controls, Verdict expected) {
    assertThat(result(verdicts(checks), verdicts(controls)).verdict()).isEqualTo(expected);
  }

  static ClaimResult result(List<Verdict> checks, List<Verdict> controls) {
    return result("A-1", checks, controls);
  }

  static ClaimResult result(String id, List<Verdict> checks, List<Verdict> controls) {
    List<Check> all = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      all.add(Claims.check("check-" + i, checks.get(i)));
    }
    Check[] negative = new Check[controls.size()];
    Arrays.setAll(negative, i -> Claims.check("control-" + i, controls.get(i)));
    Claim claim = Claims.claim(id, all, negative);
    return new ClaimResult(
        claim,
        claim.checks().stream().map(c -> checked(c, checks)).toList(),
        claim.controls().stream().map(c -> controlled(c, controls)).toList());
  }

  private static ClaimResult.CheckResult checked(Check check, List<Verdict> verdicts) {
    return new ClaimResult.CheckResult(check, finding(check, verdicts), Duration.ZERO);
  }

  private static ClaimResult.ControlResult controlled(Control control, List<Verdict> verdicts) {
    return new ClaimResult.ControlResult(
        control, finding(control.check(), verdicts), Duration.ZERO);
  }

  /** By the number at the end of the check's name. */
  private static Finding finding(Check check, List<Verdict> verdicts) {
    String name = check.name();
    return Claims.finding(verdicts.get(Integer.parseInt(name.substring(name.indexOf('-') + 1))));
  }

  private static List<Verdict> verdicts(String names) {
    return Arrays.stream(names.split(" ")).map(Verdict::valueOf).toList();
  }
}
