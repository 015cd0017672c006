package org.noiseproof.claim.symmetry;

import java.util.function.Supplier;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/** Experiments on a backend's own steps, where it has them. */
final class Applicable {
  private Applicable() {}

  /** What is found, or NOT_APPLICABLE where the backend has no means or no such optimizer. */
  static Finding on(Trial trial, OptimizerSpec spec, Supplier<Finding> experiment) {
    boolean runs =
        trial.backend().optimizer(spec).isPresent()
            && trial.backend().estimator(new Mean()).isPresent();
    return runs
        ? experiment.get()
        : Finding.notApplicable(
            trial.backend().name() + " does not step with " + SpecJson.write(spec));
  }
}
