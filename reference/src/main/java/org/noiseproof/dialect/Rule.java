package org.noiseproof.dialect;

import java.util.List;

/** How an optimizer moves all its coordinates; as the definition reads. */
public interface Rule {
  /** The names of what it remembers of each coordinate; each starts at {@link #initial}. */
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
   * @param before the coordinates
   * @param gradient as many
   */
  <S extends Scalar<S>> List<Coordinate<S>> step(
      Arithmetic<S> in, long t, List<Coordinate<S>> before, List<S> gradient);
}
