package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Clip7Rate.Bound;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.theory.PerSampleClipBounds;
import org.noiseproof.zoo.WrongAverages;
import org.noiseproof.zoo.WrongClips;
import org.noiseproof.zoo.WrongThresholds;

/** CLIP-7: per-sample clipping attains the rate n^{−2(p−1)/p}, with explicit constants. */
final class Clip7 {
  private Clip7() {}

  /** Skewed, of infinite variance, with a moment of order 3/2. */
  private static final ShiftedPareto PARETO = new ShiftedPareto(1.6, 1);

  /** The order of moments that most checks use. */
  private static final double P = 1.5;

  private static final List<Double> ORDERS = List.of(1.1, 1.25, 1.5, 1.75, 2.0);

  static Claim claim() {
    return new Claim(
        "CLIP-7",
        "Per-sample clipping attains the optimal rate",
        """
        Let X₁ … Xₙ be independent with a common mean and E‖X‖ᵖ ≤ Mᵖ (raw moment, 1 < p ≤ 2; the \
        variance may be infinite). PS-Clip with thresholds α k^{1/p} has
          ‖E PSₙ − EX‖ ≤ b_p (M/α)ᵖ α n^{−(p−1)/p},
          E‖PSₙ − E PSₙ‖² ≤ (M/α)ᵖ α² n^{−r} (p/2 + 1/(2n)),
        and for α = M
          E‖PSₙ − EX‖² ≤ M² n^{−r} C_p(n),  r = 2(p−1)/p,  C_p(n) = b_p² + p/2 + 1/(2n).
        Half of the bound is attained, and the rate is exact, on two-point laws.""",
        """
        \\[ \\mathrm{PS}_n = \\frac1n \\sum_{k=1}^n \\min\\Bigl(1, \\frac{\\alpha k^{1/p}}\
        {\\|X_k\\|}\\Bigr) X_k \\]
        \\[ \\alpha = M: \\quad E\\|\\mathrm{PS}_n - EX\\|^2 \\le M^2\\, n^{-2(p-1)/p} \
        \\Bigl[ \\Bigl(\\frac{p-1}{p}\\Bigr)^{2(p-1)} + \\frac p2 + \\frac1{2n} \\Bigr] \\]""",
        Source.derived(
            """
            The estimator is that of Nobile & Grohs, "Robust and Fast Training via Per-Sample \
            Clipping", arXiv 2605.02701v2, 2026, of which only the abstract was read: it claims \
            optimal rates in expectation. The bound, its constants and its proof are derived here: \
            the sharp one-sample bounds of CLIP-6 for each index, Σ k^{−(p−1)/p} ≤ p n^{1/p}, the \
            trapezoid rule for the concave Σ k^{(2−p)/p}, and independence."""),
        List.of(
            "X₁ … Xₙ independent, with a common mean; they need not share a law.",
            "E‖X‖ᵖ ≤ Mᵖ about 0, not about the mean: with a central σ, M = ‖EX‖ + σ does.",
            "1 < p ≤ 2 known, and used as β; M known, and used as α, for the last bound."),
        List.of(
            new Constant("b_p", "((p-1)/p)^{p-1}: 1/2 at p = 2, 0.57735 at 3/2, 1 as p \\to 1"),
            new Constant("r", "2(p-1)/p"),
            new Constant("C_p(n)", "b_p^2 + p/2 + 1/(2n)")),
        checks(),
        controls(),
        List.of(
            "Noise on a line only; the proof holds in any Hilbert space.",
            "Identical laws only; the theorem allows each index its own.",
            "Beyond n = %d the thresholds are the spec's, not read off the implementation."
                .formatted(Clip7Rate.MEASURED),
            "Constants of the cited paper are unknown to us; it may well have smaller ones."));
  }

  private static List<Check> checks() {
    Stream<Check> byOrder =
        ORDERS.stream()
            .flatMap(
                p -> Stream.of(enumeration(p), worstCase("worst-case-p-" + p, p, Bound.CLAIMED)));
    return Stream.concat(
            byOrder,
            Stream.of(
                Check.exact(
                    "thresholds-by-index",
                    "What a single sample at index k contributes, for each k ≤ 256",
                    trial ->
                        Clip7Enumeration.thresholds(
                            trial, new PerSampleClip(1, P), 256, 0.5, 8, 0x1p100)),
                Check.bound(
                    "sum-over-indices",
                    "The estimate is the sum of its indices' contributions, on random batches of "
                        + "up to 64 samples",
                    trial ->
                        Clip7Enumeration.superposition(trial, new PerSampleClip(1, P), 64, 128)),
                paretoRate("pareto-rate", ClippingRule.PER_SAMPLE_CLIP),
                hitsOfHeightN("hits-of-height-n", ClippingRule.PER_SAMPLE_CLIP),
                hitsOfHeightRootN("hits-of-height-root-n", ClippingRule.PER_SAMPLE_CLIP),
                rareHits("rare-hits", ClippingRule.PER_SAMPLE_CLIP),
                sampled("pareto-sampled", ClippingRule.PER_SAMPLE_CLIP, PARETO, 16),
                hitsSampled("two-point-sampled", ClippingRule.PER_SAMPLE_CLIP)))
        .toList();
  }

