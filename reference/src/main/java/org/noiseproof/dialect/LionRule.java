package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;

/** A step of Lion: θ ← θ − η (sign(β₁m + (1−β₁)g) + λθ), then m = β₂m + (1−β₂)g. */
record LionRule(Lion spec, LionDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("momentum");
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S gradient) {
    S theta = before.parameter();
    S old = before.buffers().getFirst();
    S eta = in.of(spec.learningRate());
    double lambda = spec.weightDecay();
    WeightDecay decay = dialect.decay().kind();
    S g = decay.gradient(in, lambda, theta, gradient);
    S sign = sign(in.of(spec.beta1()).average(old, g));
    S m = in.of(spec.beta2()).average(old, g);
    return new Coordinate<>(decay.after(in, lambda, eta, theta, eta.times(sign)), List.of(m));
  }

  /** 1 − s² is 1 where s = 0, and 0 elsewhere. */
  private <S extends Scalar<S>> S sign(S x) {
    S sign = x.sign();
    return switch (dialect.zero()) {
      case ZERO_HAS_NO_SIGN -> sign;
      case ZERO_IS_POSITIVE -> sign.plus(sign.times(sign).complement());
      case ZERO_IS_NEGATIVE -> sign.minus(sign.times(sign).complement());
    };
  }
}
