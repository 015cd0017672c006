package org.noiseproof.report;

import java.time.Duration;
import java.util.List;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Picture;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.ClaimResult.CheckResult;
import org.noiseproof.verifier.ClaimResult.ControlResult;
import org.noiseproof.verifier.Verification;

/** A run that never took place, with every verdict in it and text that is hostile to markup. */
public final class Fabricated {
  private static final Finding FOUND =
      Finding.of(List.of(Comparison.atMost("MSE, doubled", 2, 1, 0)));
  private static final Duration TIME = Duration.ofMillis(400);

  private Fabricated() {}

  /** Holds, twice: by a bound and by a sequential test. */
  public static final ClaimResult HOLDS =
      result(
          "FAB-1",
          "A bound that holds",
          List.of(
              check(
                  Check.bound("bound", "the MSE \\ & its bound <x>", Fabricated::notRun), bound()),
              check(
                  Check.statistical("sampled", "P(|x̄| > t), Δ = 0.01", Fabricated::notRun),
                  sampled())),
          FOUND);

  /** Violated by a NaN. */
  public static final ClaimResult VIOLATED =
      result(
          "FAB-2",
          "An equality that fails",
          List.of(
              check(
                  Check.exact("equality", "E X", Fabricated::notRun),
                  Finding.of(List.of(Comparison.equal("E X", Double.NaN, 0.1, 0))))),
          FOUND);

  /** Undecided. */
  public static final ClaimResult UNDECIDED =
      result(
          "FAB-3",
          "Nobody knows",
          List.of(
              check(
                  Check.statistical("sampled", "E Z", Fabricated::notRun),
                  Finding.of("E Z", decision(Verdict.UNDECIDED)))),
          FOUND);

  /** Not applicable. */
  public static final ClaimResult NOT_APPLICABLE =
      result(
          "FAB-4",
          "Elsewhere",
          List.of(
              check(
                  Check.exact("none", "nothing", Fabricated::notRun),
                  Finding.notApplicable("no such spec"))),
          Finding.notApplicable("no such spec"));

  /** Holds, but its control was not found. */
  public static final ClaimResult MISSED =
      result(
          "FAB-5",
          "A check that cannot fail",
          List.of(
              check(
                  Check.exact("always", "0 = 0", Fabricated::notRun),
                  Finding.of(List.of(Comparison.equal("zero", 0, 0, 0))))),
          Finding.of(List.of(Comparison.equal("zero", 0, 0, 0))));

  /** Holds up to an allowance, as a statement about a limit does. */
  public static final ClaimResult LIMIT =
      result(
          "FAB-6",
          "A limit",
          List.of(
              check(
                  Check.statistical("limit", "E Z as η → 0", Fabricated::notRun),
                  holds(new Hypothesis.MeanEquals(0.3, 0.002, -1, 1, 0.01)))),
          FOUND);

  /** A sequential test that found so. */
  public static Finding holds(Hypothesis hypothesis) {
    return Finding.of("E Z", decision(hypothesis, Verdict.HOLDS));
  }

  /** A run with these results. */
  public static Verification run(ClaimResult... results) {
    return run(Scale.DEFAULT, results);
  }

  /** Of this size. */
  public static Verification run(Scale scale, ClaimResult... results) {
    return new Verification(
        "cpu",
        new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 8, 2, "a <machine> & more"),
        7,
        scale,
        List.of(results));
  }

  /** A run with all of them. */
  public static Verification everything() {
    return run(HOLDS, VIOLATED, UNDECIDED, NOT_APPLICABLE, MISSED);
  }

  private static ClaimResult result(
      String id, String title, List<CheckResult> checks, Finding control) {
    Check wrong = Check.exact("doubled", "the MSE", Fabricated::notRun);
    Claim claim =
        new Claim(
            id,
            title,
            "‖PSₙ‖ ≤ b_p n^{1/p}\nfor all n, \"quoted\" & <tagged>",
            "\\[ \\Bigl\\|\\frac1n\\sum_{k=1}^n X_k\\Bigr\\|^2 \\le \\tau, \\qquad \\alpha > 0 \\]",
            Source.derived("Nobody & Sons 1900"),
            List.of("$p > 1$ & nothing else", "a lone $ sign"),
            List.of(
                new Constant("b_p", "((p-1)/p)^{p-1}: 1/2 at p = 2"),
                new Constant("r", "2(p-1)/p")),
            checks.stream().map(CheckResult::check).toList(),
            List.of(Control.implementation("everything <twice>", wrong)),
            List.of("what is not there"));
    return new ClaimResult(
        claim, checks, List.of(new ControlResult(claim.controls().getFirst(), control, TIME)));
  }

  private static Finding notRun(Trial trial) {
    throw new AssertionError("fabricated: " + trial);
  }

  private static CheckResult check(Check check, Finding finding) {
    return new CheckResult(check, finding, TIME);
  }

  private static Finding bound() {
    List<Double> x = List.of(1.0, 10.0, 100.0, 1000.0);
    return Finding.of(
            List.of(
                Comparison.atMost("MSE, n = 16", 0.1, 1.0 / 3, 0),
                Comparison.atMost("MSE, n = 64", 0x1.5p-30, 0x1p-29, 0x1p-60)))
        .with(
            new Plot(
                "MSE against n",
                "n",
                "MSE",
                true,
                true,
                List.of(
                    new Plot.Series(
                        "measured",
                        Plot.Role.MEASURED,
                        x,
                        List.of(0.9, 0.1, 0.0, 0.001),
                        List.of(0.8, 0.09, 0.0, 0.0005),
                        List.of(1.0, 0.11, 0.1, 0.002)),
                    Plot.Series.of("bound", Plot.Role.BOUND, x, List.of(1.0, 0.3, 0.1, 0.03)),
                    Plot.Series.of(
                        "control", Plot.Role.CONTROL, x, List.of(2.0, Double.NaN, 2.0, 2.0)))))
        .with(
            new Picture(
                "Directions",
                List.of(new Picture.Panel("V", Matrix.of(2, 2, 1, -2, 0, 3), List.of(3.6, 0.8)))));
  }

  private static Finding sampled() {
    return Finding.of("P(|x̄| > t)", decision(Verdict.HOLDS));
  }

  private static Decision decision(Verdict verdict) {
    return decision(new Hypothesis.ProbabilityAtMost(0.3, 0.1), verdict);
  }

  private static Decision decision(Hypothesis hypothesis, Verdict verdict) {
    return new Decision(
        hypothesis,
        verdict,
        12_345,
        0.25,
        0.125,
        0.5,
        new ErrorBudget(2.5e-7, 2.5e-4),
        List.of(
            new Decision.Evidence(1, -0.1, 0.2),
            new Decision.Evidence(100, -4, 3),
            new Decision.Evidence(12_345, -900, 8.5)));
  }
}
