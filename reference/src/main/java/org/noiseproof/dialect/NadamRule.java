package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.dialect.NadamDialect.LookAhead;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;

/**
 * A step of NAdam: m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g², m̂ = β₁ m/(1−β₁ᵗ⁺¹) + (1−β₁) g/(1−β₁ᵗ), θ
 * ← θ − η m̂/(√v̂ + ε).
 */
record NadamRule(Nadam spec, NadamDialect dialect) implements CoordinateRule {
  private static final double BASE = 0.96;
  private static final double SLOWNESS = 0.004;

  private boolean scheduled() {
    return dialect.lookAhead() == LookAhead.SLOW_SCHEDULE
        || dialect.lookAhead() == LookAhead.FAST_SCHEDULE;
  }

  @Override
  public List<String> buffers() {
    return scheduled()
        ? List.of("first_moment", "second_moment", "momentum_product")
        : List.of("first_moment", "second_moment");
  }

  @Override
  public double initial(String buffer) {
    return buffer.equals("momentum_product") ? 1 : 0;
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S g) {
    S m = in.of(spec.beta1()).average(before.buffers().get(0), g);
    S v = in.of(spec.beta2()).average(before.buffers().get(1), g.times(g));
    if (!scheduled()) {
      return moved(in, before, ahead(in, t, m, g).over(divisor(in, t, v)), List.of(m, v));
    }
    S now = momentum(in, t);
    S next = momentum(in, t + 1);
    S product = before.buffers().get(2).times(now);
    S ahead =
        next.times(m)
            .over(product.times(next).complement())
            .plus(now.complement().times(g).over(product.complement()));
    return moved(in, before, ahead.over(divisor(in, t, v)), List.of(m, v, product));
  }

  /** m̂ with a constant β₁. */
  private <S extends Scalar<S>> S ahead(Arithmetic<S> in, long t, S m, S g) {
    S beta1 = in.of(spec.beta1());
    S fresh = beta1.complement().times(g).over(beta1.power(t).complement());
    long moment = dialect.lookAhead() == LookAhead.CORRECTED_ALIKE ? t : t + 1;
    return beta1.times(m).over(beta1.power(moment).complement()).plus(fresh);
  }

  /** μ_t. */
  private <S extends Scalar<S>> S momentum(Arithmetic<S> in, long t) {
    S fading = in.of(BASE).power(t);
    S faded = dialect.lookAhead() == LookAhead.SLOW_SCHEDULE ? fading.realPower(SLOWNESS) : fading;
    return in.of(spec.beta1()).times(in.of(0.5).times(faded).complement());
  }

  private <S extends Scalar<S>> S divisor(Arithmetic<S> in, long t, S v) {
    EpsilonPlace place = dialect.epsilon().place();
    S epsilon = in.of(spec.epsilon());
    return switch (dialect.correction()) {
      case SECOND_CORRECTED -> place.divisor(v, in.of(spec.beta2()).power(t).complement(), epsilon);
      case SECOND_UNCORRECTED -> place.divisor(v, epsilon);
    };
  }

  private <S extends Scalar<S>> Coordinate<S> moved(
      Arithmetic<S> in, Coordinate<S> before, S direction, List<S> buffers) {
    S step = in.of(spec.learningRate()).times(direction);
    return new Coordinate<>(before.parameter().minus(step), buffers);
  }
}
