package org.noiseproof.zoo;

import java.util.List;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of Muon. */
final class WrongMuon {
  private WrongMuon() {}

  /** What a number of iterations makes of a buffer. */
  private interface Iterations {
    Matrix of(Matrix m, int steps);
  }

  static List<Specimen> all() {
    return List.of(
        iterations(
            "not-normalized",
            "the iterations begin at m, not at m/‖m‖",
            (m, steps) -> Directions.newtonSchulz(m, steps, 3.4445, -4.7750, 2.0315)),
        iterations(
            "coefficient-mistyped",
            "b = −4.575 for −4.775",
            (m, steps) ->
                Directions.newtonSchulz(
                    Directions.of(new Frobenius(), m), steps, 3.4445, -4.5750, 2.0315)),
        iterations(
            "classical-quintic",
            "(15, −10, 3)/8, which converges to the polar factor, and slower",
            (m, steps) ->
                Directions.newtonSchulz(
                    Directions.of(new Frobenius(), m), steps, 15.0 / 8, -10.0 / 8, 3.0 / 8)),
        iterations(
            "one-iteration-short",
            "K − 1 iterations",
            (m, steps) -> Directions.newtonSchulz(m, steps - 1)),
        iterations(
            "spectral-normalization",
            "m is divided by its largest singular value",
            (m, steps) ->
                m.largest() == 0
                    ? m
                    : Directions.newtonSchulz(
                        m.times(1 / Pairs.of(m).value(0)), steps, 3.4445, -4.7750, 2.0315)),
        iterations(
            "epsilon-in-the-denominator",
            "m/(‖m‖ + 1e-7): small gradients make small steps",
            (m, steps) ->
                Directions.newtonSchulz(
                    m.times(1 / (Parts.norm(m.entries()) + EPSILON)),
                    steps,
                    3.4445,
                    -4.7750,
                    2.0315)),
        iterations(
            "exact-whatever-the-steps",
            "the polar factor where iterations are asked for",
            (m, steps) -> Directions.of(new Spectral(), m)),
        specimen(
            "scaled-by-the-shape",
            "the step is multiplied by √max(1, rows/columns)",
            (s, state, g) -> {
              double factor = Math.sqrt(Math.max(1, (double) state.rows() / state.columns()));
              return MatrixSteps.step(s, state, g, m -> direction(s, m).times(factor));
            }),
        specimen(
            "nesterov",
            "the direction of g + μm",
            (s, state, g) ->
                MatrixSteps.step(
                    s,
                    state,
                    g,
                    m -> direction(s, MatrixSteps.shaped(state, g).plus(m.times(s.momentum()))))),
        specimen(
            "momentum-ignored",
            "the direction of the gradient, whatever the buffer",
            (s, state, g) ->
                MatrixSteps.step(s, state, g, m -> direction(s, MatrixSteps.shaped(state, g)))),
        specimen(
            "zero-over-zero",
            "0/0 where the buffer is 0",
            (s, state, g) ->
                MatrixSteps.step(
                    s, state, g, m -> m.largest() == 0 ? m.times(Double.NaN) : direction(s, m))),
        specimen(
            "coupled-decay",
            "λθ is added to the gradient, as in sgd",
            (s, state, g) ->
                MatrixSteps.coupled(
                    new Muon(s.learningRate(), s.momentum(), s.newtonSchulzSteps(), 0),
                    s.weightDecay(),
                    state,
                    g)));
  }

  /** What implementations add to the norm before they divide by it. */
  private static final double EPSILON = 1e-7;

  private static Matrix direction(Muon spec, Matrix m) {
    return spec.newtonSchulzSteps() == 0
        ? Directions.of(new Spectral(), m)
        : Directions.newtonSchulz(m, spec.newtonSchulzSteps());
  }

  private static Specimen iterations(String name, String wrong, Iterations iterations) {
    return specimen(
        name,
        wrong,
        (s, state, g) ->
            s.newtonSchulzSteps() == 0
                ? MatrixSteps.of(s, state, g)
                : MatrixSteps.step(s, state, g, m -> iterations.of(m, s.newtonSchulzSteps())));
  }

  private static Specimen specimen(String name, String wrong, Rule<Muon> rule) {
    return WrongOptimizer.specimen(
        "muon-" + name,
        wrong,
        Muon.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
