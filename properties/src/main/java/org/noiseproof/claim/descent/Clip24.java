package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip24Runs.Destination;
import org.noiseproof.claim.descent.Clip24Runs.Radius;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.theory.SymmetricNoiseBounds;
import org.noiseproof.zoo.WrongClips;
import org.noiseproof.zoo.WrongDirections;

/** CLIP-24: symmetric noise needs no moments, if a nonlinearity bounds the steps. */
final class Clip24 {
  private Clip24() {}

  private static final Check ANTITHETIC =
      Check.bound(
          "antithetic-pairs",
          "½⟨μ, N(μ+ξ) + N(μ−ξ)⟩ ≥ ¼‖N(ξ+μ) − N(ξ−μ)‖² for projections, ≥ 0 for signs and "
              + "normalizations, on Cauchy triples at scales 2⁻⁴⁰ … 2⁴⁰",
          Clip24Alignment::antithetic);

  static Claim claim() {
    return new Claim(
        "CLIP-24",
        "Symmetric noise needs no moments",
        """
        For every pair of opposite noises ±ξ, a clip N (any projection on a ball or a cube) has
          ½⟨μ, N(μ+ξ) + N(μ−ξ)⟩ ≥ ¼‖N(ξ+μ) − N(ξ−μ)‖² ≥ 0,
        and sign and normalization at least ≥ 0: symmetric noise, even without a mean, never turns the \
        expected step uphill. Let N act on each coordinate, odd, nondecreasing, |N| ≤ C; ξ symmetric and \
        unimodal; |∂F/∂x_j| ≤ G; f(u) = E N(u+ξ). Then SGD through N with η = √(2Δ/(L C² d T)) has
          (1/T) Σ E‖∇F(x_t)‖² ≤ (G/f(G)) √(2LΔC²d/T),
        and, with probability at least 1 − δ,
          (1/T) Σ ‖∇F(x_t)‖² ≤ twice that + 2 (G/f(G))² C² d ln(1/δ)/T.
        Under skewed noise of mean 0 a fixed N does not find the minimiser of F(x) = x²/2 but that of \
        V(x) = E|x+ξ| (sign) or E H_t(x+ξ) (clip), H_t Huber's function:
          E V(x̄) − min V ≤ (x₀ − x̂)²/(2ηT) + ηC²/2.
        The mean of n Cauchy variables has the law of one.""",
        """
        \\[ \\tfrac12 \\langle \\mu,\\, N(\\mu+\\xi) + N(\\mu-\\xi) \\rangle \\;\\ge\\; \
        \\tfrac14 \\|N(\\xi+\\mu) - N(\\xi-\\mu)\\|^2 \\]
        \\[ \\frac1T \\sum_{t<T} E\\|\\nabla F(x_t)\\|^2 \\;\\le\\; \\frac{G}{f(G)} \
        \\sqrt{\\frac{2 L \\Delta C^2 d}{T}}, \\qquad f(u) = E\\, N(u+\\xi) \\]""",
        Source.derived(
            """
            The framework is that of Armacki et al., arXiv 2410.13954 and 2410.15637, of which the \
            abstracts were read (rates of order T^{-1/2} whatever the tails), and of Chen et al. The \
            antithetic inequality (firm non-expansiveness and oddness), the constants and the \
            characterisation of the limit under skewed noise are derived here."""),
        List.of(
            "ξ symmetric; for the rates its coordinates independent and unimodal. No moment is needed.",
            "N odd and nondecreasing in each coordinate; for the pairs, the gradient of an even convex "
                + "function.",
            "F L-smooth, bounded below, with bounded partial derivatives; T known in advance."),
        List.of(
            new Constant("\\Delta", "F(x_0) - \\inf F"),
            new Constant("C", "\\sup |N|: 1 \\text{ for the sign, } t \\text{ for a clip}"),
            new Constant(
                "G/f(G)",
                "1.115 for the sign and 1.487 for the clip at 1, under Cauchy noise of scale 1/2 on a "
                    + "function with partial derivatives up to 0.6495")),
        List.of(
            ANTITHETIC,
            Check.exact(
                "dead-zone",
                "E clip₁(μ ± 10) for μ = 0 … 12: no mass near 0, no response up to 9",
                Clip24Alignment::deadZone),
            rate("sign-rate", 0, 1),
            rate("clip-rate", 1, 1),
            single("single-runs", new Sign(), SymmetricNoiseBounds::highProbability, 316),
            skewed("skewed-noise", Destination.TILTED),
            average("cauchy-average", 1)),
        List.of(
            Control.implementation(WrongDirections.CLAMPED_ABOVE_ONLY, ANTITHETIC),
            Control.implementation(WrongClips.DROPPING, ANTITHETIC),
            Control.statement(
                "symmetry alone makes the response at least linear: f(μ) ≥ μ f(G)/G",
                Check.exact(
                    "dead-zone/strict-alignment",
                    "E clip₁(μ ± 10) against μ/11",
                    Clip24Alignment::strictAlignment)),
            Control.statement("seven tenths of the bound", rate("sign-rate/shorter", 0, 0.7)),
            Control.implementation(
                "no nonlinearity: the noisy gradient itself",
                single(
                    "single-runs/plain-gradient",
                    new Mean(),
                    SymmetricNoiseBounds::highProbability,
                    316)),
            Control.statement(
                "the bound of the expectation holds for every run",
                single(
                    "single-runs/expectation",
                    new Sign(),
                    (bounds, steps, delta) -> bounds.expectation(steps),
                    100)),
            Control.statement(
                "under skewed noise it converges to the minimiser of F",
                skewed("skewed-noise/minimiser-of-f", Destination.MINIMISER_OF_F)),
            Control.statement(
                "the average of 16 Cauchy variables is four times as concentrated",
                average("cauchy-average/concentrates", 0.25))),
        List.of(
            "Unimodality is used, not checked: symmetric noise with two distant modes can defeat a clip "
                + "(the dead zone).",
            "Rates on one function and one scale of noise, in the plane; T up to 1 000, deep 100 000.",
            "That the rate in high probability is loose: no run comes near the radius."));
  }

  private static Check rate(String name, double threshold, double factor) {
    return Check.statistical(
        name,
        "E (1/T) Σ‖∇F‖² of %s SGD under Cauchy noise for three T, beside its bound"
            .formatted(threshold == 0 ? "sign" : "clipped"),
        trial -> Clip24Runs.rate(trial, threshold, factor));
  }

  private static Check single(String name, EstimatorSpec estimator, Radius radius, long steps) {
    return Check.statistical(
        name,
        "P((1/T) Σ‖∇F‖² > radius) ≤ 10⁻³ for T = %d on the pseudo-Huber function; detects an excess "
                .formatted(steps)
            + "of 0.02, deep of a tenth of it",
        trial -> Clip24Runs.single(trial, estimator, radius, steps));
  }

  private static Check skewed(String name, Destination destination) {
    return Check.statistical(
        name,
        "Excess of the averaged point under skewed Pareto noise, sign and clip at 5/2",
        trial -> Clip24Runs.skewed(trial, destination));
  }

  private static Check average(String name, double scale) {
    return Check.statistical(
        name,
        "The law of the mean of 16 Cauchy draws, within 0.1, deep 0.01, of the law of scale "
            + scale,
        trial -> Clip24Runs.average(trial, 16, scale));
  }
}
