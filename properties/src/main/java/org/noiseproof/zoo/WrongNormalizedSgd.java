package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of normalized SGD. */
final class WrongNormalizedSgd {
  private WrongNormalizedSgd() {}

  /** What implementations add to the norm before they divide by it. */
  private static final double EPSILON = 1e-8;

  static List<Specimen> all() {
    return List.of(
        direction(
            "epsilon-in-the-denominator",
            "m/(‖m‖ + 1e-8): small gradients make small steps",
            m -> Parts.scale(1 / (Parts.norm(m) + EPSILON), m)),
        direction(
            "maximum-norm",
            "m is divided by its largest entry",
            m -> {
              double largest = Arrays.stream(m).map(Math::abs).max().orElse(0);
              return Arrays.stream(m).map(x -> Steps.quotient(x, largest)).toArray();
            }),
        direction(
            "unscaled-norm",
            "the norm is √Σm² without scaling: it overflows at 1e155 and vanishes at 1e-163",
            m -> {
              double norm = Math.sqrt(Arrays.stream(m).map(x -> x * x).sum());
              return Arrays.stream(m).map(x -> norm == 0 ? 0 : x / norm).toArray();
            }),
        direction(
            "zero-over-zero",
            "0/0 where the buffer is 0",
            m -> Arrays.stream(m).map(x -> x / Parts.norm(m)).toArray()),
        direction(
            "shortens-only",
            "a buffer shorter than 1 is left as it is: clipping at 1",
            m -> Parts.clip(m, 1)),
        specimen(
            "gradient-normalized",
            "the gradient is normalized before the buffer, not the buffer",
            (s, state, g) ->
                Steps.averaged(
                    state,
                    Parts.normalized(g),
                    Steps.momentum(s, state.steps()),
                    m -> Parts.scale(s.learningRate(), m))),
        specimen(
            "norm-of-the-buffer-under-the-gradient",
            "the gradient is divided by the norm of the buffer",
            (s, state, g) ->
                Steps.averaged(
                    state,
                    g,
                    Steps.momentum(s, state.steps()),
                    m -> {
                      double norm = Parts.norm(m);
                      return Arrays.stream(g)
                          .map(x -> s.learningRate() * Steps.quotient(x, norm))
                          .toArray();
                    })),
        specimen(
            "always-warm",
            "m = g on the first step, asked for or not",
            (s, state, g) ->
                Steps.of(new NormalizedSgd(s.learningRate(), s.momentum(), true), state, g)),
        specimen(
            "warm-start-ignored",
            "the flag is read and forgotten",
            (s, state, g) ->
                Steps.of(new NormalizedSgd(s.learningRate(), s.momentum(), false), state, g)),
        specimen(
            "warm-start-at-zero-buffers",
            "the first step is told by m = 0, not by the number of steps",
            (s, state, g) -> {
              boolean empty =
                  Arrays.stream(Steps.buffer(state, Steps.MOMENTUM)).allMatch(x -> x == 0);
              double momentum = s.warmStart() && empty ? 0 : s.momentum();
              return Steps.averaged(
                  state, g, momentum, m -> Parts.scale(s.learningRate(), Parts.normalized(m)));
            }));
  }

  private static Specimen direction(String name, String wrong, UnaryOperator<double[]> direction) {
    return specimen(
        name,
        wrong,
        (s, state, g) ->
            Steps.averaged(
                state,
                g,
                Steps.momentum(s, state.steps()),
                m -> Parts.scale(s.learningRate(), direction.apply(m))));
  }

  private static Specimen specimen(String name, String wrong, Rule<NormalizedSgd> rule) {
    return WrongOptimizer.specimen(
        "normalized_sgd-" + name,
        wrong,
        NormalizedSgd.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
