package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.ClippingRule;
import org.noiseproof.claim.descent.JumpRuns.Hit;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Hypothesis;
import org.noiseproof.statistics.SequentialTest;
import org.noiseproof.theory.PerSampleClipSgdBounds;
import org.noiseproof.theory.RareHitBounds;

/**
 * The failure probabilities of CLIP-16 on the pseudo-Huber function from 1, T = 50 steps of η =
 * 1/L, under ±A with E|X|ᵖ = 1: by their one hit exactly, by more of them from above, and sampled.
 *
 * @param n samples a step
 * @param delta δ
 * @param reach A/n, how far one hit carries a plain mean
 */
record Clip16Failures(int n, double delta, double reach) {
  private static final double P = 1.5;
  private static final int STEPS = 50;
  private static final List<Double> DELTAS = List.of(1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-9);

  private ThreePoint law() {
    double height = reach * n;
    return new ThreePoint(StrictMath.pow(height, -P), height);
  }

  private Setting setting() {
    return Setting.line(1, law(), P);
  }

  private PerSampleClipSgdBounds bounds() {
    Setting setting = setting();
    return new PerSampleClipSgdBounds(
        P, setting.moment(), setting.gap(), 1 / setting.problem().smoothness(), n, STEPS);
  }

  private Optional<JumpRuns> runs(Trial trial, ClippingRule rule) {
    Sgd sgd = new Sgd(bounds().learningRate(), 0, 0, false, 0);
    return JumpRuns.of(trial, estimator(rule), sgd, setting(), n, STEPS, law());
  }

  private EstimatorSpec estimator(ClippingRule rule) {
    return rule.spec(setting().moment(), P);
  }

  private Finding with(Trial trial, ClippingRule rule, Function<JumpRuns, Finding> experiment) {
    return runs(trial, rule)
        .map(experiment)
        .orElseGet(
            () ->
                Finding.notApplicable(
                    "%s does not run sgd with %s"
                        .formatted(trial.backend().name(), SpecJson.write(estimator(rule)))));
  }

  /** An outcome of runs with one hit, and its probability. */
  private record Outcome(double average, double probability) {}

  /**
   * P(average &gt; radius(δ)) ≤ δ, from below by the runs with one hit and from above by the number
   * of hits that it takes.
   */
  Finding exact(Trial trial, ClippingRule rule, double ofTheRadius) {
    return with(
        trial,
        rule,
        runs -> {
          double radius = ofTheRadius * bounds().onTheLine(delta);
          List<Outcome> outcomes = oneHit(runs);
          double below =
              outcomes.stream()
                  .filter(outcome -> outcome.average() > radius)
                  .mapToDouble(Outcome::probability)
                  .sum();
          Setting setting = setting();
          long hits =
              RareHitBounds.hitsToFail(
                  setting.gap(),
                  bounds().learningRate(),
                  STEPS,
                  setting.problem().gradientBound(),
                  jump(runs),
                  radius);
          double above = RareHitBounds.probability(hits, runs.trials(), law().probability());
          String event = "P(average > %.4g)".formatted(radius);
          return Finding.of(
                  List.of(
                      Comparison.equal(
                          "estimate without a hit, u = 0.7",
                          runs.estimate(0.7, List.of()),
                          0.7,
                          runs.roundoff(trial)),
                      Comparison.atMost(event + " by one hit", below, delta, 0),
                      Comparison.atMost(
                          event + ", from above: it takes %d hits".formatted(hits),
                          above,
                          delta,
                          0)))
              .with(survival(trial, rule, outcomes));
        });
  }

  /**
   * Every step and sign of one hit, at the first sample of each half of the batch for all of that
   * half: contributions do not fall with the index.
   */
  private List<Outcome> oneHit(JumpRuns runs) {
    double probability = runs.probabilityOfOne() * n / 2;
    return IntStream.range(0, STEPS)
        .boxed()
        .flatMap(
            step ->
                Stream.of(-law().height(), law().height())
                    .flatMap(
                        height ->
                            Stream.of(new Hit(step, 0, height), new Hit(step, n / 2, height))))
        .parallel()
        .map(hit -> new Outcome(runs.average(List.of(hit)), probability))
        .toList();
  }

  /** The largest displacement of an estimate by one hit, which is that at the last sample. */
  private double jump(JumpRuns runs) {
    double largest = 0;
    for (double u : new double[] {-1, 0, 1}) {
      for (double sign : new double[] {-1, 1}) {
        Hit hit = new Hit(0, n - 1, sign * law().height());
        double kept = u * (n - 1) / n;
        largest = Math.max(largest, Math.abs(runs.estimate(u, List.of(hit)) - kept));
      }
    }
    return largest;
  }

  private Plot survival(Trial trial, ClippingRule rule, List<Outcome> outcomes) {
    List<Series> curves = new ArrayList<>();
    if (rule.equals(ClippingRule.PER_SAMPLE_CLIP)) {
      curves.add(curve("per_sample_clip", Role.MEASURED, outcomes));
      runs(trial, ClippingRule.MEAN)
          .ifPresent(runs -> curves.add(curve("mean", Role.CONTROL, oneHit(runs))));
    } else {
      curves.add(curve("control", Role.CONTROL, outcomes));
    }
    curves.add(
        Series.of(
            "claimed", Role.BOUND, DELTAS.stream().map(bounds()::onTheLine).toList(), DELTAS));
    return new Plot(
        "Runs with one hit, A = %.3g, n = %d".formatted(law().height(), n),
        "s",
        "P((1/T) Σ‖∇F‖² ≥ s)",
        true,
        true,
        curves);
  }

  private static Series curve(String name, Role role, List<Outcome> outcomes) {
    List<Double> average = new ArrayList<>();
    List<Double> probability = new ArrayList<>();
    double sum = 0;
    for (Outcome outcome :
        outcomes.stream()
            .sorted(Comparator.comparingDouble(Outcome::average).reversed())
            .toList()) {
      sum += outcome.probability();
      average.add(outcome.average());
      probability.add(sum);
    }
    return Series.of(name, role, average, probability);
  }

  /** The same by sampling, of which only the hits are drawn. */
  Finding sampled(Trial trial, ClippingRule rule, double effect) {
    double radius = bounds().onTheLine(delta);
    return with(
        trial,
        rule,
        runs ->
            Finding.of(
                "P(average > %.4g)".formatted(radius),
                SequentialTest.decide(
                    new Hypothesis.ProbabilityAtMost(delta, Runs.scaled(effect, trial)),
                    replicate ->
                        runs.average(runs.draw(trial.streams().replicate(replicate))) > radius
                            ? 1
                            : 0,
                    trial.budget(),
                    1 << 20)));
  }
}
