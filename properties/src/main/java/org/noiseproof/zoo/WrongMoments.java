package org.noiseproof.zoo;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;

/** Wrong ways of Adam's relatives. The memory is m, then v (u, s), then w. */
final class WrongMoments {
  private WrongMoments() {}

  static List<Specimen> all() {
    return Stream.of(adamax(), nadam(), amsgrad(), adabelief()).flatMap(List::stream).toList();
  }

  private static List<Specimen> adamax() {
    Cells<Adamax> cells = new Cells<>("adamax", Adamax.class, 2);
    return List.of(
        cells.specimen(
            "sum-for-maximum",
            "u = β₂u + |g| + ε",
            (s, t, theta, g, m) -> along(s, t, g, m, s.beta2() * m[1] + Math.abs(g) + s.epsilon())),
        cells.specimen(
            "maximum-kept",
            "u = max(u, |g| + ε): the largest is never forgotten",
            (s, t, theta, g, m) -> along(s, t, g, m, Math.max(m[1], Math.abs(g) + s.epsilon()))),
        cells.specimen(
            "sign-in-the-maximum",
            "u = max(β₂u, g + ε): negative gradients do not count",
            (s, t, theta, g, m) -> along(s, t, g, m, Math.max(s.beta2() * m[1], g + s.epsilon()))),
        cells.specimen(
            "rooted",
            "divides by √u, as Adam does",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(s.beta1(), m[0], g);
              m[1] = Math.max(s.beta2() * m[1], Math.abs(g) + s.epsilon());
              double mean = m[0] / Steps.correction(s.beta1(), t);
              return s.learningRate() * Steps.quotient(mean, Math.sqrt(m[1]));
            }),
        cells.specimen(
            "maximum-corrected",
            "u, which needs none, is bias-corrected",
            (s, t, theta, g, m) ->
                along(s, t, g, m, Math.max(s.beta2() * m[1], Math.abs(g) + s.epsilon()))
                    * Steps.correction(s.beta2(), t)),
        cells.specimen(
            "correction-stuck-at-the-first-step",
            "m is divided by 1 − β₁ in every step",
            (s, t, theta, g, m) ->
                along(s, 1, g, m, Math.max(s.beta2() * m[1], Math.abs(g) + s.epsilon()))),
        cells.specimen(
            "swapped-betas",
            "β₂ averages the gradients, β₁ is in the maximum",
            (s, t, theta, g, m) -> {
              Adamax other = new Adamax(s.learningRate(), s.beta2(), s.beta1(), s.epsilon());
              return along(
                  other, t, g, m, Math.max(other.beta2() * m[1], Math.abs(g) + s.epsilon()));
            }));
  }

  private static double along(Adamax s, long t, double g, double[] memory, double u) {
    memory[0] = Cells.average(s.beta1(), memory[0], g);
    memory[1] = u;
    return s.learningRate() * Steps.quotient(memory[0] / Steps.correction(s.beta1(), t), memory[1]);
  }

  private static List<Specimen> nadam() {
    Cells<Nadam> cells = new Cells<>("nadam", Nadam.class, 2);
    return List.of(
        cells.specimen(
            "never-looks-ahead",
            "m̂ = m/(1−β₁ᵗ): Adam under its name",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              return along(s, t, m, m[0] / Steps.correction(s.beta1(), t));
            }),
        cells.specimen(
            "looks-back",
            "β₁ times the m before this gradient",
            (s, t, theta, g, m) -> {
              double before = m[0];
              remember(s, g, m);
              return along(s, t, m, ahead(s, t, g, before));
            }),
        cells.specimen(
            "new-gradient-not-corrected",
            "m̂ = β₁ m/(1−β₁ᵗ⁺¹) + (1−β₁) g",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              double ahead = s.beta1() * m[0] / Steps.correction(s.beta1(), t + 1);
              return along(s, t, m, ahead + (1 - s.beta1()) * g);
            }),
        cells.specimen(
            "root-forgotten",
            "m̂/(v̂ + ε)",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              double square = m[1] / Steps.correction(s.beta2(), t);
              return s.learningRate() * Steps.quotient(ahead(s, t, g, m[0]), square + s.epsilon());
            }),
        cells.specimen(
            "correction-stuck-at-the-first-step",
            "the corrections are those of step 1 in every step",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              return along(s, 1, m, ahead(s, 1, g, m[0]));
            }),
        cells.specimen(
            "swapped-betas",
            "β₂ averages the gradients and β₁ their squares",
            (s, t, theta, g, m) -> {
              Nadam other = new Nadam(s.learningRate(), s.beta2(), s.beta1(), s.epsilon());
              remember(other, g, m);
              return along(other, t, m, ahead(other, t, g, m[0]));
            }));
  }

  private static void remember(Nadam s, double g, double[] memory) {
    memory[0] = Cells.average(s.beta1(), memory[0], g);
    memory[1] = Cells.average(s.beta2(), memory[1], g * g);
  }

  private static double ahead(Nadam s, long t, double g, double mean) {
    return s.beta1() * mean / Steps.correction(s.beta1(), t + 1)
        + (1 - s.beta1()) * g / Steps.correction(s.beta1(), t);
  }

  private static double along(Nadam s, long t, double[] memory, double mean) {
    double root = Math.sqrt(memory[1] / Steps.correction(s.beta2(), t));
    return s.learningRate() * Steps.quotient(mean, root + s.epsilon());
  }

  private static List<Specimen> amsgrad() {
    Cells<Amsgrad> cells = new Cells<>("amsgrad", Amsgrad.class, 3);
    return List.of(
        cells.specimen(
            "no-maximum",
            "√v̂ in place of √ŵ: Adam under its name",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              return along(s, t, m, m[1]);
            }),
        cells.specimen(
            "maximum-forgotten-slowly",
            "w = max(β₂w, v)",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              m[2] = Math.max(s.beta2() * m[2], m[1]);
              return along(s, t, m, m[2]);
            }),
        cells.specimen(
            "maximum-fed-back",
            "the largest takes the place of v and is averaged on",
            (s, t, theta, g, m) -> {
              double before = m[1];
              remember(s, g, m);
              m[1] = Math.max(before, m[1]);
              return along(s, t, m, m[1]);
            }),
        cells.specimen(
            "minimum",
            "the smallest v so far",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              m[2] = t == 1 ? m[1] : Math.min(m[2], m[1]);
              return along(s, t, m, m[2]);
            }),
        cells.specimen(
            "largest-gradient",
            "w = max(w, g²), not an average",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              m[2] = Math.max(m[2], g * g);
              return along(s, t, m, m[2] * Steps.correction(s.beta2(), t));
            }),
        cells.specimen(
            "root-forgotten",
            "m̂/(ŵ + ε)",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              m[2] = Math.max(m[2], m[1]);
              double mean = m[0] / Steps.correction(s.beta1(), t);
              return s.learningRate()
                  * Steps.quotient(mean, m[2] / Steps.correction(s.beta2(), t) + s.epsilon());
            }),
        cells.specimen(
            "correction-stuck-at-the-first-step",
            "the corrections are those of step 1 in every step",
            (s, t, theta, g, m) -> {
              remember(s, g, m);
              m[2] = Math.max(m[2], m[1]);
              return along(s, 1, m, m[2]);
            }));
  }

  private static void remember(Amsgrad s, double g, double[] memory) {
    memory[0] = Cells.average(s.beta1(), memory[0], g);
    memory[1] = Cells.average(s.beta2(), memory[1], g * g);
  }

  private static double along(Amsgrad s, long t, double[] memory, double w) {
    double mean = memory[0] / Steps.correction(s.beta1(), t);
    double root = Math.sqrt(w / Steps.correction(s.beta2(), t));
    return s.learningRate() * Steps.quotient(mean, root + s.epsilon());
  }

  private static List<Specimen> adabelief() {
    Cells<Adabelief> cells = new Cells<>("adabelief", Adabelief.class, 2);
    return List.of(
        cells.specimen(
            "no-belief",
            "s averages g²: Adam under its name",
            (s, t, theta, g, m) -> along(s, t, m, g, g * g)),
        cells.specimen(
            "square-of-the-mean",
            "s averages m²",
            (s, t, theta, g, m) -> {
              double mean = Cells.average(s.beta1(), m[0], g);
              return along(s, t, m, g, mean * mean);
            }),
        cells.specimen(
            "from-the-corrected-mean",
            "s averages (g − m̂)²",
            (s, t, theta, g, m) -> {
              double mean = Cells.average(s.beta1(), m[0], g) / Steps.correction(s.beta1(), t);
              return along(s, t, m, g, (g - mean) * (g - mean));
            }),
        cells.specimen(
            "size-of-the-deviation",
            "s averages |g − m|, not its square",
            (s, t, theta, g, m) ->
                along(s, t, m, g, Math.abs(g - Cells.average(s.beta1(), m[0], g)))),
        cells.specimen(
            "difference-of-squares",
            "s averages g² − m²",
            (s, t, theta, g, m) -> {
              double mean = Cells.average(s.beta1(), m[0], g);
              return along(s, t, m, g, Math.max(0, g * g - mean * mean));
            }),
        cells.specimen(
            "correction-stuck-at-the-first-step",
            "the corrections are those of step 1 in every step",
            (s, t, theta, g, m) -> {
              double deviation = g - Cells.average(s.beta1(), m[0], g);
              return along(s, 1, m, g, deviation * deviation);
            }));
  }

  private static double along(Adabelief s, long t, double[] memory, double g, double deviation) {
    memory[0] = Cells.average(s.beta1(), memory[0], g);
    memory[1] = Cells.average(s.beta2(), memory[1], deviation) + s.epsilon();
    double mean = memory[0] / Steps.correction(s.beta1(), t);
    double root = Math.sqrt(memory[1] / Steps.correction(s.beta2(), t));
    return s.learningRate() * Steps.quotient(mean, root + s.epsilon());
  }
}
