package org.noiseproof.claim.descent;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.descent.Clip23Runs.Rule;
import org.noiseproof.claim.descent.MomentumPaths.Claimed;
import org.noiseproof.claim.descent.MomentumPaths.Method;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.ClippedMomentumBounds;
import org.noiseproof.theory.NormalizedMomentumBounds.Schedule;

/** CLIP-23: clip, average, normalise; weak, since its radius says nothing before T is a million. */
final class Clip23 {
  private Clip23() {}

  private static final Claimed PATH =
      (problem, gap, first, schedule, steps, noise) ->
          new ClippedMomentumBounds(1, 1, schedule.open())
              .path(problem.smoothness(), gap, first, schedule.step(), steps, noise);

  private static final Method METHOD =
      new Method() {
        @Override
        public EstimatorSpec estimator() {
          return Clip23Runs.clip(2);
        }

        @Override
        public OptimizerSpec optimizer(Schedule schedule) {
          return Clip23Runs.optimizer(schedule.step(), schedule.open());
        }
      };

  /** The drift of the buffer behind the gradient left out. */
  private static final Claimed NO_DRIFT =
      (problem, gap, first, schedule, steps, noise) ->
          PATH.of(problem, gap, first, schedule, steps, noise)
              - 2 * problem.smoothness() * schedule.step() / schedule.open();

  static Claim claim() {
    return new Claim(
        "CLIP-23",
        "Clipped and normalised momentum, with high probability (weak)",
        """
        Let F be L-smooth, Δ = F(x₀) − inf F, E‖g‖ᵖ ≤ Mᵖ (raw), 1 < p ≤ 2; m starts at 0, \
        m ← β m + o clip_t(g), o = 1 − β, t = M o^{−1/p}, x ← x − η m/‖m‖. In any dimension the average of \
        the clipped noise exceeds
          r(δ) = M o^{(p−1)/p} (κ_p + ½ h⁻¹(4 ln(2/δ))),  h(u) = (1+u) ln(1+u) − u,
        with probability at most δ at each step, and with probability at least 1 − δ
          (1/T) Σ ‖∇F‖ ≤ Δ/(ηT) + Lη/2 + 2 [‖∇F(x₀)‖/(To) + Lη/o + r(δ/T)],
        which falls like T^{−(p−1)/(3p−2)} but for ln(2T/δ), for o = T^{−p/(3p−2)}, η ~ T^{−(2p−1)/(3p−2)}. \
        For every realisation the same holds with the average norm of the clipped noise for r(δ/T).""",
        """
        \\[ \\frac1T \\sum_{t<T} \\|\\nabla F(x_t)\\| \\;\\le\\; \\frac{\\Delta}{\\eta T} \
        + \\frac{L\\eta}{2} + 2 \\Bigl[ \\frac{\\|\\nabla F(x_0)\\|}{T o} + \\frac{L\\eta}{o} \
        + M o^{(p-1)/p} \\Bigl( \\kappa_p + \\tfrac12 h^{-1}\\bigl( 4 \\ln \\tfrac{2T}{\\delta} \
        \\bigr) \\Bigr) \\Bigr] \\]""",
        Source.derived(
            """
            The method is that of Cutkosky & Mehta, 2021, cited from memory. Radius and proof are \
            derived here: CLIP-6 for the bias, Pinelis 1994, Theorem 3.4 (cited from memory) for the \
            average, (P2) of CLIP-21 for the steps, and a union over them."""),
        List.of(
            "F L-smooth and bounded below; E‖g‖ᵖ ≤ Mᵖ about 0 along the whole run.",
            "One sample a step, unbiased given the past; T and δ known in advance."),
        List.of(
            new Constant("\\kappa_p", "(p-1)^{p-1}/p^p"),
            new Constant("o", "1 - \\beta"),
            new Constant("r(\\delta)", "p = 3/2: 12.6 M o^{1/3} \\text{ at } \\delta = 10^{-6}")),
        checks(),
        controls(),
        List.of(
            "Weak: at any T that a default run can afford the radius exceeds sup‖∇F‖ (16.7 at T = 100 and "
                + "11.7 at 1 000 on F1, where sup‖∇F‖ = 0.65), so that the whole can only be seen not to fail; what it "
                + "is made of is checked instead.",
            "Deep runs have one instance in which the radius says something, with p = 2 and T = 2²⁰.",
            "The average of the clipped noise is enumerated for constant gradients and eight steps."));
  }

  private static List<Check> checks() {
    return List.of(
        buffer("buffer", Clip23Runs::clip, 1),
        path("every-run", PATH),
        decay("decay", 1),
        Check.statistical(
            "single-runs",
            "P((1/T) Σ‖∇F‖ > radius) ≤ 10⁻³ on F1 for T = 100, not informative; deep on a parabola for "
                + "T = 2²⁰; detects an excess of 0.2, deep 0.09",
            Clip23Runs::single));
  }

  private static List<Control> controls() {
    return List.of(
        Control.implementation(
            "no clip before the average", buffer("buffer/not-clipped", t -> new Mean(), 1)),
        Control.statement("a fifth of r(δ)", buffer("buffer/fifth", Clip23Runs::clip, 0.2)),
        Control.statement("the buffer has no drift", path("every-run/no-drift", NO_DRIFT)),
        Control.statement("the rate without its logarithm", decay("decay/no-logarithm", 0)));
  }

  private static Check buffer(String name, Rule rule, double factor) {
    return Check.exact(
        name,
        "The buffer after eight steps under two-point laws, over all 2⁸ runs, beyond r(δ), for δ from "
            + "10⁻¹ to 10⁻⁹",
        trial -> Clip23Runs.buffer(trial, rule, factor));
  }

  private static Check path(String name, Claimed claimed) {
    return Check.bound(
        name,
        "(1/T) Σ‖∇F‖ of runs under Cauchy noise of scales 0, 2⁻¹⁰ … 8, each beside its own clipped noise",
        trial -> MomentumPaths.of(trial, METHOD, false, claimed));
  }

  private static Check decay(String name, double power) {
    return Check.exact(
        name,
        "How the radius falls from T to 10T, T = 10³ … 10⁷, δ = 10⁻⁶, three p",
        trial -> Clip23Runs.decay(power));
  }
}
