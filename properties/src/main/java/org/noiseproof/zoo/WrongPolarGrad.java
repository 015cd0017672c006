package org.noiseproof.zoo;

import java.util.List;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.zoo.WrongOptimizer.Rule;

/** Wrong ways of PolarGrad. */
final class WrongPolarGrad {
  private WrongPolarGrad() {}

  /** The number that a polar factor is multiplied by. */
  private interface Scale {
    double of(Matrix m);
  }

  static List<Specimen> all() {
    return List.of(
        scaled(
            "frobenius-scale",
            "‖m‖ in the Frobenius norm times the polar factor",
            m -> Parts.norm(m.entries())),
        scaled("spectral-scale", "σ₁ times the polar factor", m -> Pairs.of(m).value(0)),
        scaled("no-scale", "the polar factor alone: Muon under PolarGrad's name", m -> 1),
        specimen(
            "scale-of-the-gradient",
            "the scale is that of the gradient, not of the buffer",
            (s, state, g) ->
                MatrixSteps.step(
                    s, state, g, m -> polar(m).times(nuclear(MatrixSteps.shaped(state, g))))),
        specimen(
            "sum-for-average",
            "m = μm + g, as in Muon",
            (s, state, g) -> {
              Matrix m = MatrixSteps.buffer(state, g, s.momentum(), 1);
              return MatrixSteps.moved(s, state, m, polar(m).times(nuclear(m)));
            }),
        specimen(
            "coupled-decay",
            "λθ is added to the gradient, as in sgd",
            (s, state, g) ->
                MatrixSteps.coupled(
                    new PolarGrad(s.learningRate(), s.momentum(), 0), s.weightDecay(), state, g)));
  }

  private static Matrix polar(Matrix m) {
    return Directions.of(new Spectral(), m);
  }

  private static double nuclear(Matrix m) {
    return m.largest() == 0 ? 0 : Pairs.of(m).sum();
  }

  private static Specimen scaled(String name, String wrong, Scale scale) {
    return specimen(
        name,
        wrong,
        (s, state, g) ->
            MatrixSteps.step(s, state, g, m -> m.largest() == 0 ? m : polar(m).times(scale.of(m))));
  }

  private static Specimen specimen(String name, String wrong, Rule<PolarGrad> rule) {
    return WrongOptimizer.specimen(
        "polar_grad-" + name,
        wrong,
        PolarGrad.class,
        (spec, state, gradient) -> rule.step(spec, state, state.requireGradient(gradient)));
  }
}
