package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;

/** A step of Adadelta: v = ρv + (1−ρ)g², Δ = √(u + ε)/√(v + ε) g, u = ρu + (1−ρ)Δ², θ ← θ − ηΔ. */
record AdadeltaRule(Adadelta spec, AdadeltaDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("second_moment", "second_moment_of_steps");
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S g) {
    S rho = in.of(spec.decay());
    S u = before.buffers().getLast();
    S v = rho.average(before.buffers().getFirst(), g.times(g));
    S delta = scale(v, u, in.of(spec.epsilon())).times(g);
    S step =
        switch (dialect.rate()) {
          case WITH_RATE -> in.of(spec.learningRate()).times(delta);
          case WITHOUT_RATE -> delta;
        };
    S steps = rho.average(u, delta.times(delta));
    return new Coordinate<>(before.parameter().minus(step), List.of(v, steps));
  }

  private <S extends Scalar<S>> S scale(S v, S u, S epsilon) {
    return switch (dialect.epsilon()) {
      case EPSILON_IN_BOTH_ROOTS -> u.plus(epsilon).sqrt().over(v.plus(epsilon).sqrt());
      case EPSILON_OUTSIDE_BOTH_ROOTS -> u.sqrt().plus(epsilon).over(v.sqrt().plus(epsilon));
      case EPSILON_IN_UPPER_ROOT -> u.plus(epsilon).sqrt().over(v.sqrt());
    };
  }
}
