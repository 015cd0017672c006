package org.noiseproof.zoo;

import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/** A backend that implements one kind of optimizer, by a rule that is wrong. */
record WrongOptimizer<S extends OptimizerSpec>(String name, Class<S> kind, Rule<S> rule)
    implements Backend {

  /** How a spec, a state and a gradient become the next state. */
  interface Rule<S> {
    OptimizerState step(S spec, OptimizerState state, double[] gradient);
  }

  static <S extends OptimizerSpec> Specimen specimen(
      String name, String wrong, Class<S> kind, Rule<S> rule) {
    return new Specimen(name, wrong, kind, new WrongOptimizer<>(name, kind, rule));
  }

  @Override
  public Description describe() {
    return new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "zoo");
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.empty();
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return kind.isInstance(spec)
        ? Optional.of(new Pure<>(kind.cast(spec), rule))
        : Optional.empty();
  }

  private record Pure<S>(S spec, Rule<S> rule) implements Optimizer {
    @Override
    public OptimizerState start(double[] parameters) {
      return OptimizerState.of(0, parameters, Map.of());
    }

    @Override
    public OptimizerState step(OptimizerState state, double[] gradient) {
      return rule.step(spec, state, gradient);
    }
  }
}
