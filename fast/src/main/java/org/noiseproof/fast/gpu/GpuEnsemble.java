package org.noiseproof.fast.gpu;

import java.util.Optional;
import org.noiseproof.backend.Ensemble;
import org.noiseproof.ensemble.EnsembleSpec;

/** Ensembles on a device: a thread a replica. */
final class GpuEnsemble {
  private GpuEnsemble() {}

  /** The ensemble, or empty where there is no kernel for its oracle, estimator or optimizer. */
  static Optional<Ensemble> of(EnsembleSpec spec, Gpu gpu) {
    return Optional.empty();
  }
}
