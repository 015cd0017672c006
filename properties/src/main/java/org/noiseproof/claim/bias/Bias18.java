package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.data.GaussianClusters;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.statistics.Decision;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;

/** BIAS-18: data sorted by class and never shuffled is another experiment. */
final class Bias18 {
  private Bias18() {}

  private static final int CLASSES = 4;
  private static final int PER_CLASS = 6;

  /** Sorted by class, so that a batch of six is a class. */
  private static final MarginProblem SORTED =
      new MarginProblem(new GaussianClusters(CLASSES, PER_CLASS, 5, 3, 1).data());

  /** The same samples, the classes in turn. */
  private static final MarginProblem IN_TURN =
      SORTED.select(
          IntStream.range(0, SORTED.samples())
              .map(i -> i % CLASSES * PER_CLASS + i / CLASSES)
              .toArray());

  private static final List<NormSpec> NORMS =
      List.of(new Frobenius(), new Max(), new Spectral(), new Nuclear());

  static Claim claim() {
    return new Claim(
        "BIAS-18",
        "The order of the samples matters",
        """
        Batches cut from data that are sorted by class, in the same order every epoch, hold one class each.
        Without momentum every step then forgets what the last ones learned: on four clouds of six samples,
        batches of six, none of the four methods even classifies its training data, m(W_T) < 0, where the same
        batches with the classes in turn, or in a new random order every epoch, give m(W_T) > 0. Momentum 0.9
        remembers more than an epoch, and mends it. What such a training loop shows of noise is the order's.""",
        """
        \\[ m\\bigl(W_T^{\\text{sorted}}\\bigr) \\;<\\; 0 \\;<\\; m\\bigl(W_T^{\\text{shuffled}}\\bigr) \\]""",
        Source.derived(
            """
            The code that goes with Xie, Wu, Chen and Tang, arXiv 2603.22824, does not shuffle data that are \
            sorted by class; what comes of it is derived here, by runs."""),
        List.of(
            "The samples of these clouds; cross-entropy, η_t = √(20/(t + 20))/R, 200 steps.",
            "The published data: batches of n/k samples, the published η_0/√(t + 1)."),
        List.of(new Constant("W^{\\text{sorted}}", "the run on batches of one class")),
        List.of(
            deterministic("sorted-misclassifies", SORTED, 0, -1),
            deterministic("in-turn-classifies", IN_TURN, 0, 1),
            deterministic("momentum-mends", SORTED, 0.9, 1),
            shuffled("shuffled-classifies", 1),
            PublishedData.check(
                "published-order",
                "m/(γ‖W‖) of four methods on batches of the published data, shuffled and sorted",
                PublishedRuns::sorted)),
        List.of(
            Control.statement(
                "the order does not matter: sorted data are classified",
                deterministic("sorted-misclassifies/classified", SORTED, 0, 1)),
            Control.statement(
                "the classes in turn are no better",
                deterministic("in-turn-classifies/misclassified", IN_TURN, 0, -1)),
            Control.statement(
                "momentum does not help", deterministic("momentum-mends/not", SORTED, 0.9, -1)),
            Control.statement(
                "small batches misclassify in any order", shuffled("shuffled-classifies/not", -1)),
            Control.statement(
                "on the published data sorted batches do better",
                PublishedData.check(
                    "published-order/better",
                    "The same, the other way round",
                    PublishedRuns::sortedIsBetter))),
        List.of(
            "One set of clouds. On others, sorted batches may classify and yet stay far from γ.",
            "Momentum helps where it remembers an epoch; with more batches an epoch, 0.9 would not.",
            "Without the published file only the data of ours is looked at."));
  }

  private static OptimizerSpec descent(NormSpec norm, double momentum) {
    return new Scheduled(
        new Nsd(1 / SORTED.radius(norm), norm, momentum, 0),
        new InverseSqrt(0, 20),
        new ScheduleSpec.Constant());
  }

  private static double margin(
      Trial trial,
      MarginProblem problem,
      NormSpec norm,
      double momentum,
      LongFunction<MarginProblem> batches) {
    MarginDescent run =
        new MarginDescent(
            trial.backend(),
            problem,
            Loss.CROSS_ENTROPY,
            new Max(),
            descent(norm, momentum),
            batches);
    Matrix w = run.steps(trial.scale() == Scale.DEEP ? 5_000 : 200).after();
    return new Directions(trial.backend()).normalizedMargin(problem, norm, w);
  }

  private static Finding met(Trial trial, double momentum, Supplier<Finding> experiment) {
    return Needs.met(
        trial, NORMS, NORMS.stream().map(norm -> descent(norm, momentum)).toList(), experiment);
  }

  /** The margins of all four methods have this sign. */
  private static Check deterministic(
      String name, MarginProblem problem, double momentum, int sign) {
    return Check.bound(
        name,
        "m(W_T)/‖W_T‖ of four methods, batches of six in the same order every epoch",
        trial ->
            met(
                trial,
                momentum,
                () -> {
                  List<Comparison> comparisons = new ArrayList<>();
                  for (NormSpec norm : NORMS) {
                    comparisons.add(
                        Comparison.atLeast(
                            "%d · m/‖W‖, %s".formatted(sign, norm.label()),
                            sign
                                * margin(
                                    trial,
                                    problem,
                                    norm,
                                    momentum,
                                    Batches.cyclic(problem, PER_CLASS)),
                            0,
                            0));
                  }
                  return Finding.of(comparisons);
                }));
  }

  /** Over random orders: seldom has the margin of sign descent the other sign. */
  private static Check shuffled(String name, int sign) {
    return Check.statistical(
        name,
        "Whether the margin of sign descent has the other sign, batches of six in random orders",
        trial ->
            met(
                trial,
                0,
                () -> {
                  Decision decision =
                      SequentialTest.decide(
                          new Hypothesis.ProbabilityAtMost(0.02, 0.6),
                          replicate -> sign * shuffled(trial, replicate) > 0 ? 0 : 1,
                          trial.budget(),
                          20);
                  return Finding.of("P(%d · m ≤ 0)".formatted(sign), decision);
                }));
  }

  private static double shuffled(Trial trial, long replicate) {
    return margin(
        trial,
        SORTED,
        new Max(),
        0,
        Batches.reshuffled(SORTED, PER_CLASS, trial.streams().within("run " + replicate)));
  }
}
