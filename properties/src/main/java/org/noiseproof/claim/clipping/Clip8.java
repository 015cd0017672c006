package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Clip8Exact.Radius;
import org.noiseproof.claim.clipping.Clip8Tails.Experiment;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.theory.DeviationBounds;

/** CLIP-8: PS-Clip's deviations grow like ln(1/δ), the plain mean's like a power of 1/δ. */
final class Clip8 {
  private Clip8() {}

  private static final double P = 1.5;
  private static final int N = 64;
  private static final List<Double> DELTAS = List.of(1e-2, 1e-3, 1e-4, 1e-6);
  private static final double SHARE = 0.02;

  /** Symmetric, of infinite variance; M = 16^{2/3}. */
  private static final SymmetricPareto PARETO = new SymmetricPareto(1.6, 1);

  /** The samples of a batch from it. */
  private static final int FEW = 16;

  private static final double MOMENT = Clip7Rate.moment(PARETO, P);
  private static final EstimatorSpec PS_CLIP = ClippingRule.PER_SAMPLE_CLIP.spec(MOMENT, P);
  private static final EstimatorSpec MEAN = ClippingRule.MEAN.spec(MOMENT, P);
  private static final Experiment PARETO_ERRORS =
      (subject, streams) -> SampledError.onTheLine(subject, PARETO, FEW, streams);

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
    checks.add(paretoRadius("pareto-radius", PS_CLIP));
    checks.add(quantileAtLeast("pareto-quantile-99"));
    checks.add(quantileAtMost("pareto-quantile-9999", PS_CLIP));
    for (double t : new double[] {3, 10}) {
      checks.add(levy("mean-tail-from-below-" + (int) t, MEAN, t));
    }
    checks.add(vonBahrEsseen("mean-tail-from-above", 1));
    checks.add(vectorPareto("vector-pareto"));
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
                paretoRadius("pareto-radius/plain-mean", MEAN)),
            Control.implementation(
                "the plain mean: its quantiles grow like a power",
                quantileAtMost("pareto-quantile-9999/plain-mean", MEAN)),
            Control.implementation(
                "the plain mean of vectors at PS-Clip's radius",
                vectorDesigned("vector-one-hit-law/plain-mean", ClippingRule.MEAN)),
            Control.statement(
                "two fifths of the radius suffice",
                enumeration("two-point-enumeration-p-2.0/short-radius", 2, Radius.scaled(0.4))),
            Control.statement(
                "PS-Clip has the mean's tails",
                levy("mean-tail-from-below-10/per-sample-clip", PS_CLIP, 10)),
            Control.statement(
                "a hundredth of von Bahr and Esseen's bound",
                vonBahrEsseen("mean-tail-from-above/hundredth", 0.01)));
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
    return statistical(
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

  private static Check paretoRadius(String name, EstimatorSpec spec) {
    double delta = 1e-6;
    double effect = 1e-3;
    double radius = MOMENT * Radius.SCALAR.at(P, FEW, delta);
    return statistical(
        name,
        "P(|estimate| > r(10⁻⁶)) ≤ 10⁻⁶ on 16 samples of a Pareto law of index 1.6",
        effect,
        trial -> {
          Finding finding = Clip8Tails.atMost(trial, spec, PARETO_ERRORS, radius, delta, effect);
          return finding.decision().isEmpty() ? finding : finding.with(survivalPlot(trial));
        });
  }

  private static Plot survivalPlot(Trial trial) {
    List<Series> curves = new ArrayList<>();
    Clip8Tails.survival(trial, PS_CLIP, Role.MEASURED, PARETO_ERRORS).ifPresent(curves::add);
    Clip8Tails.survival(trial, MEAN, Role.CONTROL, PARETO_ERRORS).ifPresent(curves::add);
    double[] deltas = {0.9, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6};
    curves.add(
        Series.of(
            "claimed for PS-Clip",
            Role.BOUND,
            Arrays.stream(deltas).mapToObj(d -> MOMENT * Radius.SCALAR.at(P, FEW, d)).toList(),
            Arrays.stream(deltas).boxed().toList()));
    List<Double> ts = List.of(1.0, 3.0, 10.0, 30.0, 100.0);
    curves.add(
        Series.of(
            "at least, for the mean (Lévy)",
            Role.PREDICTED,
            ts,
            ts.stream()
                .map(t -> DeviationBounds.meanTailAtLeast(PARETO.tail(FEW * t), FEW))
                .toList()));
    return new Plot(
        "Deviations on 16 samples of a Pareto law of index 1.6",
        "deviation s",
        "P(|estimate − EX| > s)",
        true,
        true,
        curves);
  }

  private static Check quantileAtLeast(String name) {
    double effect = 2.5e-3;
    return statistical(
        name,
        "PS-Clip's 0.99-quantile is at least 2.5: P(|estimate| > 2.5) ≥ 0.01",
        effect,
        trial -> Clip8Tails.atLeast(trial, PS_CLIP, PARETO_ERRORS, 2.5, 1e-2, effect));
  }

  private static Check quantileAtMost(String name, EstimatorSpec spec) {
    double effect = 4e-4;
    return statistical(
        name,
        "The 0.9999-quantile is at most 7.5, three times the 0.99-quantile (the mean's is ten times "
            + "as large or more): P(|estimate| > 7.5) ≤ 10⁻⁴",
        effect,
        trial -> Clip8Tails.atMost(trial, spec, PARETO_ERRORS, 7.5, 1e-4, effect));
  }

  private static Check levy(String name, EstimatorSpec spec, double t) {
    double bound = DeviationBounds.meanTailAtLeast(PARETO.tail(FEW * t), FEW);
    double effect = bound / 2;
    return statistical(
        name,
        "P(|mean| > %s) is at least Lévy's bound".formatted(t),
        effect,
        trial -> Clip8Tails.atLeast(trial, spec, PARETO_ERRORS, t, bound, effect));
  }

  private static Check vonBahrEsseen(String name, double factor) {
    double t = 10;
    double bound = factor * DeviationBounds.meanTailAtMost(P, MOMENT, FEW, t, true);
    double effect = bound / 4;
    return statistical(
        name,
        "P(|mean| > %s) is at most von Bahr and Esseen's bound".formatted(t),
        effect,
        trial -> Clip8Tails.atMost(trial, MEAN, PARETO_ERRORS, t, bound, effect));
  }

  /** T8c: skewed noise along one direction, about a mean of norm 1/2. */
  private static Check vectorPareto(String name) {
    ShiftedPareto law = new ShiftedPareto(1.6, 1);
    double[] mean = new double[10];
    mean[0] = 0.5;
    double moment = 0.5 + Clip7Rate.moment(law, P);
    double delta = 1e-3;
    double effect = 3e-3;
    return statistical(
        name,
        "P(‖estimate − EX‖ > r(10⁻³)) ≤ 10⁻³ on 64 samples in ℝ¹⁰, a skewed Pareto law of index 1.6",
        effect,
        trial ->
            Clip8Tails.atMost(
                trial,
                ClippingRule.PER_SAMPLE_CLIP.spec(moment, P),
                (subject, streams) ->
                    new SampledError(subject, law, N, mean, diagonal(10), streams),
                moment * Radius.VECTOR.at(P, N, delta),
                delta,
                effect));
  }

  private static Check vectorDesigned(String name, ClippingRule rule) {
    double delta = 1e-6;
    double effect = 0.01;
    ThreePoint law = Clip8Exact.designed(P, N, delta, Radius.VECTOR);
    return statistical(
        name,
        "P(‖estimate‖ > r(10⁻⁶)) ≤ 10⁻⁶ on 64 samples in ℝ¹⁰ of the one-hit law along a direction",
        effect,
        trial ->
            Clip8Tails.atMost(
                trial,
                rule.spec(1, P),
                (subject, streams) ->
                    new SampledError(subject, law, N, new double[10], diagonal(10), streams),
                Radius.VECTOR.at(P, N, delta),
                delta,
                effect));
  }

  /** The unit vector whose coordinates are equal. */
  private static double[] diagonal(int d) {
    double[] direction = new double[d];
    Arrays.fill(direction, 1 / Math.sqrt(d));
    return direction;
  }

  private static Check statistical(
      String name, String measures, double effect, Function<Trial, Finding> run) {
    return Check.statistical(
        name, "%s; detects an excess of %.3g".formatted(measures, effect), SHARE, run);
  }
}
