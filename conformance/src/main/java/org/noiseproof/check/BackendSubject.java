package org.noiseproof.check;

import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/** A backend, whose optimizers are pure functions of an open state. */
record BackendSubject(Backend backend) implements Subject {

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public String option() {
    return "--backend " + backend.name();
  }

  @Override
  public Description describe() {
    return backend.describe();
  }

  @Override
  public Map<String, Long> usage() {
    return backend.usage();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return backend.estimator(spec);
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return backend.optimizer(spec).map(optimizer -> new Pure(backend, spec, optimizer));
  }

  @Override
  public Optional<Norm> norm(NormSpec spec) {
    return backend.norm(spec);
  }

  private record Pure(Backend backend, OptimizerSpec spec, Optimizer optimizer)
      implements OptimizerUnderTest {
    @Override
    public Session start(double[] parameters) {
      return new BackendSession(backend, spec, optimizer, optimizer.start(parameters));
    }

    @Override
    public Session start(Matrix parameters) {
      return new BackendSession(backend, spec, optimizer, optimizer.start(parameters));
    }

    @Override
    public Session start(double[] parameters, int... lengths) {
      if (!spec.isCoordinatewise()) {
        throw new NotImplemented("measures all parameters in one norm");
      }
      return TensorsSession.of(parameters, lengths, this::start);
    }

    @Override
    public Optional<Session> resume(OptimizerState state) {
      return Optional.of(new BackendSession(backend, spec, optimizer, state));
    }

    @Override
    public int depth(int dimension) {
      return optimizer.depth(dimension);
    }
  }
}
