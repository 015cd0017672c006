package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** A step of SGD with momentum: b = μb + (1−d)g, θ ← θ − ηb. */
record SgdRule(Sgd spec, SgdDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return spec.momentum() > 0 ? List.of("momentum") : List.of();
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S gradient) {
    S theta = before.parameter();
    S eta = in.of(spec.learningRate());
    S lambda = in.of(spec.weightDecay());
    S g =
        switch (dialect.decay()) {
          case COUPLED_DECAY -> gradient.plus(lambda.times(theta));
          case DECOUPLED_DECAY -> gradient;
        };
    S kept =
        switch (dialect.decay()) {
          case COUPLED_DECAY -> theta;
          case DECOUPLED_DECAY -> theta.minus(eta.times(lambda).times(theta));
        };
    if (spec.momentum() == 0) {
      return new Coordinate<>(kept.minus(eta.times(g)), List.of());
    }
    boolean inside = dialect.velocity() == SgdDialect.Velocity.RATE_INSIDE;
    boolean undampened = t == 1 && dialect.firstStep() == SgdDialect.FirstStep.FIRST_UNDAMPENED;
    S fresh = inside ? eta.times(g) : g;
    S mu = in.of(spec.momentum());
    S entering = undampened ? fresh : in.of(spec.dampening()).complement().times(fresh);
    S buffer = t == 1 ? entering : mu.times(before.buffers().getFirst()).plus(entering);
    S direction = spec.nesterov() ? fresh.plus(mu.times(buffer)) : buffer;
    return new Coordinate<>(kept.minus(inside ? direction : eta.times(direction)), List.of(buffer));
  }
}
