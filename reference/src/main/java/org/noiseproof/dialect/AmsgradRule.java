package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.dialect.AmsgradDialect.Maximum;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;

/**
 * A step of AMSGrad: m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², w = max(w, v), θ ← θ − η m̂/(√ŵ + ε).
 */
record AmsgradRule(Amsgrad spec, AmsgradDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("first_moment", "second_moment", "largest_second_moment");
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S g) {
    S beta1 = in.of(spec.beta1());
    S beta2 = in.of(spec.beta2());
    S epsilon = in.of(spec.epsilon());
    EpsilonPlace place = dialect.epsilon().place();
    S m = beta1.average(before.buffers().get(0), g);
    S v = beta2.average(before.buffers().get(1), g.times(g));
    S largest = before.buffers().get(2);
    S w;
    S divisor;
    if (!dialect.correction().ofSecond()) {
      w = largest.max(v);
      divisor = place.divisor(w, epsilon);
    } else if (dialect.maximum() == Maximum.CORRECTED_THEN_LARGEST) {
      w = largest.max(v.over(beta2.power(t).complement()));
      divisor = place.divisor(w, epsilon);
    } else {
      w = largest.max(v);
      divisor = place.divisor(w, beta2.power(t).complement(), epsilon);
    }
    S first = dialect.correction().ofFirst() ? m.over(beta1.power(t).complement()) : m;
    S step = in.of(spec.learningRate()).times(first.over(divisor));
    return new Coordinate<>(before.parameter().minus(step), List.of(m, v, w));
  }
}
