package org.noiseproof.claim.symmetry;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Check;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * A backend that runs other specs than it was asked for: a wrong implementation, put together from
 * right ones.
 */
record Swapped(
    Backend right, UnaryOperator<EstimatorSpec> estimators, UnaryOperator<OptimizerSpec> optimizers)
    implements Backend {

  /** The check on the trial's backend with another estimator for every one it asks for. */
  static Check estimator(Check check, String name, EstimatorSpec other) {
    return of(check, name, _ -> other, spec -> spec);
  }

  /** The check on the trial's backend with other optimizers. */
  static Check optimizer(Check check, String name, UnaryOperator<OptimizerSpec> other) {
    return of(check, name, spec -> spec, other);
  }

  private static Check of(
      Check check,
      String name,
      UnaryOperator<EstimatorSpec> estimators,
      UnaryOperator<OptimizerSpec> optimizers) {
    return new Check(
        check.name() + "/" + name,
        check.measures(),
        check.evidence(),
        check.share(),
        trial ->
            check
                .experiment()
                .apply(trial.on(new Swapped(trial.backend(), estimators, optimizers))));
  }

  @Override
  public String name() {
    return right.name();
  }

  @Override
  public Description describe() {
    return right.describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return right.estimator(estimators.apply(spec));
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return right.optimizer(optimizers.apply(spec));
  }
}
