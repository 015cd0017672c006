package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of sign SGD. */
final class WrongSignSgd {
  private WrongSignSgd() {}

  /** What a smooth sign adds to the size of what it divides. */
  private static final double EPSILON = 1e-8;

  static List<Specimen> all() {
    return List.of(
        direction(
            "sign-of-zero-is-one",
            "sign(0) = 1: coordinates without a gradient drift",
            m -> Arrays.stream(m).map(x -> x >= 0 ? 1 : -1).toArray()),
        direction(
            "epsilon-in-the-denominator",
            "each entry is divided by its size + 1e-8: small gradients make small steps",
            m -> Arrays.stream(m).map(x -> x / (Math.abs(x) + EPSILON)).toArray()),
        direction(
            "scaled-by-the-mean-size",
            "the signs are scaled by ‖m‖₁/d, as error-feedback methods do",
            m -> Parts.scale(Arrays.stream(m).map(Math::abs).average().orElse(0), Parts.signs(m))),
        direction(
            "unit-length",
            "the signs are divided by √d, so that the step and not each coordinate is η long",
            m -> Parts.scale(1 / Math.sqrt(m.length), Parts.signs(m))),
        specimen(
            "sign-before-the-buffer",
            "the gradients' signs are averaged, and the average is the direction",
            (s, state, g) ->
                Steps.averaged(
                    state, Parts.signs(g), s.momentum(), m -> Parts.scale(s.learningRate(), m))),
        specimen(
            "majority-of-signs",
            "the sign of the averaged signs",
            (s, state, g) ->
                Steps.averaged(
                    state,
                    Parts.signs(g),
                    s.momentum(),
                    m -> Parts.scale(s.learningRate(), Parts.signs(m)))),
        specimen(
            "momentum-ignored",
            "the sign of the gradient, whatever the buffer",
            (s, state, g) -> Steps.of(new SignSgd(s.learningRate(), 0), state, g)),
        specimen(
            "gradient-counted-twice",
            "the sign of μm + (1−μ)g with the new m: Nesterov's look-ahead",
            (s, state, g) ->
                Steps.averaged(
                    state,
                    g,
                    s.momentum(),
                    m -> {
                      double[] ahead = new double[m.length];
                      Arrays.setAll(ahead, j -> s.momentum() * m[j] + (1 - s.momentum()) * g[j]);
                      return Parts.scale(s.learningRate(), Parts.signs(ahead));
                    })));
  }

  private static Specimen direction(String name, String wrong, UnaryOperator<double[]> direction) {
    return specimen(
        name,
        wrong,
        (s, state, g) ->
            Steps.averaged(
                state, g, s.momentum(), m -> Parts.scale(s.learningRate(), direction.apply(m))));
  }

  private static Specimen specimen(String name, String wrong, Rule<SignSgd> rule) {
    return WrongOptimizer.specimen(
        "sign_sgd-" + name,
        wrong,
        SignSgd.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
