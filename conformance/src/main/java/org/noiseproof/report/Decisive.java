package org.noiseproof.report;

import java.util.Comparator;
import java.util.List;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.ClaimResult.CheckResult;
import org.noiseproof.verifier.ClaimResult.ControlResult;

/** The number that decided, in a few characters. */
public final class Decisive {
  private static final int DIGITS = 5;

  private Decisive() {}

  /** What broke; where the claim holds, the tightest comparison of all its checks. */
  public static String number(ClaimResult result) {
    List<ControlResult> missed = missed(result);
    if (!missed.isEmpty()) {
      return "missed: " + missed.getFirst().control().check().name();
    }
    return result.checks().stream()
        .map(CheckResult::finding)
        .filter(finding -> finding.verdict() == result.verdict())
        .max(Comparator.comparingDouble(Decisive::tightness))
        .map(Decisive::number)
        .orElse("");
  }

  private static double tightness(Finding finding) {
    return finding.comparisons().stream().mapToDouble(Comparison::used).max().orElse(0);
  }

  /** The first comparison that fails, or the tightest; the estimate of a sequential test. */
  public static String number(Finding finding) {
    if (finding.decision().isPresent()) {
      return number(finding.decision().get());
    }
    return finding.comparisons().stream()
        .filter(comparison -> !comparison.holds())
        .findFirst()
        .or(() -> finding.comparisons().stream().max(Comparator.comparingDouble(Comparison::used)))
        .map(Decisive::number)
        .orElse(finding.summary());
  }

  /** {@code 0.97214 ≤ 1}; with the rounding granted where the claim needs it. */
  public static String number(Comparison comparison) {
    String measured = Numbers.plain(comparison.measured(), DIGITS);
    String predicted = Numbers.plain(comparison.predicted(), DIGITS);
    if (!comparison.holds()) {
      return measured + " " + opposite(comparison.relation()) + " " + predicted;
    }
    boolean bare = withoutSlack(comparison).holds() || measured.equals(predicted);
    return "%s %s %s%s"
        .formatted(
            measured,
            comparison.relation().symbol(),
            predicted,
            bare ? "" : " ± " + Numbers.plain(comparison.slack(), 2));
  }

  private static Comparison withoutSlack(Comparison comparison) {
    return new Comparison(
        comparison.quantity(),
        comparison.measured(),
        comparison.relation(),
        comparison.predicted(),
        0);
  }

  private static String opposite(Comparison.Relation relation) {
    return switch (relation) {
      case AT_MOST -> ">";
      case AT_LEAST -> "<";
      case EQUALS -> "≠";
    };
  }

  private static String number(Decision decision) {
    return "%s in [%s, %s], n = %s"
        .formatted(
            Numbers.plain(decision.estimate(), DIGITS),
            Numbers.plain(decision.lower(), DIGITS),
            Numbers.plain(decision.upper(), DIGITS),
            Numbers.count(decision.samples()));
  }

  /** The controls that apply and were not found: their checks prove nothing. */
  public static List<ControlResult> missed(ClaimResult result) {
    return result.controls().stream()
        .filter(c -> !c.found() && c.finding().verdict() != Verdict.NOT_APPLICABLE)
        .toList();
  }

  /** {@code 3/3}: the controls found, of those that apply. */
  public static String controls(ClaimResult result) {
    long found = result.controls().stream().filter(ControlResult::found).count();
    return found + "/" + (found + missed(result).size());
  }
}
