package org.noiseproof.fast.gpu;

/** There is no such device here; the message says in one line why. */
public final class GpuUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GpuUnavailable(String reason) {
    super(reason);
  }
}
