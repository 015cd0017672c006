package org.noiseproof.dialect;

import java.util.ArrayList;
import java.util.List;

/** A rule that moves each coordinate by its own gradients alone. */
public interface CoordinateRule extends Rule {
  /**
   * One step of one coordinate.
   *
   * @param in where numbers come from
   * @param t from 1
   */
  <S extends Scalar<S>> Coordinate<S> step(
      Arithmetic<S> in, long t, Coordinate<S> before, S gradient);

  @Override
  default <S extends Scalar<S>> List<Coordinate<S>> step(
      Arithmetic<S> in, long t, List<Coordinate<S>> before, List<S> gradient) {
    List<Coordinate<S>> after = new ArrayList<>(before.size());
    for (int j = 0; j < before.size(); j++) {
      after.add(step(in, t, before.get(j), gradient.get(j)));
    }
    return after;
  }
}
