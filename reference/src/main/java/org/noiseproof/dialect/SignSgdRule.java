package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/** A step of sign SGD: m = μm + (1−μ)g, θ ← θ − η sign(m). */
record SignSgdRule(SignSgd spec, SignSgdDialect dialect) implements CoordinateRule {

  @Override
  public List<String> buffers() {
    return List.of("momentum");
  }

  @Override
  public <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S gradient) {
    boolean signsFirst = dialect.buffer() == SignSgdDialect.Buffer.AVERAGE_OF_SIGNS;
    S mu = in.of(spec.momentum());
    S entering = signsFirst ? sign(gradient) : gradient;
    S m = mu.times(before.buffers().getFirst()).plus(mu.complement().times(entering));
    S direction = signsFirst ? m : sign(m);
    S theta = before.parameter().minus(in.of(spec.learningRate()).times(direction));
    return new Coordinate<>(theta, List.of(m));
  }

  private <S extends Scalar<S>> S sign(S x) {
    S sign = x.sign();
    S isZero = sign.abs().complement();
    return switch (dialect.zero()) {
      case ZERO_STAYS -> sign;
      case ZERO_IS_POSITIVE -> sign.plus(isZero);
      case ZERO_IS_NEGATIVE -> sign.minus(isZero);
    };
  }
}
