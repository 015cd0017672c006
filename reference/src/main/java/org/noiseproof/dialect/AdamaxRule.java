package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;

/** A step of AdaMax: m = β₁m + (1−β₁)g, u = max(β₂u, |g| + ε), θ ← θ − η/(1−β₁ᵗ) m/u. */
record AdamaxRule(Adamax spec, AdamaxDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("first_moment", "infinity_norm");
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S g) {
    S beta1 = in.of(spec.beta1());
    S epsilon = in.of(spec.epsilon());
    S m = beta1.average(before.buffers().getFirst(), g);
    S size =
        switch (dialect.epsilon()) {
          case EPSILON_WITHIN_MAXIMUM -> g.abs().plus(epsilon);
          case EPSILON_BESIDE_MAXIMUM, WITHOUT_EPSILON -> g.abs();
        };
    S u = in.of(spec.beta2()).times(before.buffers().getLast()).max(size);
    S divisor =
        switch (dialect.epsilon()) {
          case EPSILON_BESIDE_MAXIMUM -> u.plus(epsilon);
          case EPSILON_WITHIN_MAXIMUM, WITHOUT_EPSILON -> u;
        };
    S corrected =
        switch (dialect.correction()) {
          case CORRECTED -> m.over(beta1.power(t).complement());
          case UNCORRECTED -> m;
        };
    S step = in.of(spec.learningRate()).times(corrected.over(divisor));
    return new Coordinate<>(before.parameter().minus(step), List.of(m, u));
  }
}
