package org.noiseproof.zoo;

import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.Precision;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/** A backend that implements one kind of estimator, by a rule that is wrong. */
record WrongEstimator<S extends EstimatorSpec>(String name, Class<S> kind, Rule<S> rule)
    implements Backend {

  /** How a spec and a batch become an estimate. */
  interface Rule<S> {
    double[] estimate(S spec, Batch gradients);
  }

  static <S extends EstimatorSpec> Specimen specimen(
      String name, String wrong, Class<S> kind, Rule<S> rule) {
    Rule<S> finite = (spec, gradients) -> rule.estimate(spec, gradients.requireFinite());
    return new Specimen(name, wrong, kind, new WrongEstimator<>(name, kind, finite));
  }

  @Override
  public Description describe() {
    return new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "zoo");
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return kind.isInstance(spec)
        ? Optional.of(gradients -> rule.estimate(kind.cast(spec), gradients))
        : Optional.empty();
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return Optional.empty();
  }
}
