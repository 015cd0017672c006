package org.noiseproof.claim.clipping;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.clipping.Clip11Exact.Radius;
import org.noiseproof.claim.clipping.Clip11Exact.Shape;
import org.noiseproof.claim.clipping.Clip11Exact.Worst;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.theory.MedianOfMeansBounds;
import org.noiseproof.zoo.WrongMedians;

/** CLIP-11: the median of means fails with a probability that falls geometrically in its blocks. */
final class Clip11 {
  private Clip11() {}

  private static final double P = 1.5;

  /** Skewed, of infinite variance. */
  private static final ShiftedPareto PARETO = new ShiftedPareto(1.6, 1);

  private static final List<Shape> BLOCKS_OF_30 =
      List.of(new Shape(9, 30), new Shape(15, 30), new Shape(25, 30));

  private static final List<Shape> OF_270 =
      List.of(
          new Shape(3, 90),
          new Shape(5, 54),
          new Shape(9, 30),
          new Shape(15, 18),
          new Shape(27, 10));

  static Claim claim() {
    return new Claim(
        "CLIP-11",
        "The median of means has exponential tails",
        """
        Let X₁ … Xₙ be independent and real with a common mean and E|X − EX|ᵖ ≤ σᵖ (central moment, \
        1 < p ≤ 2), in k blocks of N. The median MoM of the block means has
          P(|MoM − EX| > R) ≤ P(Bin(k, ⅛) ≥ k/2),  R = (8 · 2^{2−p})^{1/p} σ N^{−(p−1)/p}:
        2.48e-3 for 9 blocks, 1.69e-4 for 15, 2.17e-6 for 25. It is a median: while fewer than half \
        of the block means are farther than R from a point, MoM is not either, wherever they are. \
        The plain mean fails at the same radius.""",
        """
        \\[ \\Pr\\bigl( |\\mathrm{MoM} - EX| > R \\bigr) \\le \
        \\Pr\\bigl( \\mathrm{Bin}(k, \\tfrac18) \\ge \\tfrac k2 \\bigr), \\qquad \
        R = (8 \\cdot 2^{2-p})^{1/p}\\, \\sigma\\, N^{-(p-1)/p} \\]""",
        Source.derived(
            """
            Bubeck, Cesa-Bianchi & Lugosi, "Bandits with heavy tail", IEEE Trans. Inf. Theory 59, 2013, \
            Lemma 2 (cited from memory), has (12v)^{1/p} (16 ln(e^{1/8}/δ)/n)^{(p−1)/p} with \
            k = ⌊8 ln(e^{1/8}/δ)⌋. The smaller radius here, with the constant of von Bahr and Esseen \
            and the exact binomial tail, is derived."""),
        List.of(
            "X₁ … Xₙ independent, with a common mean; n = kN.",
            "E|X − EX|ᵖ ≤ σᵖ about the mean, 1 < p ≤ 2: σ and p are needed for the radius, not to run "
                + "the estimator.",
            "k is chosen before the samples are seen: the radius has no guarantee at another δ."),
        List.of(
            new Constant("R", "(8 \\cdot 2^{2-p})^{1/p} \\sigma N^{-(p-1)/p}"),
            new Constant(
                "1/8", "2^{2-p} \\sigma^p N^{1-p} R^{-p}, what a block is bad with at most"),
            new Constant("N", "n/k, the samples in a block")),
        checks(),
        controls(),
        List.of(
            "Failure probabilities are exact on two-point laws only, the worst that we know of; a block "
                + "is bad there with probability 0.07 to 0.12, not 1/8.",
            "Blocks that are cut otherwise, but without looking at the samples, have the same tails: only "
                + "the check against the blocks' means finds them.",
            "On a line: coordinate by coordinate the probabilities add up."));
  }

