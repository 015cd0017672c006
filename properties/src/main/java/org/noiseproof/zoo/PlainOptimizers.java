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

/**
 * The zoo's optimizers with nothing wrong: what its specimens would be without their one mistake.
 */
public record PlainOptimizers() implements Backend {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Description describe() {
    return new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "plain doubles");
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.empty();
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return Optional.of(
        new Optimizer() {
          @Override
          public OptimizerState start(double[] parameters) {
            return OptimizerState.of(0, parameters, Map.of());
          }

          @Override
          public OptimizerState step(OptimizerState state, double[] gradient) {
            return Steps.of(spec, state, state.requireGradient(gradient));
          }
        });
  }
}
