package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.descent.Clip18Steps.Method;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.problem.Problem;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.ClippedSgdBounds;
import org.noiseproof.theory.RareHitBounds;

/**
 * The failure probabilities of CLIP-19 on the pseudo-Huber function from 1, one sample a step under
 * ±A with E|X|ᵖ = 1, from below and from above.
 *
 * @param steps T
 * @param delta δ
 * @param height A
 */
record Clip19Failures(int steps, double delta, double height) {
  private static final double P = Clip18Steps.P;
  private static final double START = 1;
  private static final List<Double> DELTAS = List.of(1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-9);

  private Setting setting() {
    return Setting.line(START, new ThreePoint(StrictMath.pow(height, -P), height), P);
  }

  private double radius(double delta) {
    Setting setting = setting();
    return Clip18Steps.bounds(setting, steps)
        .withProbability(setting.problem().gradientBound(), delta);
  }

  /** P(average &gt; radius(δ)) ≤ δ. */
  Finding exact(Trial trial, Method method, double ofTheRadius) {
    ClippedSgdBounds bounds = Clip18Steps.bounds(setting(), steps);
    OptimizerSpec spec = method.of(bounds);
    return TwoPointStep.of(trial, spec)
        .map(step -> exact(trial, step, bounds, ofTheRadius))
        .orElseGet(() -> Clip18Steps.missing(trial, spec));
  }

  private Finding exact(
      Trial trial, TwoPointStep step, ClippedSgdBounds bounds, double ofTheRadius) {
    double q = StrictMath.pow(height, -P);
    double radius = ofTheRadius * radius(delta);
    double[] sums = afterOneHit(step);
    int needed = 0;
    while (needed < steps && sums[needed] <= steps * radius) {
      needed++;
    }
    double below = oneHit(q, needed);
    long hits = hitsToFail(step, bounds, radius);
    double above = RareHitBounds.probability(hits, steps, q);
    String event = "P(average > %.4g)".formatted(radius);
    return Finding.of(
            List.of(
                Comparison.atMost(event + " by one hit", below, delta, 0),
                Comparison.atMost(
                    event + ", from above: it takes %d hits".formatted(hits), above, delta, 0)))
        .with(survival(trial, step, bounds, q));
  }

  private long hitsToFail(TwoPointStep step, ClippedSgdBounds bounds, double radius) {
    return RareHitBounds.hitsToFail(
        bounds.gap(),
        bounds.learningRate(),
        steps,
        setting().problem().gradientBound(),
        jump(step, bounds.learningRate()),
        radius);
  }

  /**
   * Σ of the squared gradients at the first m = 0 … T points after a hit, or less. Points stay in
   * [0, x₀] before it, so it leaves |x| ≥ ηA − x₀ whichever its sign and time; from there, as x −
   * η∇F(x) is odd and increases, a farther point stays farther.
   */
  private double[] afterOneHit(TwoPointStep step) {
    Problem problem = setting().problem();
    double u = problem.gradient(new double[] {START})[0];
    double landing = Math.max(0, -step.next(START, 1, u + height));
    double[] sums = new double[steps + 1];
    OptimizerState state = step.optimizer().start(new double[] {landing});
    for (int m = 0; m < steps; m++) {
      double[] gradient = problem.gradient(state.parameters());
      sums[m + 1] = sums[m] + gradient[0] * gradient[0];
      state = step.optimizer().step(state, gradient);
    }
    return sums;
  }

  /** P(exactly one hit, and at least so many points after it). */
  private double oneHit(double q, int points) {
    return (steps - points) * q * StrictMath.exp((steps - 1.0) * StrictMath.log1p(-q));
  }

  /** How far a hit displaces an estimate: from the gradient, or from 0 where all of it is lost. */
  private double jump(TwoPointStep step, double learningRate) {
    double largest = 0;
    for (double x : new double[] {-5, 0, 5}) {
      double u = setting().problem().gradient(new double[] {x})[0];
      for (double sign : new double[] {-1, 1}) {
        double g = (x - step.next(x, 1, u + sign * height)) / learningRate;
        largest = Math.max(largest, Math.min(Math.abs(g), Math.abs(g - u)));
      }
    }
    return largest;
  }

  /** What the method may do at most, what one hit does to SGD without clipping, and the radius. */
  private Plot survival(Trial trial, TwoPointStep step, ClippedSgdBounds bounds, double q) {
    List<Double> radii = DELTAS.stream().map(this::radius).toList();
    List<Series> curves = new ArrayList<>();
    curves.add(
        Series.of(
            "at most",
            Role.MEASURED,
            radii,
            radii.stream()
                .map(r -> RareHitBounds.probability(hitsToFail(step, bounds, r), steps, q))
                .toList()));
    TwoPointStep.of(trial, Method.UNCLIPPED.of(bounds))
        .ifPresent(unclipped -> curves.add(oneHitOf(unclipped, q)));
    curves.add(Series.of("claimed", Role.BOUND, radii, DELTAS));
    return new Plot(
        "Runs with hits of %.0f, T = %d".formatted(height, steps),
        "s",
        "P((1/T) Σ‖∇F‖² ≥ s)",
        true,
        true,
        curves);
  }

  private Series oneHitOf(TwoPointStep unclipped, double q) {
    double[] sums = afterOneHit(unclipped);
    List<Double> average = new ArrayList<>();
    List<Double> probability = new ArrayList<>();
    for (int m = steps / 50; m < steps; m += steps / 50) {
      average.add(sums[m] / steps);
      probability.add(oneHit(q, m));
    }
    return Series.of("without clipping, at least", Role.CONTROL, average, probability);
  }
}