  private static List<Check> checks() {
    return List.of(
        Check.bound(
            "median-of-block-means",
            "The estimate against the median of exact block means, on heavy-tailed rows in blocks of "
                + "equal and unequal sizes",
            Clip11Blocks::median),
        minority("minority-of-bad-blocks", 0),
        enumeration("two-point-enumeration", Radius.CLAIMED),
        worst("worst-law-p-1.1", 1.1, List.of(new Shape(9, 30))),
        worst("worst-law-p-1.5", P, BLOCKS_OF_30),
        worst("worst-law-p-2", 2, List.of(new Shape(9, 30))),
        Check.exact(
            "radius-against-probability",
            "270 samples cut into 3 to 27 blocks: radius and failure probability on the worst law",
            trial ->
                Clip11Exact.worst(trial, MedianOfMeans::new, Worst.BLOCK, P, OF_270)
                    .with(Clip11Exact.survival(trial, P, OF_270))),
        pareto("pareto-sampled", 1));
  }

  private static List<Control> controls() {
    Check median = Check.bound("median-of-block-means", "the same", Clip11Blocks::median);
    Stream<Control> specimens =
        Stream.of(
                WrongMedians.SORTED_BLOCKS,
                WrongMedians.INTERLEAVED_BLOCKS,
                WrongMedians.LARGER_BLOCKS_LAST,
                WrongMedians.LOWER_MIDDLE)
            .map(specimen -> Control.implementation(specimen, median));
    Check minority = minority("minority-of-bad-blocks", 0);
    Stream<Control> rearranged =
        Stream.of(WrongMedians.SORTED_BLOCKS, WrongMedians.INTERLEAVED_BLOCKS)
            .map(specimen -> Control.implementation(specimen, minority));
    Stream<Control> others =
        Stream.of(
            Control.implementation(
                "the plain mean at the radius of the median of 9 means",
                plainMean("worst-law-p-1.5/plain-mean", List.of(new Shape(9, 30)))),
            Control.implementation(
                "the plain mean at the radii of 3 to 27 blocks",
                plainMean("radius-against-probability/plain-mean", OF_270)),
            Control.statement(
                "that it bears half of the blocks being bad",
                minority("minority-of-bad-blocks/half", 1)),
            Control.statement(
                "two thirds of the radius suffice",
                enumeration("two-point-enumeration/short-radius", Radius.scaled(2.0 / 3))),
            Control.statement(
                "a twentieth of the radius suffices under a Pareto law",
                pareto("pareto-sampled/short-radius", 0.05)));
    return Stream.of(specimens, rearranged, others).flatMap(controls -> controls).toList();
  }

  private static Check minority(String name, int more) {
    return Check.bound(
        name,
        "|MoM − z| ≤ R with ⌈k/2⌉ − 1 of the block means anywhere, all on one side or on both",
        trial -> Clip11Blocks.minority(trial, more));
  }

  private static Check enumeration(String name, Radius radius) {
    return Check.exact(
        name,
        "P(|MoM − EX| > R) on all 2¹² batches of the worst two-point laws, 3 blocks of 4",
        trial -> Clip11Exact.enumerate(trial, radius, new Shape(3, 4), P, 2));
  }

  private static Check worst(String name, double p, List<Shape> shapes) {
    return Check.exact(
        name,
        "P(|MoM − EX| > R) on the law of which one hit makes a block bad, %s".formatted(shapes),
        trial -> Clip11Exact.worst(trial, MedianOfMeans::new, Worst.BLOCK, p, shapes));
  }

  private static Check plainMean(String name, List<Shape> shapes) {
    return Check.exact(
        name,
        "P(|mean − EX| > R) on the law of which one hit carries the mean beyond R",
        trial -> Clip11Exact.worst(trial, blocks -> new Mean(), Worst.WHOLE, P, shapes));
  }

  private static Check pareto(String name, double factor) {
    double effect = 0.01;
    double deviation = StrictMath.pow(PARETO.centralMoment(P), 1 / P);
    double radius = factor * MedianOfMeansBounds.radius(P, deviation, 30);
    return Clip8Tails.check(
        name,
        "P(|MoM − EX| > R) on 9 blocks of 30 samples of a Pareto law of index 1.6",
        effect,
        trial ->
            Clip8Tails.atMost(
                trial,
                new MedianOfMeans(9),
                (subject, streams) -> SampledError.onTheLine(subject, PARETO, 270, streams),
                radius,
                MedianOfMeansBounds.failure(9),
                effect));
  }
}
