package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.symmetry.Sym15Saddle.Exponent;
import org.noiseproof.theory.SaddleGrowth;

/** SYM-15: where SGD on a product collapses to the saddle. */
final class Sym15 {
  private Sym15() {}

  private static final SaddleGrowth GROWTH = Sym15Saddle.GROWTH;
  private static final Check PATHS = paths("paths", GROWTH::exponent);

  static Claim claim() {
    return new Claim(
        "SYM-15",
        "Collapse to the saddle: the exact threshold",
        """
        ℓ = ½(uwx − y)², one sample a step, xy = k ± σ equally likely, 0 < k < σ. Near u = w = 0 the
        sum s = u + w obeys s′ = (1 + η xy)s, so that ln|s| grows on average by:
          ½ ln|(1 + ηk)² − η²σ²| a step;
        this is positive for η < η_c = 2k/(σ² − k²), and again beyond the second root of
        |(1 + ηk)² − η²σ²| = 1: the learning rates that learn are no interval. All the while the mean
        grows, E s_T = (1 + ηk)^T s₀. For xy = k + σε, ε symmetric with E ε² = 1 and E ε⁴ = κ₄:
          η_c = (2k/σ²)(1 + (3 − 2κ₄)k²/σ² + O(k⁴/σ⁴)).""",
        """
        \\[ E \\ln\\left|\\frac{s_{t+1}}{s_t}\\right| = \\tfrac12 \\ln\\left|(1+\\eta k)^2 - \
        \\eta^2\\sigma^2\\right|, \\qquad \\eta_c = \\frac{2k}{\\sigma^2 - k^2} \\]
        \\[ \\eta_c = \\frac{2k}{\\sigma^2}\\left(1 + (3 - 2\\kappa_4)\\frac{k^2}{\\sigma^2} + \
        O\\left(\\frac{k^4}{\\sigma^4}\\right)\\right) \\]""",
        Source.derived(
            """
            Derived for finite steps. Ziyin, Li and Ueda, Noise Balance and Stationary Distribution of SGD, \
            v2, have the threshold 2k/σ² from the stochastic differential equation, and 2k/(σ² + k²) from a \
            modified loss (appendix A.3): both are refuted here."""),
        List.of(
            "one sample a step, with replacement; plain SGD",
            "d = u − w small beside s; v = uw small beside y"),
        List.of(
            new Constant(
                "k, \\sigma", "1 \\text{ and } 4: \\eta_c = 2/15, \\text{ second root } 0.437851"),
            new Constant("2k/\\sigma^2", "0.125, \\text{ the diffusion's threshold}"),
            new Constant("2k/(\\sigma^2+k^2)", "0.117647, \\text{ the modified loss's}")),
        List.of(
            PATHS,
            signs("thresholds", GROWTH.threshold(), GROWTH.secondThreshold()),
            expansion("small-k", SaddleGrowth.correction(1), SaddleGrowth.correction(3)),
            runs("runs", GROWTH::exponent),
            collapse("collapse", 0.2)),
        List.of(
            Control.statement(
                "the diffusion's growth ηk − η²σ²/2",
                paths("paths/diffusion", GROWTH::diffusionExponent)),
            Control.statement(
                "the modified loss's growth ηk − η²(σ² + k²)/2",
                paths("paths/modified-loss", GROWTH::modifiedExponent)),
            Control.statement(
                "ln|s| grows as the mean does, by ln(1 + ηk)",
                paths("paths/mean", rate -> StrictMath.log1p(rate * GROWTH.mean()))),
            Control.statement(
                "the diffusion's threshold 2k/σ²",
                signs(
                    "thresholds/diffusion", GROWTH.diffusionThreshold(), GROWTH.secondThreshold())),
            Control.statement(
                "the modified loss's threshold 2k/(σ² + k²)",
                signs(
                    "thresholds/modified-loss",
                    GROWTH.modifiedThreshold(),
                    GROWTH.secondThreshold())),
            Control.statement(
                "what learns is an interval: still collapsing at twice the second root",
                signs("thresholds/interval", GROWTH.threshold(), 2 * GROWTH.secondThreshold())),
            Control.statement(
                "the modified loss's coefficient −1, whatever the noise",
                expansion("small-k/modified-loss", -1, -1)),
            Control.statement(
                "the diffusion's growth, −0.0052 at η = 0.13",
                runs("runs/diffusion", GROWTH::diffusionExponent)),
            Control.statement(
                "the modified loss's growth, −0.01365 at η = 0.13",
                runs("runs/modified-loss", GROWTH::modifiedExponent)),
            Control.statement(
                "it collapses just beyond the diffusion's threshold, at η = 0.13",
                collapse("collapse/diffusion", 0.13)),
            Control.implementation("Adam", OtherMethod.adam(PATHS)),
            Control.implementation("the signs of the gradient", OtherMethod.signs(PATHS)),
            Control.implementation(
                "Langevin noise on every gradient", OtherMethod.langevin(PATHS))),
        List.of(
            "One product and two-point labels; several subnets share the factors, deeper ones have no "
                + "such threshold.",
            "That E ln|s| decides between learning and collapse for every start is ergodic theory, not "
                + "checked; one start at η = 0.2 is.",
            "Thresholds under Gaussian noise come from the growth by quadrature, not from runs."));
  }

  private static Check paths(String name, Exponent exponent) {
    return Check.exact(
        name,
        "The mean of ln|s₅/s₀| and of s₅/s₀ over all 2⁵ paths of the backend's SGD from s₀ = 2⁻¹⁰⁰, "
            + "at six learning rates",
        trial -> Sym15Saddle.paths(trial, exponent));
  }

  private static Check signs(String name, double first, double second) {
    return Check.exact(
        name,
        "The sign of E ln|s₁/s₀| a 64th below and above both thresholds",
        trial -> Sym15Saddle.signs(trial, first, second));
  }

  private static Check expansion(String name, double ofSigns, double ofGaussians) {
    return Check.bound(
        name,
        "(η_c σ²/2k − 1)σ²/k² within 16 k²/σ² of 3 − 2κ₄, k/σ = 1/5 … 1/40, for signs and Gaussian ε; "
            + "up to 13.3 k²/σ² was measured",
        trial -> Sym15Saddle.expansion(ofSigns, ofGaussians));
  }

  private static Check runs(String name, Exponent exponent) {
    return Check.statistical(
        name,
        "E ln|s₁₀₀/s₀|/100 over replicas; detects 0.002, short 0.006, deep 0.0005",
        trial -> Sym15Saddle.runs(trial, exponent));
  }

  private static Check collapse(String name, double rate) {
    return Check.statistical(
        name,
        "P(|s₈₀₀| > 2⁻⁸) ≤ 0.01 from s₀ = 1; detects an excess of 0.05",
        trial -> Sym15Saddle.collapse(trial, rate));
  }
}
