package org.noiseproof.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.ClaimResult.CheckResult;
import org.noiseproof.verifier.ClaimResult.ControlResult;

/** The number that decided, in a few characters. */
public final class Decisive {
  private static final int DIGITS = 5;

  private Decisive() {}

  /** What broke; where the claim holds, the most telling comparison of all its checks. */
  public static String number(ClaimResult result) {
    List<ControlResult> missed = missed(result);
    if (!missed.isEmpty()) {
      return "missed: " + missed.getFirst().control().check().name();
    }
    return finding(result).map(Decisive::number).orElse("");
  }

  /** What that number is of; empty where it is a missed control or no number. */
  public static String quantity(ClaimResult result) {
    return missed(result).isEmpty() ? finding(result).map(Decisive::quantity).orElse("") : "";
  }

  private static String quantity(Finding finding) {
    return finding.decision().isPresent()
        ? ""
        : comparison(finding).map(Comparison::quantity).orElse("");
  }

  private static Optional<Finding> finding(ClaimResult result) {
    return result.checks().stream()
        .map(CheckResult::finding)
        .filter(finding -> finding.verdict() == result.verdict())
        .max(Comparator.comparingDouble(Decisive::telling));
  }

  private static double telling(Finding finding) {
    return finding.comparisons().stream().mapToDouble(Decisive::telling).max().orElse(0);
  }

  /** The share used; less than any, where both sides read the same: a bound attained by design. */
  private static double telling(Comparison comparison) {
    boolean attained =
        Numbers.plain(comparison.measured(), DIGITS)
            .equals(Numbers.plain(comparison.predicted(), DIGITS));
    return attained ? -1 : comparison.used();
  }

  private static Optional<Comparison> comparison(Finding finding) {
    return finding.comparisons().stream()
        .filter(comparison -> !comparison.holds())
        .findFirst()
        .or(
            () ->
                finding.comparisons().stream().max(Comparator.comparingDouble(Decisive::telling)));
  }

  /** The first comparison that fails, or the most telling; the estimate of a sequential test. */
  public static String number(Finding finding) {
    if (finding.decision().isPresent()) {
      return number(finding.decision().get());
    }
    return comparison(finding).map(Decisive::number).orElse(finding.summary());
  }

  /** {@code 0.97214 ≤ 1}; with the rounding granted where the claim needs it. */
  public static String number(Comparison comparison) {
    int digits = digits(comparison);
    String measured = Numbers.plain(comparison.measured(), digits);
    String predicted = Numbers.plain(comparison.predicted(), digits);
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

  /** One more or two where else the last digits of equal numbers were rounded apart. */
  private static int digits(Comparison comparison) {
    boolean equal = Math.abs(comparison.measured() - comparison.predicted()) <= comparison.slack();
    return IntStream.rangeClosed(DIGITS, DIGITS + 2)
        .filter(
            digits ->
                equal
                    && Numbers.plain(comparison.measured(), digits)
                        .equals(Numbers.plain(comparison.predicted(), digits)))
        .findFirst()
        .orElse(DIGITS);
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
    if (decision.verdict() == Verdict.UNDECIDED) {
      return "%s in [%s, %s], n = %s"
          .formatted(
              Numbers.plain(decision.estimate(), DIGITS),
              Numbers.plain(decision.lower(), DIGITS),
              Numbers.plain(decision.upper(), DIGITS),
              Numbers.count(decision.samples()));
    }
    Hypothesis hypothesis = decision.hypothesis();
    boolean twoSided = hypothesis.relation().equals("=");
    String relation =
        decision.verdict() == Verdict.VIOLATED ? twoSided ? "≠" : ">" : hypothesis.relation();
    return "%s %s %s%s, n = %s"
        .formatted(
            Numbers.plain(decision.estimate(), DIGITS),
            relation,
            Numbers.plain(hypothesis.claimed(), DIGITS),
            twoSided ? " ± " + around(hypothesis) : "",
            Numbers.count(decision.samples()));
  }

  /** Δ, with the allowance where it would change a digit: {@code (0.002 + 0.01)}. */
  private static String around(Hypothesis hypothesis) {
    String effect = Numbers.plain(hypothesis.effect(), 2);
    return hypothesis.allowed() > hypothesis.effect() / 1000
        ? "(%s + %s)".formatted(Numbers.plain(hypothesis.allowed(), 2), effect)
        : effect;
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
