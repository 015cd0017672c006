package org.noiseproof.zoo;

import java.util.List;
import java.util.function.UnaryOperator;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.zoo.MatrixSteps.Track;
import org.noiseproof.zoo.MatrixSteps.Tracked;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of NucGD. */
final class WrongNucgd {
  private WrongNucgd() {}

  static List<Specimen> all() {
    return List.of(
        tracking(
            "never-iterates",
            "the tracked vector stays as it began",
            (s, state, m) -> {
              Matrix p = Directions.left(state, m);
              return new Tracked(p, Directions.along(m, p));
            }),
        tracking(
            "cold-start",
            "every step begins at the longest column again",
            (s, state, m) -> {
              Matrix p = Directions.iterated(m, Directions.longestColumn(m), s.powerIterations());
              return new Tracked(p, Directions.along(m, p));
            }),
        tracking(
            "first-column",
            "it begins at the first column, not at the longest",
            (s, state, m) -> {
              Matrix first = Directions.unit(Matrix.of(m.rows(), 1, m.transpose().row(0)));
              Matrix p =
                  state.buffers().contains(Directions.LEFT) ? Directions.left(state, m) : first;
              Matrix after = Directions.iterated(m, p, s.powerIterations());
              return new Tracked(after, Directions.along(m, after));
            }),
        tracking(
            "one-iteration-too-many",
            "q + 1 iterations a step",
            (s, state, m) -> {
              Matrix p = Directions.iterated(m, Directions.left(state, m), s.powerIterations() + 1);
              return new Tracked(p, Directions.along(m, p));
            }),
        tracking(
            "stale-right-vector",
            "v is that of the left vector before the last iteration",
            (s, state, m) -> {
              Matrix p = Directions.iterated(m, Directions.left(state, m), s.powerIterations() - 1);
              Matrix right = Directions.unit(m.transpose().times(p));
              Matrix after = Directions.iterated(m, p, 1);
              return new Tracked(after, after.times(right.transpose()));
            }),
        tracking(
            "right-vector-not-normalized",
            "p (mᵀp)ᵀ, m divided by its length",
            (s, state, m) -> {
              Tracked right = MatrixSteps.track(s, state, m);
              Matrix unit = Directions.of(new Frobenius(), m);
              return new Tracked(
                  right.left(),
                  right.left().times(unit.transpose().times(right.left()).transpose()));
            }),
        specimen(
            "unscaled",
            "m mᵀp as it is: it overflows at 1e155 and vanishes at 1e-163",
            (s, state, g) ->
                s.powerIterations() == 0
                    ? MatrixSteps.of(s, state, g)
                    : MatrixSteps.tracked(
                        s,
                        state,
                        g,
                        (spec, before, unit) -> {
                          Matrix m = MatrixSteps.buffer(s, state, g);
                          Matrix p =
                              Directions.iterated(
                                  m, Directions.left(state, m), s.powerIterations());
                          return new Tracked(p, Directions.along(m, p));
                        })),
        exact(
            "scaled-by-the-value",
            "σ₁u₁v₁ᵀ: the projection on rank one, whose length is that of the gradient",
            m ->
                m.largest() == 0 ? m : Directions.of(new Nuclear(), m).times(Pairs.of(m).value(0))),
        exact(
            "all-pairs",
            "the polar factor: Muon under NucGD's name",
            m -> m.largest() == 0 ? m : Pairs.of(m).leading(Integer.MAX_VALUE)),
        specimen(
            "coupled-decay",
            "λθ is added to the gradient, as in sgd",
            (s, state, g) ->
                MatrixSteps.coupled(
                    new Nucgd(s.learningRate(), s.momentum(), s.powerIterations(), 0),
                    s.weightDecay(),
                    state,
                    g)));
  }

  private static Specimen tracking(String name, String wrong, Track track) {
    return specimen(
        name,
        wrong,
        (s, state, g) ->
            s.powerIterations() == 0
                ? MatrixSteps.of(s, state, g)
                : MatrixSteps.tracked(s, state, g, track));
  }

  private static Specimen exact(String name, String wrong, UnaryOperator<Matrix> direction) {
    return specimen(
        name,
        wrong,
        (s, state, g) ->
            s.powerIterations() == 0
                ? MatrixSteps.step(s, state, g, direction)
                : MatrixSteps.of(s, state, g));
  }

  private static Specimen specimen(String name, String wrong, Rule<Nucgd> rule) {
    return WrongOptimizer.specimen(
        "nucgd-" + name,
        wrong,
        Nucgd.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
