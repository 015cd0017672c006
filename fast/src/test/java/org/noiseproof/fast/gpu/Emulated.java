package org.noiseproof.fast.gpu;

import org.junit.jupiter.api.Assumptions;

/** The emulated device, for tests; where it cannot be compiled, they are skipped and say why. */
final class Emulated {
  private Emulated() {}

  static Gpu gpu() {
    try {
      return Driver.HOST.open();
    } catch (GpuUnavailable reason) {
      Assumptions.abort(reason.getMessage());
      throw reason;
    }
  }
}
