package org.noiseproof.fast.gpu;

import java.util.Optional;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.spec.OptimizerSpec;

/** Every optimizer on a device. */
final class GpuOptimizer {
  private GpuOptimizer() {}

  /** The optimizer, or empty where there are no kernels for it. */
  static Optional<Optimizer> of(OptimizerSpec spec, Gpu gpu, Format format) {
    return Optional.empty();
  }
}
