package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip22Runs.Tuning;
import org.noiseproof.claim.descent.Clip22Runs.Way;
import org.noiseproof.claim.descent.MomentumPaths.Claimed;
import org.noiseproof.claim.descent.MomentumPaths.Method;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.theory.NormalizedMomentumBounds;
import org.noiseproof.theory.NormalizedMomentumBounds.Schedule;

/** CLIP-22: momentum in the place of a batch. */
final class Clip22 {
  private Clip22() {}

  private static final Claimed PATH =
      (problem, gap, first, schedule, steps, noise) ->
          bounds(problem.smoothness(), gap).path(schedule, steps, noise);

  /** The drift of the buffer behind the gradient left out. */
  private static final Claimed NO_DRIFT =
      (problem, gap, first, schedule, steps, noise) ->
          bounds(problem.smoothness(), gap).path(new Schedule(1, schedule.step()), steps, noise);

  private static NormalizedMomentumBounds bounds(double smoothness, double gap) {
    return new NormalizedMomentumBounds(smoothness, gap, 1, 1);
  }

  static Claim claim() {
    return new Claim(
        "CLIP-22",
        "Normalised SGD with momentum",
        """
        Let F be L-smooth, Δ = F(x₀) − inf F, and one noisy gradient a step, E‖noise‖ᵖ ≤ σᵖ, 1 < p ≤ 2. \
        With m₀ = g₀, m_t = β m_{t−1} + (1−β) g_t, x ← x − η m/‖m‖ and o = 1 − β,
          (1/T) Σ E‖∇F‖ ≤ Δ/(ηT) + Lη/2 + 2 [σ/(To) + Lηβ/o + 2^{(2−p)/p} σ o^{(p−1)/p}],
        and for every realisation the same with the average of ‖βᵗε₀ + o Σ β^{t−s} ε_s‖ for the two terms \
        in σ. With p known, o = T^{−p/(3p−2)} and η ~ T^{−(2p−1)/(3p−2)} give the rate T^{−(p−1)/(3p−2)}; \
        o = T^{−1/2}, η ~ T^{−3/4} do not need p and give T^{−(p−1)/(2p)}. The momentum is needed: without \
        it the method finds the median of the noise.""",
        """
        \\[ \\frac1T \\sum_{t<T} E\\|\\nabla F(x_t)\\| \\;\\le\\; \\frac{\\Delta}{\\eta T} \
        + \\frac{L\\eta}{2} + 2 \\Bigl[ \\frac{\\sigma}{T o} + \\frac{L \\eta \\beta}{o} \
        + 2^{(2-p)/p} \\sigma\\, o^{(p-1)/p} \\Bigr], \\qquad o = 1 - \\beta \\]""",
        Source.derived(
            """
            The method and both rates are those of Liu and Zhou, "Nonconvex Stochastic Optimization \
            under Heavy-Tailed Noises: Optimal Convergence without Gradient Clipping", ICLR 2025, of \
            which the abstract and reviews were read. Constants and proof are derived here: (P2) of \
            CLIP-21 with the buffer for the gradient, whose error is an average of noise and a drift."""),
        List.of(
            "F L-smooth and bounded below.",
            "Noise of mean 0 given the past, E‖noise‖ᵖ ≤ σᵖ (central); the inequality for each run "
                + "needs nothing of it.",
            "The buffer starts at the first gradient; T known in advance."),
        List.of(
            new Constant("o", "1 - \\beta"),
            new Constant("\\eta", "\\sqrt{\\Delta/(2L)} T^{-(2p-1)/(3p-2)} \\text{ or } T^{-3/4}")),
        checks(),
        controls(),
        List.of(
            "Rates for σ = 1/10 on one function of one variable: with σ = 1 on F1 the bound exceeds "
                + "sup‖∇F‖ until T is nearly 10⁵.",
            "The exponents are checked through the bounds at three T, not by themselves.",
            "A buffer that starts at 0 (CLIP-23's) passes the same bounds here."));
  }

  private static List<Check> checks() {
    return List.of(
        path("every-run", PATH),
        rate("known-order", Tuning.KNOWN_ORDER, 1),
        rate("unknown-order", Tuning.UNKNOWN_ORDER, 1),
        median("mean-not-median", new Mean(), Clip22Runs::method));
  }

  private static List<Control> controls() {
    return List.of(
        Control.statement("the buffer has no drift", path("every-run/no-drift", NO_DRIFT)),
        Control.statement(
            "a quarter of the bound", rate("unknown-order/quarter", Tuning.UNKNOWN_ORDER, 0.25)),
        Control.implementation(
            "the momentum dropped",
            median(
                "mean-not-median/no-momentum",
                new Mean(),
                schedule -> new NormalizedSgd(schedule.step(), 0, false))),
        Control.implementation(
            "normalised before the average, not after",
            median(
                "mean-not-median/normalised-first",
                new Normalize(),
                schedule ->
                    new Sgd(schedule.step(), schedule.momentum(), schedule.momentum(), false, 0))));
  }

  private static Check path(String name, Claimed claimed) {
    return Check.bound(
        name,
        "(1/T) Σ‖∇F‖ of runs under Cauchy noise of scales 0, 2⁻¹⁰ … 8, each beside its own noise",
        trial ->
            MomentumPaths.of(
                trial,
                new Method() {
                  @Override
                  public EstimatorSpec estimator() {
                    return new Mean();
                  }

                  @Override
                  public OptimizerSpec optimizer(Schedule schedule) {
                    return Clip22Runs.method(schedule);
                  }
                },
                true,
                claimed));
  }

  private static Check rate(String name, Tuning tuning, double factor) {
    return Check.statistical(
        name,
        "E (1/T) Σ‖∇F‖ on the pseudo-Huber function under skewed Pareto noise for three T, beside "
            + "its bound",
        trial -> Clip22Runs.rate(trial, tuning, factor));
  }

  private static Check median(String name, EstimatorSpec estimator, Way way) {
    return Check.statistical(
        name,
        "E (1/T) Σ|∇F| on x²/2 under noise of mean 0 and median 1, from the point where the median is",
        trial -> Clip22Runs.median(trial, estimator, way));
  }
}
