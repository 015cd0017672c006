package org.noiseproof.claim.clipping;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.clipping.Clip10Exact.Rule;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.TwoPoint;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;
import org.noiseproof.theory.TruncatedMeanBounds;
import org.noiseproof.zoo.WrongTruncations;

/** CLIP-10: the truncated mean, whose thresholds know δ, errs by (ln(1/δ)/n)^{(p−1)/p}. */
final class Clip10 {
  private Clip10() {}

  private static final double P = 1.5;
  private static final int N = 256;
  private static final List<Double> DELTAS = List.of(1e-2, 1e-3, 1e-4, 1e-6);

  static Claim claim() {
    return new Claim(
        "CLIP-10",
        "The truncated mean has exponential tails",
        """
        Let X₁ … Xₙ be independent and real with a common mean and E|X|ᵖ ≤ u (raw moment, 1 < p ≤ 2). \
        The truncated mean (1/n) Σ X_k 1{|X_k| ≤ B_k} with B_k = (u k/ln(1/δ))^{1/p} errs on either \
        side by more than
          4 u^{1/p} (ln(1/δ)/n)^{(p−1)/p}
        with probability at most δ. It discards where per-sample clipping clips, at thresholds that grow \
        alike; they know δ, and the radius grows like ln(1/δ)^{(p−1)/p} only. The plain mean fails at \
        the same radius, and so does one threshold for all samples.""",
        """
        \\[ \\hat m = \\frac1n \\sum_{k=1}^n X_k\\, 1\\{|X_k| \\le B_k\\}, \\qquad \
        B_k = \\Bigl( \\frac{u k}{\\ln(1/\\delta)} \\Bigr)^{1/p} \\]
        \\[ \\Pr\\Bigl( \\hat m - EX > 4 u^{1/p} \
        \\Bigl( \\frac{\\ln(1/\\delta)}{n} \\Bigr)^{(p-1)/p} \\Bigr) \\le \\delta \\]""",
        new Source(
            """
            Bubeck, Cesa-Bianchi & Lugosi, "Bandits with heavy tail", IEEE Trans. Inf. Theory 59, 2013, \
            Lemma 1, with p = 1 + ε: read in restated form, with a proof of the constant 4.""",
            Source.Status.PUBLISHED),
        List.of(
            "X₁ … Xₙ independent, with a common mean and E|X|ᵖ ≤ u about 0, 1 < p ≤ 2.",
            "u, p and δ are needed to run it: another δ is another estimator.",
            "Each side by itself; both together fail with probability at most 2δ."),
        List.of(
            new Constant("B_k", "(u k / \\ln(1/\\delta))^{1/p}"),
            new Constant(
                "4", "\\text{the largest quantile found is } 0.30 \\text{ of the radius}")),
        checks(),
        controls(),
        List.of(
            "The radius is loose by three and more: deviations near it are never seen.",
            "Exact tails on two-point laws only, n = 256 and 512.",
            "Values other than 0 and A at one index only through the sums of random batches."));
  }

  private static List<Check> checks() {
    return Stream.concat(
            Stream.of(
                kept("kept-by-index", 1.5),
                kept("kept-by-index-p-2", 2),
                Check.bound(
                    "sum-over-indices",
                    "The estimate is the sum of what each index keeps, on random batches of up to 64",
                    trial -> Clip10Exact.sums(trial, P, 64)),
                tails("two-point-tails-p-1.1", 1.1, 1),
                tails("two-point-tails", P, 1),
                tails("two-point-tails-p-2", 2, 1),
                justAboveOne("just-above-one", Rule.TRUNCATED),
                pareto("pareto-sampled", 1)),
            DELTAS.stream().map(delta -> designed(oneHit(delta), Rule.TRUNCATED, delta)))
        .toList();
  }

  private static List<Control> controls() {
    Check kept = kept("kept-by-index", 1.5);
    Check sums =
        Check.bound("sum-over-indices", "the same", trial -> Clip10Exact.sums(trial, P, 64));
    Stream<Control> specimens =
        Stream.of(
                WrongTruncations.CLIPPING,
                WrongTruncations.STRICT_TRUNCATION,
                WrongTruncations.MEAN_OF_THE_KEPT,
                WrongTruncations.TRUNCATION_INDEX_FROM_ZERO)
            .map(specimen -> Control.implementation(specimen, kept));
    Stream<Control> mean =
        DELTAS.stream()
            .map(
                delta ->
                    Control.implementation(
                        "the plain mean at the truncated mean's radius",
                        designed(oneHit(delta) + "/plain-mean", (p, level) -> new Mean(), delta)));
    Stream<Control> others =
        Stream.of(
            Control.implementation(WrongTruncations.CLIPPING, sums),
            Control.implementation(
                "one threshold for all samples, 1: nearly everything is discarded",
                justAboveOne(
                    "just-above-one/fixed-threshold",
                    (p, delta) -> new TruncatedMean(1, Double.POSITIVE_INFINITY))),
            Control.statement(
                "a quarter of the radius suffices", tails("two-point-tails/quarter", P, 0.25)),
            Control.statement(
                "a thirtieth of the radius suffices under a Pareto law",
                pareto("pareto-sampled/short-radius", 1.0 / 30)));
    return Stream.of(specimens, mean, others).flatMap(controls -> controls).toList();
  }

  private static String oneHit(double delta) {
    return "one-hit-law-%.0e".formatted(delta);
  }

  private static Check kept(String name, double p) {
    return Check.exact(
        name,
        "What a single sample at index k contributes, all of it or nothing, for each k ≤ 128",
        trial -> Clip10Exact.kept(trial, p, 128));
  }

  private static Check tails(String name, double p, double share) {
    return Check.exact(
        name,
        "Either tail on 256 samples of two-point laws from a fifth of the last threshold to three "
            + "times it, for δ = 0.05, 0.01, 0.001, p = "
            + p,
        trial -> Clip10Exact.tails(trial, p, N, share));
  }

  private static Check designed(String name, Rule rule, double delta) {
    return Check.exact(
        name,
        "Either tail on 256 samples of the law of which one hit carries a plain mean beyond the "
            + "radius, δ = "
            + delta,
        trial ->
            Clip10Exact.tails(
                trial, rule.spec(P, delta), P, Clip10Exact.designed(P, N, delta), N, delta, 1));
  }

  private static Check justAboveOne(String name, Rule rule) {
    TwoPoint law = Clip10Exact.justAboveOne(P);
    return Check.exact(
        name,
        "Either tail on 512 samples that are 1.01 but for one in 66, δ = 0.01",
        trial -> Clip10Exact.tails(trial, rule.spec(P, 0.01), P, law, 512, 0.01, 1));
  }

  /** Raw: the law is its own moment's. */
  private static Check pareto(String name, double factor) {
    ShiftedPareto law = new ShiftedPareto(1.6, 1);
    double effect = 0.01;
    double delta = 0.001;
    double u = law.absoluteMoment(P);
    EstimatorSpec spec = new TruncatedMean(TruncatedMeanBounds.alpha(P, u, delta), P);
    return Clip8Tails.check(
        name,
        "P(|estimate − EX| > r(0.001)) ≤ 0.002 on 256 samples of a Pareto law of index 1.6",
        effect,
        trial ->
            Clip8Tails.atMost(
                trial,
                spec,
                (subject, streams) -> SampledError.onTheLine(subject, law, N, streams),
                factor * TruncatedMeanBounds.radius(P, u, N, delta),
                2 * delta,
                effect));
  }
}