  private static List<Control> controls() {
    Check enumeration = enumeration(P);
    Stream<Control> specimens =
        Stream.of(
                WrongThresholds.INDEX_FROM_ZERO,
                WrongThresholds.CONSTANT_THRESHOLD,
                WrongThresholds.BETA_FOR_ITS_RECIPROCAL,
                WrongThresholds.LAST_THRESHOLD_FOR_ALL,
                WrongThresholds.SORTED_THRESHOLDS,
                WrongClips.DROPPING,
                WrongAverages.CLIP_AFTER_AVERAGING,
                WrongAverages.N_MINUS_ONE)
            .map(specimen -> Control.implementation(specimen, enumeration));
    Stream<Control> others =
        Stream.of(
            Control.implementation(
                "one threshold for every index (β = ∞): the bias stays",
                paretoRate("pareto-rate/constant-threshold", ClippingRule.CONSTANT)),
            Control.implementation(
                "thresholds that grow like k (β = 1): too large for the variance",
                hitsOfHeightN("hits-of-height-n/beta-1", ClippingRule.growth(1))),
            Control.implementation(
                "thresholds that grow like √k (β = 2 for p = 3/2): too small for the bias",
                hitsOfHeightRootN("hits-of-height-root-n/beta-2", ClippingRule.growth(2))),
            Control.implementation(
                "the plain mean, exactly", rareHits("rare-hits/plain-mean", ClippingRule.MEAN)),
            Control.implementation(
                "the plain mean, sampled",
                hitsSampled("two-point-sampled/plain-mean", ClippingRule.MEAN)),
            Control.statement(
                "half the constant C_p(n)",
                worstCase("worst-case-p-1.5/half-the-constant", P, Bound.scaled(0.5))),
            Control.statement(
                "a rate faster by n^{−1/20}",
                worstCase("worst-case-p-1.5/faster-rate", P, Bound.faster(0.05))));
    return Stream.concat(others, specimens).toList();
  }

  private static Check enumeration(double p) {
    return Check.exact(
        "two-point-enumeration-p-" + p,
        "Bias, variance and MSE of the implementation on all 2⁸ batches of extremal laws, against "
            + "bounds and closed forms",
        trial -> Clip7Enumeration.enumerate(trial, p, 8));
  }

  private static Check worstCase(String name, double p, Bound bound) {
    return Check.exact(
        name,
        "MSE over the bound on the two-point laws that come closest to it, up to n = 2²⁰, and the "
            + "exact slope",
        trial -> Clip7WorstCase.of(trial, p, bound));
  }

  private static Check paretoRate(String name, ClippingRule rule) {
    return rate(
        name,
        rule,
        "a shifted Pareto law of index 1.6",
        n -> PARETO,
        16,
        64,
        256,
        4096,
        1 << 14,
        1 << 16);
  }

  /** Hits as high as the sum of all samples may be. */
  private static Check hitsOfHeightN(String name, ClippingRule rule) {
    return rate(
        name,
        rule,
        "two-point laws with A = n",
        n -> new TwoPoint(StrictMath.pow(n, -P), n),
        64,
        512,
        1 << 14,
        1 << 18);
  }

  /** Hits that thresholds like √k clip, and thresholds like k^{2/3} let pass. */
  private static Check hitsOfHeightRootN(String name, ClippingRule rule) {
    return rate(
        name,
        rule,
        "two-point laws with A = 3√n",
        n -> new TwoPoint(StrictMath.pow(9.0 * n, -P / 2), 3 * Math.sqrt(n)),
        64,
        512,
        1 << 14,
        1 << 18);
  }

  /** Hits so rare and so high that the mean fails. */
  private static Check rareHits(String name, ClippingRule rule) {
    double height = 1e6;
    double q = StrictMath.pow(height, -P);
    return rate(
        name, rule, "a two-point law with A = 10⁶", n -> new TwoPoint(q, height), 64, 256, 512);
  }

  private static Check rate(
      String name, ClippingRule rule, String law, IntFunction<NoiseLaw> lawAt, int... sizes) {
    return Check.exact(
        name,
        "MSE on %s, exactly, for n = %s".formatted(law, Arrays.toString(sizes)),
        trial -> Clip7Rate.rate(trial, rule, P, law, lawAt, sizes));
  }

  private static Check hitsSampled(String name, ClippingRule rule) {
    double q = 0.05 / 64;
    return sampled(name, rule, new TwoPoint(q, StrictMath.pow(q, -1 / P)), 64);
  }

  private static Check sampled(String name, ClippingRule rule, NoiseLaw law, int n) {
    return Check.statistical(
        name,
        "E min(‖estimate − EX‖², PS-Clip's largest) ≤ M² n^{−r} C_p(n) on %d samples of %s"
            .formatted(n, law),
        trial -> sampled(trial, rule, law, n));
  }

  /**
   * The mean squared error by sampling. What is averaged is cut off at the largest squared error
   * that PS-Clip can make: nothing is lost of its own, and an estimator without that bound only
   * gains.
   */
  private static Finding sampled(Trial trial, ClippingRule rule, NoiseLaw law, int n) {
    double moment = Clip7Rate.moment(law, P);
    double bound = PerSampleClipBounds.meanSquaredError(P, moment, n);
    double[] thresholds = Clip7Enumeration.thresholds(new PerSampleClip(moment, P), n);
    double largest = Arrays.stream(thresholds).sum() / n + Math.abs(law.mean());
    double cut = largest * largest;
    double effect = bound / (trial.scale() == Scale.DEEP ? 40 : 4);
    return Subject.of(
        trial,
        rule.spec(moment, P),
        subject -> {
          SampledError error = SampledError.onTheLine(subject, law, n, trial.streams());
          return Finding.of(
              "E‖estimate − EX‖²",
              SequentialTest.decide(
                  new Hypothesis.MeanAtMost(bound, 0, cut, effect),
                  replicate -> {
                    double e = error.of(replicate);
                    return Math.min(e * e, cut);
                  },
                  trial.budget(),
                  1 << 20));
        });
  }
}
