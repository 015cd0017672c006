package org.noiseproof.fast.gpu;

import org.noiseproof.backend.BackendFailure;

/** A device was there and could not do what was asked of it; the message says what to do. */
public final class GpuFailure extends BackendFailure {
  private static final long serialVersionUID = 1L;

  GpuFailure(String problem) {
    super(problem);
  }
}
