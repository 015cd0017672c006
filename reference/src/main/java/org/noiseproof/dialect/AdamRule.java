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
    S epsilon = in.of(spec.epsilon());
    double lambda = spec.weightDecay();
    WeightDecay decay = dialect.decay().kind();
    EpsilonPlace place = dialect.epsilon().place();
    long count = dialect.count().of(t);
    S g = decay.gradient(in, lambda, theta, gradient);
    S m = beta1.average(before.buffers().get(0), g);
    S v = beta2.average(before.buffers().get(1), g.times(g));
    S first = dialect.correction().ofFirst() ? m.over(beta1.power(count).complement()) : m;
    S divisor =
        dialect.correction().ofSecond()
            ? place.divisor(v, beta2.power(count).complement(), epsilon)
            : place.divisor(v, epsilon);
    S step = eta.times(first.over(divisor));
    return new Coordinate<>(decay.after(in, lambda, eta, theta, step), List.of(m, v));
  }
}
