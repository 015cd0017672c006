package org.noiseproof.dialect;

/** What is added to a norm before it divides. */
public enum NormFloor implements Axis {
  @Says(value = "τ/‖x‖", by = "Optax")
  NO_FLOOR,
  @Says(
      value = "τ/(‖x‖ + 1e-6)",
      by = {"PyTorch", "libtorch", "Opacus"})
  FLOORED_NORM;

  /** The number. */
  double value() {
    return this == FLOORED_NORM ? 1e-6 : 0;
  }
}
