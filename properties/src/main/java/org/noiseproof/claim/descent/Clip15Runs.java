package org.noiseproof.claim.descent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.ClippingRule;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.PerSampleClipSgdBounds;

/** Runs of PS-Clip-SGD, E (1/T) Σ‖∇F(x_t)‖² against its bound; η = 1/L throughout. */
final class Clip15Runs {
  private Clip15Runs() {}

  static final double P = 1.5;

  /** Skewed, of infinite variance, with E|X|^{3/2} = 1. */
  private static final NoiseLaw PARETO =
      new ShiftedPareto(1.6, StrictMath.pow(new ShiftedPareto(1.6, 1).absoluteMoment(P), -1 / P));

  static final Setting PLANE = Setting.plane(PARETO, P);

  /** Samples a step, and steps. */
  record Size(int n, long steps) {}

  /** The best batch of each budget nT = N. */
  static Finding budgets(Trial trial, double factor) {
    int largest = trial.scale() == Scale.DEEP ? 18 : 14;
    return run(
        trial,
        "N",
        PLANE,
        ClippingRule.PER_SAMPLE_CLIP,
        factor,
        IntStream.iterate(10, i -> i <= largest, i -> i + 2)
            .mapToObj(
                i ->
                    PerSampleClipSgdBounds.ofBudget(
                        P, PLANE.moment(), PLANE.gap(), PLANE.problem().smoothness(), 1L << i))
            .toList());
  }

  /** Batches of given sizes. */
  static Finding batches(Trial trial, Setting setting, ClippingRule rule, Size... sizes) {
    return run(
        trial,
        "nT",
        setting,
        rule,
        1,
        Arrays.stream(sizes)
            .map(
                size ->
                    new PerSampleClipSgdBounds(
                        P,
                        setting.moment(),
                        setting.gap(),
                        1 / setting.problem().smoothness(),
                        size.n(),
                        size.steps()))
            .toList());
  }

  private static Finding run(
      Trial trial,
      String sizes,
      Setting setting,
      ClippingRule rule,
      double factor,
      List<PerSampleClipSgdBounds> bounds) {
    return Runs.expectations(
        trial,
        "E (1/T) Σ‖∇F‖²",
        sizes,
        bounds.stream()
            .map(
                bound ->
                    Runs.Point.of(
                        (double) bound.n() * bound.steps(),
                        setting.run(
                            bound.n(),
                            rule.spec(setting.moment(), P),
                            new Sgd(bound.learningRate(), 0, 0, false, 0),
                            bound.steps(),
                            new Observable.Average(ProblemQuantity.SQUARED_GRADIENT)),
                        factor * bound.inExpectation(),
                        setting.most()))
            .toList());
  }
}
