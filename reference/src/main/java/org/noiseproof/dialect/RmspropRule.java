package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;

/** A step of RMSprop: v = ρv + (1−ρ)g², θ ← θ − η g/(√v + ε). */
record RmspropRule(Rmsprop spec, RmspropDialect dialect) implements CoordinateRule {

  private boolean centred() {
    return dialect.centring() == RmspropDialect.Centring.CENTRED;
  }

  @Override
  public List<String> buffers() {
    return centred() ? List.of("second_moment", "first_moment") : List.of("second_moment");
  }

  @Override
  public double initial(String buffer) {
    if (buffer.equals("first_moment")) {
      return 0;
    }
    return switch (dialect.start()) {
      case FROM_ZERO -> 0;
      case FROM_ONE -> 1;
      case FROM_EPSILON -> spec.epsilon();
    };
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S g) {
    S rho = in.of(spec.decay());
    S epsilon = in.of(spec.epsilon());
    S v = rho.average(before.buffers().getFirst(), g.times(g));
    if (!centred()) {
      return moved(in, before, g.over(dialect.epsilon().place().divisor(v, epsilon)), List.of(v));
    }
    S m = rho.average(before.buffers().getLast(), g);
    // A variance is no less than 0, but the difference of its rounded moments may be.
    S variance = v.minus(m.times(m)).max(in.of(0));
    S direction = g.over(dialect.epsilon().place().divisor(variance, epsilon));
    return moved(in, before, direction, List.of(v, m));
  }

  private <S extends Scalar<S>> Coordinate<S> moved(
      Arithmetic<S> in, Coordinate<S> before, S direction, List<S> buffers) {
    S step = in.of(spec.learningRate()).times(direction);
    return new Coordinate<>(before.parameter().minus(step), buffers);
  }
}
