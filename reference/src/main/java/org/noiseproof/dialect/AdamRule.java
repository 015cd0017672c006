package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec.Adam;

/** A step of Adam: m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², θ ← θ − η m̂/(√v̂ + ε). */
record AdamRule(Adam spec, AdamDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("first_moment", "second_moment");
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S gradient) {
    S theta = before.parameter();
    S eta = in.of(spec.learningRate());
    S beta1 = in.of(spec.beta1());
    S beta2 = in.of(spec.beta2());
    S lambda = in.of(spec.weightDecay());
    S g =
        switch (dialect.decay()) {
          case COUPLED_DECAY -> gradient.plus(lambda.times(theta));
          case DECOUPLED_DECAY, DECAY_WITHOUT_RATE -> gradient;
        };
    S kept =
        switch (dialect.decay()) {
          case COUPLED_DECAY -> theta;
          case DECOUPLED_DECAY -> theta.minus(eta.times(lambda).times(theta));
          case DECAY_WITHOUT_RATE -> theta.minus(lambda.times(theta));
        };
    S m = beta1.times(before.buffers().get(0)).plus(beta1.complement().times(g));
    S v = beta2.times(before.buffers().get(1)).plus(beta2.complement().times(g).times(g));
    S first = dialect.correction().ofFirst() ? m.over(beta1.power(t).complement()) : m;
    S moved = eta.times(first.over(divisor(in, t, v)));
    return new Coordinate<>(kept.minus(moved), List.of(m, v));
  }

  private <S extends Scalar<S>> S divisor(Arithmetic<S> in, long t, S v) {
    S epsilon = in.of(spec.epsilon());
    S corrected =
        dialect.correction().ofSecond() ? v.over(in.of(spec.beta2()).power(t).complement()) : v;
    return switch (dialect.epsilon()) {
      case EPSILON_OUTSIDE -> corrected.sqrt().plus(epsilon);
      case EPSILON_INSIDE -> corrected.plus(epsilon).sqrt();
      case EPSILON_HAT ->
          v.sqrt().plus(epsilon).over(in.of(spec.beta2()).power(t).complement().sqrt());
    };
  }
}
