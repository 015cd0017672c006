package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.clipping.Clip8Exact.Radius;
import org.noiseproof.noise.ThreePoint;

/** CLIP-8: PS-Clip's deviations grow like ln(1/δ), the plain mean's like a power of 1/δ. */
final class Clip8 {
  private Clip8() {}

  private static final double P = 1.5;
  private static final int N = 64;
  private static final List<Double> DELTAS = List.of(1e-2, 1e-3, 1e-4, 1e-6);

  static Claim claim() {
    return new Claim(
        "CLIP-8",
        "Per-sample clipping has exponential tails, the mean has not",
        """
        Let X₁ … Xₙ be independent with a common mean and E‖X‖ᵖ ≤ Mᵖ. With probability at least 1 − δ, \
        PS-Clip with α = M, β = p satisfies
          |PSₙ − EX| ≤ M n^{−(p−1)/p} ρ,  ρ = b̄ₙ + cₙ h⁻¹(ln(2/δ)/cₙ)        on a line,
          ‖PSₙ − EX‖ ≤ M n^{−(p−1)/p} ρᵥ, ρᵥ = b̄ₙ + (cₙ/2) h⁻¹(4 ln(2/δ)/cₙ)  in any dimension,
        where h(u) = (1+u) ln(1+u) − u: the radius grows like ln(1/δ). The plain mean's grows like a \
        power of 1/δ: for symmetric laws
          ½ [1 − (1 − P(|X| > nt))ⁿ] ≤ P(|mean| > t) ≤ E|X|ᵖ n^{1−p} t^{−p}.""",
        """
        \\[ \\rho = \\bar b_n + c_n\\, h^{-1}\\Bigl(\\frac{\\ln(2/\\delta)}{c_n}\\Bigr), \\qquad \
        h(u) = (1+u)\\ln(1+u) - u \\]
        \\[ \\Pr\\bigl( |\\mathrm{PS}_n - EX| > M n^{-(p-1)/p} \\rho \\bigr) \\le \\delta \\]
        \\[ \\tfrac12 \\bigl[ 1 - (1 - \\Pr(|X| > nt))^n \\bigr] \\le \\Pr(|\\bar X_n| > t) \
        \\le E|X|^p\\, n^{1-p}\\, t^{-p} \\]""",
        Source.derived(
            """
            The estimator is that of Nobile & Grohs, arXiv 2605.02701v2, 2026, of which only the \
            abstract was read: it claims high-probability guarantees, polylogarithmic in 1/δ. Radius, \
            constants and proof are derived here: Bennett's inequality for variables bounded by the \
            last threshold (in any dimension, Pinelis 1994, Theorem 3.4, cited from memory) and the \
            bias of CLIP-7. The mean's tails are Lévy's inequality and that of von Bahr and Esseen."""),
        List.of(
            "X₁ … Xₙ independent, with a common mean and E‖X‖ᵖ ≤ Mᵖ about 0, 1 < p ≤ 2.",
            "α = M and β = p; δ is not needed to run the estimator.",
            "For the mean's tails: identical and symmetric laws."),
        List.of(
            new Constant("c_n", "n^{-2/p} \\sum_{k \\le n} k^{(2-p)/p} \\le p/2 + 1/(2n)"),
            new Constant("\\bar b_n", "\\kappa_p n^{-1/p} \\sum_{k \\le n} k^{-(p-1)/p} \\le b_p"),
            new Constant("\\kappa_p", "(p-1)^{p-1} / p^p"),
            new Constant(
                "\\rho", "for p = 3/2, n = 64: 4.85 at \\delta = 10^{-2}, 8.99 at 10^{-6}")),
        checks(),
        controls(),
        List.of(
            "The radius is loose by a factor of two and more: deviations near it are never seen.",
            "Below δ = 10⁻⁶ only enumerations of at most 8 samples look.",
            "In several dimensions noise along one direction only.",
            "p = 3/2 wherever samples are drawn."));
  }

