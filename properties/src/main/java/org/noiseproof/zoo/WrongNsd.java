package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of normalized steepest descent. */
final class WrongNsd {
  private WrongNsd() {}

  /** The direction of a buffer that is not 0, under one kind of norm. */
  private interface Direction<N> {
    Matrix of(N norm, Matrix m);
  }

  static List<Specimen> all() {
    return List.of(
        direction(
            "mixed-pair",
            "under the nuclear norm u₁v₂ᵀ, of two different pairs",
            Nuclear.class,
            (norm, m) -> {
              Pairs pairs = Pairs.of(m);
              return Pairs.outer(pairs.left(0), pairs.right(Math.min(1, pairs.count() - 1)));
            }),
        direction(
            "bottom-pair",
            "under the nuclear norm the pair of the smallest singular value",
            Nuclear.class,
            (norm, m) -> {
              Pairs pairs = Pairs.of(m);
              return Pairs.outer(pairs.left(pairs.count() - 1), pairs.right(pairs.count() - 1));
            }),
        direction(
            "dual-for-the-norm",
            "the direction under the spectral norm is that under its dual, the leading pair",
            Spectral.class,
            (norm, m) -> Directions.of(norm.dual(), m)),
        direction(
            "factors-exchanged",
            "V Uᵀ for U Vᵀ, where the matrix is square",
            Spectral.class,
            (norm, m) -> {
              Matrix polar = Directions.of(norm, m);
              return m.rows() == m.columns() ? polar.transpose() : polar;
            }),
        direction(
            "zero-values-divided-by",
            "the right vectors are mᵀu/σ, also where σ is a rounding error or 0",
            Spectral.class,
            (norm, m) -> {
              Pairs pairs = Pairs.of(m);
              Matrix sum = m.times(0);
              for (int i = 0; i < pairs.count(); i++) {
                Matrix left = Matrix.of(m.rows(), 1, pairs.left(i));
                double[] image = m.transpose().times(left).entries();
                sum = sum.plus(Pairs.outer(pairs.left(i), Parts.scale(1 / pairs.value(i), image)));
              }
              return sum;
            }),
        direction(
            "schatten-exponents-swapped",
            "σ^{p−1} for σ^{q−1}",
            Schatten.class,
            (norm, m) -> Directions.schatten(Pairs.of(m), norm.p() - 1, norm.p())),
        direction(
            "schatten-length-in-the-dual",
            "σ^{q−1} divided by its Schatten norm of q, not of p",
            Schatten.class,
            (norm, m) -> Directions.schatten(Pairs.of(m), norm.conjugate() - 1, norm.conjugate())),
        direction(
            "ky-fan-always-polar",
            "the polar factor over k, also where the leading pair is steeper",
            KyFan.class,
            (norm, m) -> Pairs.of(m).leading(Integer.MAX_VALUE).times(1.0 / norm.k())),
        direction(
            "ky-fan-dual-one-more-pair",
            "k + 1 pairs for k",
            KyFanDual.class,
            (norm, m) -> Pairs.of(m).leading(norm.k() + 1)),
        direction(
            "induced-infinity-norm",
            "the largest entry is taken for the largest row sum: one sign in each row",
            Max.class,
            (norm, m) -> {
              double[][] rows = new double[m.rows()][];
              Arrays.setAll(rows, i -> Directions.of(new L1(), Matrix.ofRows(m.row(i))).entries());
              return Matrix.ofRows(rows);
            }),
        specimen(
            "sign-of-zero",
            "under the largest entry sign(0) = 1",
            (s, state, g) ->
                MatrixSteps.step(
                    s,
                    state,
                    g,
                    m ->
                        s.norm() instanceof Max
                            ? Directions.entrywise(
                                m, Arrays.stream(m.entries()).map(x -> x < 0 ? -1 : 1).toArray())
                            : Directions.of(s.norm(), m))),
        direction(
            "ties-all-move",
            "under the sum of entries all that are largest move, each by η",
            L1.class,
            (norm, m) ->
                Directions.entrywise(
                    m,
                    Arrays.stream(m.entries())
                        .map(x -> Math.abs(x) == m.largest() ? Math.signum(x) : 0)
                        .toArray())),
        direction(
            "unscaled-norm",
            "√Σm² without scaling: it overflows at 1e155 and vanishes at 1e-163",
            Frobenius.class,
            (norm, m) -> m.times(1 / Math.sqrt(m.inner(m)))),
        specimen(
            "zero-over-zero",
            "0/0 where the buffer is 0",
            (s, state, g) ->
                MatrixSteps.step(
                    s,
                    state,
                    g,
                    m -> m.largest() == 0 ? m.times(Double.NaN) : Directions.of(s.norm(), m))),
        specimen(
            "momentum-of-directions",
            "the directions of the gradients are averaged, not the gradients",
            (s, state, g) -> {
              Matrix fresh = Directions.of(s.norm(), MatrixSteps.shaped(state, g));
              Matrix average = MatrixSteps.buffer(s, state, fresh.entries());
              return MatrixSteps.moved(s, state, average, average);
            }),
        specimen(
            "momentum-ignored",
            "the direction of the gradient, whatever the buffer",
            (s, state, g) ->
                MatrixSteps.step(
                    s, state, g, m -> Directions.of(s.norm(), MatrixSteps.shaped(state, g)))),
        specimen(
            "coupled-decay",
            "λθ is added to the gradient, as in sgd",
            (s, state, g) ->
                MatrixSteps.coupled(
                    new Nsd(s.learningRate(), s.norm(), s.momentum(), 0),
                    s.weightDecay(),
                    state,
                    g)),
        specimen(
            "decay-after-the-step",
            "the step is decayed as well",
            (s, state, g) -> {
              Matrix m = MatrixSteps.buffer(s, state, g);
              Matrix moved =
                  state.matrix().minus(Directions.of(s.norm(), m).times(s.learningRate()));
              return state.next(
                  MatrixSteps.decayed(s, moved).entries(), Map.of(Steps.MOMENTUM, m.entries()));
            }),
        specimen(
            "decay-without-learning-rate",
            "θ ← (1 − λ)θ: the decay does not shrink with η",
            (s, state, g) -> {
              Matrix m = MatrixSteps.buffer(s, state, g);
              Matrix step = Directions.of(s.norm(), m).times(s.learningRate());
              return state.next(
                  state.matrix().times(1 - s.weightDecay()).minus(step).entries(),
                  Map.of(Steps.MOMENTUM, m.entries()));
            }));
  }

  /** Wrong under one kind of norm, right under the others. */
  private static <N extends NormSpec> Specimen direction(
      String name, String wrong, Class<N> kind, Direction<N> direction) {
    return specimen(
        name,
        wrong,
        (s, state, g) ->
            MatrixSteps.step(
                s,
                state,
                g,
                m ->
                    kind.isInstance(s.norm()) && m.largest() > 0
                        ? direction.of(kind.cast(s.norm()), m)
                        : Directions.of(s.norm(), m)));
  }

  private static Specimen specimen(String name, String wrong, Rule<Nsd> rule) {
    return WrongOptimizer.specimen(
        "nsd-" + name,
        wrong,
        Nsd.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
