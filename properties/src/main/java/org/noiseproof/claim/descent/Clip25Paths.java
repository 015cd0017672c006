package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.FiniteLaw;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.theory.ConstantStepTails;

/** CLIP-25 without sampling: all 3ᵀ runs under noise of three values. */
final class Clip25Paths {
  private Clip25Paths() {}

  private static final int STEPS = 7;

  /** How an optimizer is made from its step. */
  interface Method {
    OptimizerSpec spec(double step);
  }

  /** What is claimed of the law of x_T. */
  interface Claimed {
    List<Comparison> of(FiniteLaw law, ConstantStepTails tails, ThreePoint noise, double slack);
  }

  /** The claim on every pair of a step and a law of noise. */
  static Finding enumerate(Trial trial, Method method, Claimed claimed) {
    List<Comparison> comparisons = new ArrayList<>();
    for (double step : new double[] {0.1, 0.5}) {
      OptimizerSpec spec = method.spec(step);
      var optimizer = trial.backend().optimizer(spec);
      if (optimizer.isEmpty()) {
        return Finding.notApplicable(
            "%s does not implement %s".formatted(trial.backend().name(), SpecJson.write(spec)));
      }
      double rounding =
          Tolerance.gamma(
              STEPS * (optimizer.get().depth(1) + 4L),
              trial.backend().describe().precision().unitRoundoff());
      for (ThreePoint noise : laws()) {
        FiniteLaw law = law(optimizer.get(), noise);
        claimed
            .of(law, new ConstantStepTails(step, STEPS), noise, Tolerance.CLOSED_FORM + rounding)
            .forEach(
                c -> comparisons.add(c.of("%s, η = %s, %s".formatted(c.quantity(), step, noise))));
      }
    }
    return Finding.of(comparisons);
  }

  /**
   * Frequent hits, rare ones, and hits so rare and high that σ₃⸝₂ = 1 goes with a variance of 10³.
   */
  private static List<ThreePoint> laws() {
    return List.of(new ThreePoint(0.4, 1), new ThreePoint(0.02, 10), new ThreePoint(1e-9, 1e6));
  }

  /** The law of x_T from 0, every run of the optimizer weighted with its probability. */
  private static FiniteLaw law(Optimizer optimizer, ThreePoint noise) {
    double q = noise.probability();
    FiniteLaw one =
        new FiniteLaw(
            new TreeMap<>(Map.of(-noise.height(), q / 2, 0.0, 1 - q, noise.height(), q / 2)));
    return new EveryRun(optimizer, one, Double::sum, state -> state.parameters()[0]).law(STEPS);
  }

  /** P(|x_T| &gt; s) against a multiple of P(max &gt; s), at s between the values of one term. */
  static Claimed atLeast(double factor) {
    return (law, tails, noise, slack) ->
        heights(tails, noise)
            .map(
                s -> {
                  double largest = tails.largestTerm(noise::tail, s);
                  return Comparison.atLeast(
                      "P(|x_T| > %.4g)".formatted(s),
                      law.probability(x -> Math.abs(x) > s),
                      factor * largest,
                      slack * largest);
                })
            .toList();
  }

  /** P(|x_T| &gt; s) against a multiple of the moments' bound, for three p. */
  static Claimed atMost(double factor) {
    return (law, tails, noise, slack) ->
        heights(tails, noise)
            .flatMap(
                s ->
                    DoubleStream.of(1.25, 1.5, 2)
                        .mapToObj(
                            p -> {
                              double bound = factor * tails.atMost(p, noise.absoluteMoment(p), s);
                              return Comparison.atMost(
                                  "P(|x_T| > %.4g), p = %s".formatted(s, p),
                                  law.probability(x -> Math.abs(x) > s),
                                  bound,
                                  slack * bound);
                            }))
            .toList();
  }

  /** E x_T² against a multiple of its formula. */
  static Claimed variance(double factor) {
    return (law, tails, noise, slack) -> {
      double predicted = factor * tails.variance(noise.absoluteMoment(2));
      return List.of(
          Comparison.equal("E x_T²", law.meanSquaredError(0), predicted, slack * predicted));
    };
  }

  private static Stream<Double> heights(ConstantStepTails tails, ThreePoint noise) {
    return IntStream.range(0, STEPS).mapToObj(j -> 0.97 * tails.weight(j) * noise.height());
  }
}