  private static List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (double p : new double[] {1.1, P, 2}) {
      checks.add(enumeration("two-point-enumeration-p-" + p, p, Radius.SCALAR));
    }
    for (double delta : DELTAS) {
      checks.add(designed(oneHitLaw(delta), ClippingRule.PER_SAMPLE_CLIP, delta));
      checks.add(
          designedSampled(oneHitLaw(delta) + "-sampled", ClippingRule.PER_SAMPLE_CLIP, delta));
    }
    checks.add(Clip8Pareto.paretoRadius("pareto-radius", Clip8Pareto.PS_CLIP));
    checks.add(Clip8Pareto.quantileAtLeast("pareto-quantile-99"));
    checks.add(Clip8Pareto.quantileAtMost("pareto-quantile-9999", Clip8Pareto.PS_CLIP));
    for (double t : new double[] {3, 10, 30}) {
      checks.add(Clip8Pareto.levy("mean-tail-from-below-" + (int) t, Clip8Pareto.MEAN, t));
    }
    checks.add(Clip8Pareto.vonBahrEsseen("mean-tail-from-above", 1));
    checks.add(Clip8Pareto.vectorPareto("vector-pareto"));
    checks.add(vectorDesigned("vector-one-hit-law", ClippingRule.PER_SAMPLE_CLIP));
    return checks;
  }

  private static List<Control> controls() {
    ClippingRule tooLarge = ClippingRule.scaled(10);
    Stream<Control> mean =
        DELTAS.stream()
            .flatMap(
                delta ->
                    Stream.of(
                        Control.implementation(
                            "the plain mean at PS-Clip's radius, exactly",
                            designed(oneHitLaw(delta) + "/plain-mean", ClippingRule.MEAN, delta)),
                        Control.implementation(
                            "the plain mean at PS-Clip's radius, sampled",
                            designedSampled(
                                oneHitLaw(delta) + "-sampled/plain-mean",
                                ClippingRule.MEAN,
                                delta))));
    Stream<Control> others =
        Stream.of(
            Control.implementation(
                "thresholds ten times too large, α = 10M",
                designed(oneHitLaw(1e-2) + "/alpha-10", tooLarge, 1e-2)),
            Control.implementation(
                "thresholds ten times too large, α = 10M, where only the last indices tell",
                designed(oneHitLaw(1e-6) + "/alpha-10", tooLarge, 1e-6)),
            Control.implementation(
                "thresholds ten times too large, α = 10M, sampled",
                designedSampled(oneHitLaw(1e-2) + "-sampled/alpha-10", tooLarge, 1e-2)),
            Control.implementation(
                "the plain mean at PS-Clip's radius for a Pareto law",
                Clip8Pareto.paretoRadius("pareto-radius/plain-mean", Clip8Pareto.MEAN)),
            Control.implementation(
                "the plain mean: its quantiles grow like a power",
                Clip8Pareto.quantileAtMost("pareto-quantile-9999/plain-mean", Clip8Pareto.MEAN)),
            Control.implementation(
                "the plain mean of vectors at PS-Clip's radius",
                vectorDesigned("vector-one-hit-law/plain-mean", ClippingRule.MEAN)),
            Control.statement(
                "two fifths of the radius suffice",
                enumeration("two-point-enumeration-p-2.0/short-radius", 2, Radius.scaled(0.4))),
            Control.statement(
                "PS-Clip has the mean's tails",
                Clip8Pareto.levy(
                    "mean-tail-from-below-10/per-sample-clip", Clip8Pareto.PS_CLIP, 10)),
            Control.statement(
                "a hundredth of von Bahr and Esseen's bound",
                Clip8Pareto.vonBahrEsseen("mean-tail-from-above/hundredth", 0.01)));
    return Stream.concat(mean, others).toList();
  }

  private static Check enumeration(String name, double p, Radius radius) {
    return Check.exact(
        name,
        "Deviations over all 2⁸ batches of extremal laws beyond the radius, for δ from 10⁻¹ to 10⁻⁹",
        trial -> Clip8Exact.enumerate(trial, p, 8, radius));
  }

  private static String oneHitLaw(double delta) {
    return "one-hit-law-%.0e".formatted(delta);
  }

  private static Check designed(String name, ClippingRule rule, double delta) {
    return Check.exact(
        name,
        "The probability of deviations beyond the radius for δ = %s, on the law of which one hit "
                .formatted(delta)
            + "carries a plain mean there",
        trial -> Clip8Exact.designed(trial, rule, P, N, delta));
  }

  private static Check designedSampled(String name, ClippingRule rule, double delta) {
    double effect = Math.max(delta, 0.01);
    ThreePoint law = Clip8Exact.designed(P, N, delta, Radius.SCALAR);
    return Clip8Tails.check(
        name,
        "The same by sampling, δ = " + delta,
        effect,
        trial ->
            Clip8Tails.atMost(
                trial,
                rule.spec(1, P),
                (subject, streams) -> SampledError.onTheLine(subject, law, N, streams),
                Radius.SCALAR.at(P, N, delta),
                delta,
                effect));
  }

  private static Check vectorDesigned(String name, ClippingRule rule) {
    double delta = 1e-6;
    double effect = 0.01;
    ThreePoint law = Clip8Exact.designed(P, N, delta, Radius.VECTOR);
    return Clip8Tails.check(
        name,
        "P(‖estimate‖ > r(10⁻⁶)) ≤ 10⁻⁶ on 64 samples in ℝ¹⁰ of the one-hit law along a direction",
        effect,
        trial ->
            Clip8Tails.atMost(
                trial,
                rule.spec(1, P),
                (subject, streams) ->
                    SampledError.alongTheDiagonal(subject, law, N, new double[10], streams),
                Radius.VECTOR.at(P, N, delta),
                delta,
                effect));
  }
}
