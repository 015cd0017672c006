package org.noiseproof.fast.gpu;

import java.util.Optional;
import org.noiseproof.backend.Norm;
import org.noiseproof.spec.NormSpec;

/** Norms of matrices on a device. */
final class GpuNorm {
  private GpuNorm() {}

  /** The norm, or empty where there are no kernels for it. */
  static Optional<Norm> of(NormSpec spec, Gpu gpu, Format format) {
    return Optional.empty();
  }
}
