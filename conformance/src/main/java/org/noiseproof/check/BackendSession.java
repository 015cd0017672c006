package org.noiseproof.check;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/**
 * A run of a backend's optimizer. All its memory is the state, so that a copy is another run from
 * the same state, and other hyperparameters are another optimizer on it.
 */
final class BackendSession implements Session {
  private final Backend backend;
  private OptimizerSpec spec;
  private Optimizer optimizer;
  private OptimizerState state;

  BackendSession(Backend backend, OptimizerSpec spec, Optimizer optimizer, OptimizerState state) {
    this.backend = backend;
    this.spec = spec;
    this.optimizer = optimizer;
    this.state = state;
  }

  @Override
  public double[] step(double[] gradient) {
    state = optimizer.step(state, gradient);
    return state.parameters();
  }

  @Override
  public double[] step(double[] gradient, double weight) {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("weight = " + weight + " is not finite");
    }
    return step(
        Arrays.stream(gradient)
            .map(g -> backend.describe().precision().round(weight * g))
            .toArray());
  }

  @Override
  public void set(OptimizerSpec other) {
    if (!SpecJson.type(other).equals(SpecJson.type(spec))) {
      throw new IllegalArgumentException(
          "spec of type %s is out of range: %s"
              .formatted(SpecJson.type(other), SpecJson.type(spec)));
    }
    optimizer =
        backend
            .optimizer(other)
            .orElseThrow(() -> new NotImplemented("does not implement " + SpecJson.write(other)));
    spec = other;
  }

  @Override
  public Session copy() {
    return new BackendSession(backend, spec, optimizer, state);
  }

  @Override
  public Optional<OptimizerState> state() {
    return Optional.of(state);
  }
}
