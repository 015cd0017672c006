package org.noiseproof.dialect;

import java.util.List;
import org.noiseproof.dialect.SgdDialect.Buffer;
import org.noiseproof.dialect.SgdDialect.FirstStep;
import org.noiseproof.dialect.SgdDialect.Nesterov;
import org.noiseproof.dialect.SgdDialect.Velocity;
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
    double lambda = spec.weightDecay();
    WeightDecay decay = dialect.decay().kind();
    S g = decay.gradient(in, lambda, theta, gradient);
    if (spec.momentum() == 0) {
      return new Coordinate<>(decay.after(in, lambda, eta, theta, eta.times(g)), List.of());
    }
    boolean inside = dialect.velocity() == Velocity.RATE_INSIDE;
    boolean mean = dialect.buffer() == Buffer.MEAN_OF_GRADIENTS;
    boolean undampened = t == 1 && dialect.firstStep() == FirstStep.FIRST_UNDAMPENED;
    S mu = in.of(spec.momentum());
    S dampening = mean ? mu : in.of(spec.dampening());
    S fresh = inside ? eta.times(g) : g;
    boolean whole = undampened || (!mean && spec.dampening() == 0);
    S entering = whole ? fresh : dampening.complement().times(fresh);
    S b = t == 1 ? entering : mu.times(before.buffers().getFirst()).plus(entering);
    boolean ahead = spec.nesterov() && dialect.nesterov() == Nesterov.STEP_LOOKS_AHEAD;
    S direct = mean ? mu.complement().times(fresh) : fresh;
    S direction = ahead ? direct.plus(mu.times(b)) : b;
    S step = inside ? direction : eta.times(direction);
    return new Coordinate<>(decay.after(in, lambda, eta, theta, step), List.of(b));
  }
}
