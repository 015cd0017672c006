package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Clip9Exact.Ordering;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.zoo.WrongAverages;

/** CLIP-9: per-sample against micro-batch against batch clipping, what is true and what is not. */
final class Clip9 {
  private Clip9() {}

  private static final double P = 1.5;

  /** Skewed, index 1.6, scaled to E|X|^{3/2} = 1; mean 1, so that samples are above 0.71. */
  private static final Clip9Sampled SKEWED = skewed();

  /** Symmetric, index 1.6, scaled to E|X|^{3/2} = 1. */
  private static final Clip9Sampled SYMMETRIC =
      new Clip9Sampled(new SymmetricPareto(1.6, StrictMath.pow(16, -1 / P)), -2);

  private static Clip9Sampled skewed() {
    double unit = Clip7Rate.moment(new ShiftedPareto(1.6, 1), P);
    ShiftedPareto law = new ShiftedPareto(1.6, 1 / unit);
    return new Clip9Sampled(law, 1 + law.scale() - law.shift());
  }

  static Claim claim() {
    return new Claim(
        "CLIP-9",
        "Micro-batches trade bias for variance and tails",
        """
        n samples in micro-batches of B, each micro-batch mean clipped at the same t, then averaged: \
        B = 1 is per-sample clipping, B = n clips once after accumulation. On skewed heavy-tailed laws \
        |bias| strictly falls with B, while variance, the 0.999-quantile of the error, the minimax MSE \
        over unknown means and the error from one contaminated sample strictly grow; the last is \
        (t − μ) B/n exactly. Deviations obey 2 exp(−m s²/(2t²)), m = n/B. The MSE at a given t is not \
        monotone in B, nor is the MSE at the best t for a known mean. PS-Clip of micro-batch means with \
        M_B = ‖x‖ + 2^{(2−p)/p} σ B^{−(p−1)/p} has MSE ≤ M_B² m^{−r} C_p(m).""",
        """
        \\[ \\frac1m \\sum_{j=1}^m \\mathrm{clip}_t(\\bar X_{B,j}), \\qquad m = n/B \\]
        \\[ E\\|\\bar X_B\\|^p \\le M_B^p, \\qquad \
        M_B = \\|x\\| + 2^{(2-p)/p}\\, \\sigma\\, B^{-(p-1)/p} \\]
        \\[ \\Pr( |T - ET| \\ge s ) \\le 2 \\exp\\Bigl( -\\frac{m s^2}{2 t^2} \\Bigr) \\]""",
        Source.derived(
            "Nobile & Grohs, arXiv 2605.02701v2, 2026, of which only the abstract was read, clip each "
                + "accumulated micro-batch, contrary to the habit of clipping once. The comparison, its "
                + "orderings and bounds are derived here; M_B is von Bahr and Esseen's inequality."),
        List.of(
            "Equal thresholds t for every B, and B divides n.",
            "The orderings are claims about the laws run here, not theorems for all laws.",
            "The bound needs E‖X − x‖ᵖ ≤ σᵖ, x = EX, 1 < p ≤ 2."),
        List.of(
            new Constant("m", "n/B, the number of micro-batches"),
            new Constant("M_B", "the raw moment of a micro-batch mean")),
        checks(),
        controls(),
        List.of(
            "n = 64 and B = 1, 4, 16, 64 only.",
            "The exact orderings are those of one two-point law; the sampled ones of Pareto laws of "
                + "index 1.6.",
            "The minimax risk is over five means and eighteen thresholds.",
            "Noise on a line only."));
  }

