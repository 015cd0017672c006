package org.noiseproof.zoo;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;

/** Wrong ways of Lion. */
final class WrongLion {
  private WrongLion() {}

  static List<Specimen> all() {
    Cells<Lion> cells = new Cells<>("lion", Lion.class, 1);
    return List.of(
        cells.specimen(
            "swapped-betas",
            "β₂ steers and β₁ remembers",
            (s, t, theta, g, m) -> {
              double direction = Math.signum(Cells.average(s.beta2(), m[0], g));
              m[0] = Cells.average(s.beta1(), m[0], g);
              return along(s, theta, direction);
            }),
        cells.specimen(
            "sign-of-the-buffer",
            "sign(m) with the new m: sign_sgd under its name",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(s.beta2(), m[0], g);
              return along(s, theta, Math.signum(m[0]));
            }),
        cells.specimen(
            "remembers-first",
            "m takes the new gradient before the step, which so sees it twice",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(s.beta2(), m[0], g);
              return along(s, theta, Math.signum(Cells.average(s.beta1(), m[0], g)));
            }),
        cells.specimen(
            "remembers-its-direction",
            "m is the interpolation that made the step",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(s.beta1(), m[0], g);
              return along(s, theta, Math.signum(m[0]));
            }),
        cells.specimen(
            "remembers-signs",
            "m averages sign(g)",
            (s, t, theta, g, m) -> {
              double direction = Math.signum(Cells.average(s.beta1(), m[0], g));
              m[0] = Cells.average(s.beta2(), m[0], Math.signum(g));
              return along(s, theta, direction);
            }),
        cells.specimen(
            "no-sign",
            "θ ← θ − η(β₁m + (1−β₁)g)",
            (s, t, theta, g, m) -> {
              double direction = Cells.average(s.beta1(), m[0], g);
              m[0] = Cells.average(s.beta2(), m[0], g);
              return along(s, theta, direction);
            }),
        cells.specimen(
            "bias-corrected",
            "m̂ = m/(1−β₂ᵗ) in the interpolation",
            (s, t, theta, g, m) -> {
              double mean = t == 1 ? 0 : m[0] / Steps.correction(s.beta2(), t - 1);
              double direction = Math.signum(Cells.average(s.beta1(), mean, g));
              m[0] = Cells.average(s.beta2(), m[0], g);
              return along(s, theta, direction);
            }),
        cells.specimen(
            "decay-within-the-sign",
            "sign(β₁m + (1−β₁)g + λθ)",
            (s, t, theta, g, m) -> {
              double direction =
                  Math.signum(Cells.average(s.beta1(), m[0], g) + s.weightDecay() * theta);
              m[0] = Cells.average(s.beta2(), m[0], g);
              return s.learningRate() * direction;
            }));
  }

  private static double along(Lion s, double theta, double direction) {
    return s.learningRate() * (direction + s.weightDecay() * theta);
  }
}
