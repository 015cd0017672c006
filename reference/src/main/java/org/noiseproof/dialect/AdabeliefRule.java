package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.dialect.AdabeliefDialect.Correction;
import org.noiseproof.dialect.AdabeliefDialect.Deviation;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;

/** A step of AdaBelief: m = β₁m + (1−β₁)g, s = β₂s + (1−β₂)(g−m)² + ε, θ ← θ − η m̂/(√ŝ + ε). */
record AdabeliefRule(Adabelief spec, AdabeliefDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("first_moment", "second_moment_of_deviation");
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S g) {
    S beta1 = in.of(spec.beta1());
    S beta2 = in.of(spec.beta2());
    S epsilon = in.of(spec.epsilon());
    S old = before.buffers().getFirst();
    S m = beta1.average(old, g);
    S deviation = g.minus(dialect.deviation() == Deviation.FROM_NEW_MEAN ? m : old);
    S spread = beta2.average(before.buffers().getLast(), deviation.times(deviation));
    S s = dialect.epsilon().within() ? spread.plus(epsilon) : spread;
    boolean corrected = dialect.correction() == Correction.BOTH_CORRECTED;
    S first = corrected ? m.over(beta1.power(t).complement()) : m;
    S second = corrected ? s.over(beta2.power(t).complement()) : s;
    S divisor =
        switch (dialect.epsilon()) {
          case EPSILON_WITHIN_AND_OUTSIDE, EPSILON_OUTSIDE -> second.sqrt().plus(epsilon);
          case EPSILON_WITHIN -> second.sqrt();
          case EPSILON_INSIDE -> second.plus(epsilon).sqrt();
          case EPSILON_HAT -> s.sqrt().plus(epsilon).over(beta2.power(t).complement().sqrt());
        };
    S step = in.of(spec.learningRate()).times(first.over(divisor));
    return new Coordinate<>(before.parameter().minus(step), List.of(m, s));
  }
}
