package org.noiseproof.dialect;

import java.util.List;

/** How an optimizer moves one coordinate, by its own gradients alone; as the definition reads. */
public interface CoordinateRule {
  /** The names of what it remembers; each starts at {@link #initial}. */
  List<String> buffers();

  /** What a buffer starts from. */
  default double initial(String buffer) {
    return 0;
  }

  /**
   * One step.
   *
   * @param in where numbers come from
   * @param t from 1
   */
  <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S gradient);
}
