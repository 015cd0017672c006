package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;

/** A step of Adagrad: v = v + g², θ ← θ − η g/(√v + ε). */
record AdagradRule(Adagrad spec, AdagradDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("sum_of_squares");
  }

  @Override
  public double initial(String buffer) {
    return switch (dialect.start()) {
      case FROM_INITIAL_ACCUMULATOR -> spec.initialAccumulator();
      case FROM_ONE -> 1;
      case FROM_EPSILON -> spec.epsilon();
    };
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S g) {
    S old = before.buffers().getFirst();
    S v = old.plus(g.times(g));
    S seen =
        switch (dialect.sum()) {
          case WITH_THIS_GRADIENT -> v;
          case WITHOUT_THIS_GRADIENT -> old;
        };
    S direction = g.over(dialect.epsilon().place().divisor(seen, in.of(spec.epsilon())));
    S step = in.of(spec.learningRate()).times(direction);
    return new Coordinate<>(before.parameter().minus(step), List.of(v));
  }
}
