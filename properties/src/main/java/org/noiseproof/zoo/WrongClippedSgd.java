package org.noiseproof.zoo;

import java.util.List;
import java.util.Map;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of SGD on clipped gradients. */
final class WrongClippedSgd {
  private WrongClippedSgd() {}

  /** What frameworks add to the norm before they divide by it. */
  private static final double EPSILON = 1e-6;

  static List<Specimen> all() {
    return List.of(
        clip(
            "clip-by-value",
            "each coordinate is clamped to [−τ, τ]",
            (g, t) -> {
              double[] clipped = g.clone();
              for (int j = 0; j < clipped.length; j++) {
                clipped[j] = Math.clamp(clipped[j], -t, t);
              }
              return clipped;
            }),
        clip(
            "epsilon-in-the-denominator",
            "min(1, τ/(‖g‖ + 1e-6)) g, as in frameworks",
            (g, t) -> Parts.scale(Math.min(1, t / (Parts.norm(g) + EPSILON)), g)),
        clip(
            "dropping",
            "a gradient beyond the threshold is dropped",
            (g, t) -> Parts.norm(g) <= t ? g : new double[g.length]),
        clip("no-clip", "the threshold is read and forgotten", (g, t) -> g),
        clip(
            "always-rescaled",
            "every gradient is scaled to length τ",
            (g, t) ->
                Parts.norm(g) == 0 || t == Double.POSITIVE_INFINITY
                    ? g
                    : Parts.scale(t / Parts.norm(g), g)),
        specimen(
            "clip-after-the-buffer",
            "the gradients are averaged first and the average is clipped, asked for or not",
            (s, state, g) -> Steps.of(after(s, true), state, g)),
        specimen(
            "clip-before-the-buffer",
            "asked to clip the buffer, it clips the gradients",
            (s, state, g) -> Steps.of(after(s, false), state, g)),
        specimen(
            "clipped-buffer-kept",
            "asked to clip the buffer, it keeps the clipped one",
            (s, state, g) -> {
              if (!s.clipAfterMomentum()) {
                return Steps.of(s, state, g);
              }
              OptimizerState next = Steps.of(s, state, g);
              double[] kept = Parts.clip(next.buffer(Steps.MOMENTUM), s.threshold());
              return next.with(next.steps(), next.parameters(), Map.of(Steps.MOMENTUM, kept));
            }),
        specimen(
            "heavy-ball",
            "m = μm + clip(g): an accumulator where an average is asked for",
            (s, state, g) -> {
              // (1−μ) x is x where x is 1/(1−μ) times as large.
              double[] fresh = s.clipAfterMomentum() ? g : Parts.clip(g, s.threshold());
              double tau = s.clipAfterMomentum() ? s.threshold() : Double.POSITIVE_INFINITY;
              return Steps.averaged(
                  state,
                  Parts.scale(1 / (1 - s.momentum()), fresh),
                  s.momentum(),
                  m -> Parts.scale(s.learningRate(), Parts.clip(m, tau)));
            }),
        specimen(
            "first-gradient-at-full-weight",
            "m = g on the first step, as sgd has it",
            (s, state, g) -> {
              ClippedSgd rule =
                  state.steps() == 0
                      ? new ClippedSgd(s.learningRate(), s.threshold(), 0, s.clipAfterMomentum())
                      : s;
              return Steps.clippedSgd(rule, state, g, Parts::clip);
            }),
        specimen(
            "learning-rate-in-the-threshold",
            "the step is clipped to τ, not the gradient: ‖η g‖ ≤ τ",
            (s, state, g) -> {
              double eta = s.learningRate() == 0 ? 1 : s.learningRate();
              ClippedSgd rule = s.withThreshold(s.threshold() / eta);
              return Steps.clippedSgd(rule, state, g, Parts::clip);
            }));
  }

  private static ClippedSgd after(ClippedSgd spec, boolean after) {
    return new ClippedSgd(spec.learningRate(), spec.threshold(), spec.momentum(), after);
  }

  private static Specimen clip(String name, String wrong, Parts.Clip clip) {
    return specimen(name, wrong, (s, state, g) -> Steps.clippedSgd(s, state, g, clip));
  }

  private static Specimen specimen(String name, String wrong, Rule<ClippedSgd> rule) {
    return WrongOptimizer.specimen(
        "clipped_sgd-" + name,
        wrong,
        ClippedSgd.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
