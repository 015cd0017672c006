package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.bias.Bias22Pairs.Drift;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/** BIAS-22: methods of different names that are one, and two that share a name and are not. */
final class Bias22 {
  private Bias22() {}

  private static final Check RANK_ONE = Bias22Pairs.rankOne("rank-one-methods", true);
  private static final Check FRANK_WOLFE = Bias22Steps.frankWolfe("frank-wolfe", 1);
  private static final Check SAME = Bias22Pairs.same();
  private static final Check POLAR = Bias22Pairs.polarScale();

  static Claim claim() {
    return new Claim(
        "BIAS-22",
        "Equivalences",
        """
        With u₁ the leading left vector of m: projecting on it and normalizing, u₁u₁ᵀm/‖u₁ᵀm‖ (LRGD,
        GaLore and SUMO at rank 1), is NucGD's u₁v₁ᵀ. Dion at rank 1 without error feedback is NucGD by
        one power iteration a step, as long as m does not change. The direction of max(σ₁, (1/j)Σσ_i) is
        the j leading pairs (NuMuon): NucGD for j = 1, Muon for j = min(rows, columns). Steepest descent
        under the Frobenius norm is normalized SGD, under the largest entry sign SGD, under the spectral
        norm Muon with the polar factor, under the nuclear norm NucGD. W_T/S_T is the Frank–Wolfe
        iterate W̄ ← (1 − α)W̄ + αD, α = η_t/S_{t+1}, D the steepest direction at W_t. On x_i = e_i, i = 1
        … k, one step from 0 has the whole maximum margin under the Frobenius
        norm, the largest entry and the spectral norm, and for k ≥ 3 a margin ≤ 0 under the nuclear norm
        and the sum of entries (for k = 2 the nuclear norm's is whole, too). PolarGrad's step has the
        spectral norm ‖m‖_nuc; a program that scales by ‖m‖_F is another method.""",
        """
        \\[ \\frac{u_1 u_1^T m}{\\lVert u_1^T m\\rVert} = u_1 v_1^T, \\qquad \
        \\bar W_{t+1} = (1-\\alpha_t) \\bar W_t + \\alpha_t D_t = \\frac{W_{t+1}}{S_{t+1}}, \\qquad \
        \\alpha_t = \\frac{\\eta_t}{S_{t+1}} \\]""",
        Source.derived(
            """
            Algebra on the definitions of these methods as their update formulas are published (GaLore, \
            SUMO, Dion, NuMuon, Muon, PolarGrad); the programs of Xie et al., arXiv 2603.22824, scale \
            PolarGrad by the Frobenius norm."""),
        List.of("simple leading singular values, where directions are compared entry by entry"),
        List.of(new Constant("S_T", "\\sum_{t<T} \\eta_t")),
        List.of(
            RANK_ONE,
            Bias22Pairs.dion("dion", Drift.NONE),
            Bias22Pairs.leadingPairs("leading-pairs", 0),
            SAME,
            FRANK_WOLFE,
            Bias22Steps.oneStep(
                "one-step", List.of(new Frobenius(), Bias22Steps.MAX, new Spectral())),
            Bias22Steps.oneStepWithout(),
            POLAR),
        List.of(
            Control.statement(
                "projecting is enough, without normalizing",
                Bias22Pairs.rankOne("rank-one-methods/not-normalized", false)),
            Control.statement(
                "Dion is NucGD by power iteration on gradients that turn, too",
                Bias22Pairs.dion("dion/turning", Drift.TURNING)),
            Control.statement(
                "NuMuon of rank j has the pair j + 1, too",
                Bias22Pairs.leadingPairs("leading-pairs/one-more", 1)),
            Control.statement(
                "the Frank–Wolfe step is η_t/S_{t+2}",
                Bias22Steps.frankWolfe("frank-wolfe/late", 2)),
            Control.implementation(
                "uphill",
                Counterfeit.under(
                    FRANK_WOLFE,
                    "uphill",
                    (right, spec, m, p) ->
                        Wrong.of(Misdirected.WRONG_SIGN.direction(right, ((Nsd) spec).norm(), m)))),
            Control.implementation(
                "u₁v₂ᵀ",
                Counterfeit.under(
                    FRANK_WOLFE,
                    "mixed-pair",
                    (right, spec, m, p) ->
                        Wrong.of(Misdirected.MIXED_PAIR.direction(right, ((Nsd) spec).norm(), m)))),
            Control.implementation(
                "no step",
                Counterfeit.under(
                    FRANK_WOLFE, "no-step", (right, spec, m, p) -> Wrong.of(m.times(0)))),
            Control.statement(
                "one step of NucGD has the maximum margin",
                Bias22Steps.oneStep("one-step/nuclear", List.of(new Nuclear()))),
            Control.implementation(
                "PolarGrad scaled by ‖m‖_F",
                Counterfeit.under(
                    POLAR,
                    "frobenius",
                    (right, spec, m, p) -> {
                      double size = right.norm(new Frobenius()).orElseThrow().of(m);
                      return Wrong.of(
                          right
                              .norm(new Spectral())
                              .orElseThrow()
                              .direction(m)
                              .matrix()
                              .times(size));
                    })),
            Control.implementation(
                "every method is NucGD",
                Counterfeit.under(
                    SAME,
                    "leading-pair",
                    (right, spec, m, p) ->
                        Wrong.of(right.norm(new Nuclear()).orElseThrow().direction(m).matrix()))),
            Control.implementation(
                "NucGD with the second pair",
                Counterfeit.under(
                    RANK_ONE,
                    "second-pair",
                    (right, spec, m, p) -> {
                      var first = right.norm(new Nuclear()).orElseThrow().direction(m);
                      return Wrong.of(
                          right
                              .norm(new Nuclear())
                              .orElseThrow()
                              .direction(m.minus(first.matrix().times(first.dualNorm())))
                              .matrix());
                    }))),
        List.of(
            "The other methods are written down here from their formulas: their programs are not run.",
            "Error feedback of Dion, subspaces that are refreshed only now and then (GaLore)."));
  }
}
