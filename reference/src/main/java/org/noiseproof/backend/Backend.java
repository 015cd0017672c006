package org.noiseproof.backend;

import java.util.Map;
import java.util.Optional;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * What turns specs into things that run. Found through {@link java.util.ServiceLoader}; safe for
 * use by many threads.
 *
 * <p>Implementations decide with an exhaustive {@code switch}, so that a new spec does not compile
 * until each backend says yes or no.
 */
public interface Backend {

  /** The name a user types: {@code reference}, {@code cpu}, … */
  String name();

  /** What a report says of this backend. */
  Description describe();

  /**
   * Why this backend cannot run here, in one line: no device, say. Where it says so, it describes
   * itself all the same, and everything else fails.
   */
  default Optional<String> unavailable() {
    return Optional.empty();
  }

  /**
   * What it has used so far, for a report, in order: how many of what, as in {@code 12} and {@code
   * kernels launched}.
   */
  default Map<String, Long> usage() {
    return Map.of();
  }

  /** The estimator, or empty where this backend does not implement it. */
  Optional<GradientEstimator> estimator(EstimatorSpec spec);

  /** The optimizer, or empty where this backend does not implement it. */
  Optional<Optimizer> optimizer(OptimizerSpec spec);

  /** The norm, or empty where this backend does not implement it. */
  default Optional<Norm> norm(NormSpec spec) {
    return Optional.empty();
  }

  /**
   * The ensemble, or empty where this backend lacks its estimator or optimizer. Unless a backend
   * knows a faster way, it is run step by step through them.
   */
  default Optional<Ensemble> ensemble(EnsembleSpec spec) {
    return estimator(spec.estimator())
        .flatMap(
            estimator ->
                optimizer(spec.optimizer())
                    .map(optimizer -> new SteppedEnsemble(spec, estimator, optimizer)));
  }
}
