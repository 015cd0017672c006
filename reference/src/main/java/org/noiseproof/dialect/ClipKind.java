package org.noiseproof.dialect;

import java.util.List;

/** What of a vector is held below the threshold. */
public enum ClipKind implements Axis {
  @Says("x min(1, τ/‖x‖)")
  BY_NORM,
  @Says("each entry: min(max(x, −τ), τ)")
  BY_VALUE,
  @Says("each entry: min(x, τ), however negative")
  BY_VALUE_FROM_ABOVE;

  /** Refuses a floor under what is no norm. */
  void refuse(NormFloor floor) {
    if (this != BY_NORM && floor == NormFloor.FLOORED_NORM) {
      throw new IllegalArgumentException(
          "kind = %s, floor = %s: only a norm can have one".formatted(this, floor));
    }
  }

  /** A vector, clipped. */
  <S extends Scalar<S>> List<S> clip(
      Arithmetic<S> in, double threshold, NormFloor floor, List<S> x) {
    return switch (this) {
      case BY_NORM -> Clip.byNorm(in, threshold, floor.value(), x);
      case BY_VALUE -> Clip.byValue(in, threshold, x);
      case BY_VALUE_FROM_ABOVE -> Clip.fromAbove(in, threshold, x);
    };
  }
}