  private static List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(ordered("variance-grows", Clip9Exact.VARIANCE));
    checks.add(ordered("bias-falls", Clip9Exact.BIAS));
    checks.add(ordered("quantile-grows", Clip9Exact.QUANTILE));
    checks.add(minimax("minimax-risk-grows", Clip9Exact.MEANS));
    checks.add(
        Check.exact(
            "contamination",
            "The error that one of 64 samples causes as it runs away, B = 1 … 64",
            Clip9Blocks::contamination));
    checks.add(
        Check.bound(
            "weighted-mean-of-clipped-means",
            "The estimate from micro-batches clipped one by one, on random batches of 49 to 64",
            trial -> Clip9Blocks.structure(trial, 32)));
    checks.add(fluctuations("fluctuations", size -> 64.0 / size));
    checks.add(means("per-sample-clip-of-means", size -> StrictMath.pow(size, -(P - 1) / P)));
    checks.add(variance("skewed-variance-1-4", SKEWED, 1, 4, 0.0013));
    checks.add(variance("skewed-variance-4-16", SKEWED, 4, 16, 0.0028));
    checks.add(variance("skewed-variance-16-64", SKEWED, 16, 64, 0.0053));
    checks.add(variance("symmetric-variance-16-64", SYMMETRIC, 16, 64, 0.0067));
    checks.add(bias("skewed-bias-1-4", 1, 4, 0.02));
    checks.add(bias("skewed-bias-4-16", 4, 16, 0.011));
    checks.add(bias("skewed-bias-16-64", 16, 64, 0.0053));
    checks.add(quantileAtMost("skewed-quantile-4-at-most", 4, 0.3));
    checks.add(quantileAtLeast("skewed-quantile-16-at-least", 16, 0.3));
    checks.add(quantileAtMost("skewed-quantile-16-at-most", 16, 0.7));
    checks.add(quantileAtLeast("skewed-quantile-64-at-least", 64, 0.7));
    return checks;
  }

  private static List<Control> controls() {
    Check contamination =
        Check.exact(
            "contamination", "The error that one sample causes", Clip9Blocks::contamination);
    Check structure =
        Check.bound(
            "weighted-mean-of-clipped-means",
            "The estimate from micro-batches clipped one by one",
            trial -> Clip9Blocks.structure(trial, 32));
    return List.of(
        Control.statement(
            "the MSE at one threshold grows with B", ordered("mse-grows", Clip9Exact.RISK)),
        Control.statement(
            "the MSE at one threshold falls with B",
            ordered("mse-falls", Clip9Exact.RISK.reversed())),
        Control.statement(
            "the variance falls with B",
            ordered("variance-grows/reversed", Clip9Exact.VARIANCE.reversed())),
        Control.statement(
            "the bias grows with B", ordered("bias-falls/reversed", Clip9Exact.BIAS.reversed())),
        Control.statement(
            "the MSE at the best threshold for one known mean grows with B",
            minimax("minimax-risk-grows/known-mean", 1)),
        Control.implementation(WrongAverages.CLIP_AFTER_ACCUMULATION, contamination),
        Control.implementation(WrongAverages.INTERLEAVED_MICRO_BATCHES, structure),
        Control.implementation(WrongAverages.UNWEIGHTED_MICRO_BATCHES, structure),
        Control.implementation(WrongAverages.REMAINDER_DROPPED, structure),
        Control.statement(
            "deviations do not depend on B", fluctuations("fluctuations/of-n-terms", size -> 64)),
        Control.statement(
            "micro-batch means shrink like 1/√B",
            means("per-sample-clip-of-means/root-b", size -> 1 / Math.sqrt(size))),
        Control.statement(
            "the variance falls with B, sampled",
            variance("skewed-variance-16-64/reversed", SKEWED, 64, 16, 0.0053)),
        Control.statement(
            "the bias grows with B, sampled", bias("skewed-bias-1-4/reversed", 4, 1, 0.02)),
        Control.statement(
            "clipping once has the tails of micro-batches of four",
            quantileAtMost("skewed-quantile-4-at-most/64", 64, 0.3)));
  }

  private static Check ordered(String name, Ordering ordering) {
    return Check.exact(
        name,
        "%s at t = 2 on a two-point law, for B = 1, 4, 16, 64".formatted(ordering.quantity()),
        trial -> Clip9Exact.ordered(trial, ordering));
  }

  private static Check minimax(String name, double... means) {
    return Check.exact(
        name,
        "The least over thresholds of the largest MSE over means, for B = 1, 4, 16, 64",
        trial -> Clip9Exact.minimax(trial, means));
  }

  private static Check fluctuations(String name, IntToDoubleFunction terms) {
    return Check.exact(
        name,
        "The exact tails of the estimate against Hoeffding's bound",
        trial -> Clip9Exact.fluctuations(trial, terms));
  }

  private static Check means(String name, IntToDoubleFunction shrinking) {
    return Check.exact(
        name,
        "The moment of micro-batch means, and the MSE of PS-Clip on them, on two-point laws",
        trial -> Clip9Blocks.perSampleClipOfMeans(trial, shrinking));
  }

  private static Check variance(String name, Clip9Sampled law, int before, int after, double gap) {
    return statistical(
        name,
        "The variance at B = %d exceeds that at B = %d".formatted(after, before),
        gap,
        trial -> law.variance(trial, before, after, gap));
  }

  private static Check bias(String name, int before, int after, double gap) {
    return statistical(
        name,
        "The bias, below 0, is closer to 0 at B = %d than at B = %d".formatted(after, before),
        gap,
        trial -> SKEWED.bias(trial, before, after, gap));
  }

  private static Check quantileAtMost(String name, int size, double radius) {
    return statistical(
        name,
        "The error's 0.999-quantile at B = %d is at most %s".formatted(size, radius),
        2e-3,
        trial -> SKEWED.quantileAtMost(trial, size, radius, 2e-3));
  }

  private static Check quantileAtLeast(String name, int size, double radius) {
    return statistical(
        name,
        "The error's 0.999-quantile at B = %d is at least %s".formatted(size, radius),
        5e-4,
        trial -> SKEWED.quantileAtLeast(trial, size, radius, 5e-4));
  }

  private static Check statistical(
      String name, String measures, double effect, Function<Trial, Finding> run) {
    return Check.statistical(
        name, "%s; detects a shortfall of %.3g".formatted(measures, effect), run);
  }
}
