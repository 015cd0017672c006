package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.bias.Bias24Updates.Most;
import org.noiseproof.theory.AdamUpdateBound;
import org.noiseproof.zoo.WrongOptimizers;

/** BIAS-24: how far Adam can move a coordinate in one step. */
final class Bias24 {
  private Bias24() {}

  private static final Check ATTAINED = attained("attained", AdamUpdateBound::at);

  static Claim claim() {
    return new Claim(
        "BIAS-24",
        "The bound of Adam's update, and what attains it",
        """
        With w_s = (1 − β₁)β₁^{t−s}/(1 − β₁ᵗ) and ω_s = (1 − β₂)β₂^{t−s}/(1 − β₂ᵗ), a step of Adam without ε has
          |m̂|/√v̂ ≤ √(Σ w_s²/ω_s) → (1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)),
        in every coordinate, whatever the gradients; those with g_s proportional to w_s/ω_s attain it. The limit is
        7.2703 for (0.9, 0.999), 2.3452 for (0.9, 0.99), 1.8605 for (0.5, 0.9), 1 wherever β₁ = β₂. Where β₁² ≥ β₂
        there is none: 3.5·10¹⁷ at t = 1000 for (0.99, 0.9).""",
        """
        \\[ \\frac{|\\hat m_t|}{\\sqrt{\\hat v_t}} \\;\\le\\; \\sqrt{\\sum_{s \\le t} \
        \\frac{w_s^2}{\\omega_s}} \\;\\to\\; \
        \\frac{1 - \\beta_1}{\\sqrt{(1 - \\beta_2)(1 - \\beta_1^2/\\beta_2)}} \\]""",
        Source.ours(
            "By Cauchy and Schwarz; the limit is standard, the bound at finite t and its extremal "
                + "gradients are derived"),
        List.of("ε = 0, with bias correction; 0 < β₂."),
        List.of(
            new Constant("w_s", "the bias-corrected weight of g_s in \\hat m_t"),
            new Constant("\\omega_s", "the bias-corrected weight of g_s^2 in \\hat v_t")),
        List.of(ATTAINED, bounded("bounded", AdamUpdateBound::at)),
        List.of(
            Control.statement(
                "a coordinate moves by η at most", bounded("bounded/one", (bound, t) -> 1)),
            Control.statement(
                "it is the limit that is attained, at every t",
                attained("attained/limit", (bound, t) -> bound.limit())),
            Control.statement(
                "the limit's absolute value bounds it where β₁² > β₂, too",
                Check.bound(
                    "bounded/squares-forgotten",
                    "Updates by the extremal gradients for (0.99, 0.9), t = 200, beside the formula",
                    Bias24Updates::squaresForgotten)),
            Control.implementation(WrongOptimizers.named("adam-no-bias-correction"), ATTAINED),
            Control.implementation(WrongOptimizers.named("adam-swapped-betas"), ATTAINED),
            Control.implementation(WrongOptimizers.named("adam-square-not-corrected"), ATTAINED)),
        List.of(
            "One coordinate: a wrong step that mixes coordinates is found by conformance.",
            "ε > 0 makes steps shorter; what that does to the bias is BIAS-23's."));
  }

  private static Check attained(String name, Most most) {
    return Check.exact(
        name,
        "|m̂|/√v̂ after t = 1 … 200 extremal gradients, for four pairs of β, beside the bound",
        trial -> Bias24Updates.attained(trial, most));
  }

  private static Check bounded(String name, Most most) {
    return Check.bound(
        name,
        "|m̂|/√v̂ along 40 sequences of Cauchy gradients and the extremal ones, beside the bound",
        trial -> Bias24Updates.bounded(trial, most));
  }
}
