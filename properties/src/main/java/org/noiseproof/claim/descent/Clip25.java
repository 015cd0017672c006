package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip25Paths.Claimed;
import org.noiseproof.claim.descent.Clip25Paths.Method;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** CLIP-25: what is wrong with SGD under heavy tails is not that it diverges, but its own tails. */
final class Clip25 {
  private Clip25() {}

  private static final Method SGD = step -> new Sgd(step, 0, 0, false, 0);

  static Claim claim() {
    return new Claim(
        "CLIP-25",
        "SGD without clipping inherits the tails of its noise",
        """
        SGD with a constant step η in (0, 1) on F(x) = x²/2 from 0, under independent symmetric noise ξ, \
        is x_T = −Σ w_j ξ, w_j = η(1−η)ʲ. Therefore
          ½ [1 − Π_j (1 − P(|ξ| > s/w_j))] ≤ P(|x_T| > s) ≤ Σ_j w_jᵖ E|ξ|ᵖ s^{−p},
        a tail that is a power of s where the noise's is, and
          E x_T² = η/(2−η) (1 − (1−η)^{2T}) Var ξ,
        which is infinite, or huge, with Var ξ, whatever E|ξ|ᵖ is.""",
        """
        \\[ \\tfrac12 \\Bigl[ 1 - \\prod_{j<T} \\bigl( 1 - \\Pr(|\\xi| > s/w_j) \\bigr) \\Bigr] \
        \\;\\le\\; \\Pr(|x_T| > s) \\;\\le\\; \\sum_{j<T} w_j^p\\, E|\\xi|^p\\, s^{-p}, \
        \\qquad w_j = \\eta (1-\\eta)^j \\]
        \\[ E\\, x_T^2 = \\frac{\\eta}{2-\\eta} \\bigl( 1 - (1-\\eta)^{2T} \\bigr)\\, \
        \\mathrm{Var}\\, \\xi \\]""",
        Source.derived(
            """
            Lévy's inequality from below; that of von Bahr and Esseen (1965), with the constant 1 of \
            symmetric laws, and Markov's from above. Derived here. It is the right answer to "why \
            clip": SGD without clipping may well converge in expectation under infinite variance \
            (Fatkhullin, Hübler and Lan, arXiv 2508.04860, of which the abstract was read), but not \
            with a radius that grows like a power of ln(1/δ)."""),
        List.of(
            "ξ independent, symmetric, of one law; one sample a step, η constant in (0, 1).",
            "F(x) = x²/2 on the line, x₀ = 0; for the upper bound 1 ≤ p ≤ 2 and E|ξ|ᵖ finite."),
        List.of(
            new Constant("w_j", "\\eta(1-\\eta)^j"),
            new Constant(
                "\\eta/(2-\\eta)",
                "1/19 \\text{ for } \\eta = 0.1: 52.6 \\text{ for } \\pm 10^6 \\text{ with probability } "
                    + "10^{-9}, \\text{ though } E|\\xi|^{3/2} = 1")),
        checks(),
        controls(),
        List.of(
            "One problem, a parabola: elsewhere the run is no sum of its noises.",
            "Steps that fall with time, and averaged points, which have polynomial tails too.",
            "By sampling one law and T = 100; s up to 10, deep 30."));
  }

  private static List<Check> checks() {
    return List.of(
        paths("every-run-from-below", SGD, Clip25Paths.atLeast(0.5)),
        paths("every-run-from-above", SGD, Clip25Paths.atMost(1)),
        paths("every-run-variance", SGD, Clip25Paths.variance(1)),
        fromBelow("pareto-from-below", new Mean(), 1, 3, 10),
        fromAbove("pareto-from-above", 10, Clip25Runs.atMost(10), 0.02));
  }

  private static List<Control> controls() {
    return List.of(
        Control.statement(
            "Lévy's inequality without its ½",
            paths("every-run-from-below/without-half", SGD, Clip25Paths.atLeast(1))),
        Control.statement(
            "half of the bound from above",
            paths("every-run-from-above/half", SGD, Clip25Paths.atMost(0.5))),
        Control.statement(
            "the variance η/2 Var ξ of small steps",
            paths(
                "every-run-variance/small-steps",
                SGD,
                (law, tails, noise, slack) ->
                    Clip25Paths.variance((2 - tails.step()) / 2).of(law, tails, noise, slack))),
        Control.implementation(
            "SGD on clipped gradients, exactly",
            paths(
                "every-run-from-below/clipped",
                step -> new ClippedSgd(step, 0.5, 0),
                Clip25Paths.atLeast(0.5))),
        Control.implementation(
            "a momentum of one half, which adds up to twice the step",
            paths(
                "every-run-variance/momentum",
                step -> new Sgd(step, 0.5, 0, false, 0),
                Clip25Paths.variance(1))),
        Control.implementation(
            "clipped gradients: their tails are not the noise's",
            fromBelow("pareto-from-below/clipped", new CoordinateClip(1), 3)),
        Control.statement(
            "an exponential tail, P(|x_T| > s) ≤ 2 exp(−s), at s = 10",
            fromAbove("pareto-from-above/exponential", 10, 2 * StrictMath.exp(-10), 0.002)));
  }

  private static Check paths(String name, Method method, Claimed claimed) {
    return Check.exact(
        name,
        "The law of x₇ over all 3⁷ runs under three-point noise, frequent, rare and extreme",
        trial -> Clip25Paths.enumerate(trial, method, claimed));
  }

  private static Check fromBelow(String name, EstimatorSpec estimator, double... heights) {
    return Check.statistical(
        name,
        "P(|x₁₀₀| > s) at least Lévy's bound under Pareto noise of index 1.6; finds a quarter of it",
        trial -> Clip25Runs.fromBelow(trial, estimator, heights));
  }

  private static Check fromAbove(String name, double s, double claimed, double effect) {
    return Check.statistical(
        name,
        "P(|x₁₀₀| > %s) at most %.3g under Pareto noise of index 1.6; detects an excess of %s"
            .formatted(s, claimed, effect),
        trial -> Clip25Runs.fromAbove(trial, s, claimed, effect));
  }
}
