package org.noiseproof.fast.gpu;

/** A device was there and could not do what was asked of it; the message says what to do. */
public final class GpuFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GpuFailure(String problem) {
    super(problem);
  }
}
