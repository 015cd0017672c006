package org.noiseproof.dialect;

import java.util.List;

/**
 * One coordinate between two steps.
 *
 * @param parameter θ
 * @param buffers in the order of {@link CoordinateRule#buffers}
 */
public record Coordinate<S extends Scalar<S>>(S parameter, List<S> buffers) {
  public Coordinate {
    buffers = List.copyOf(buffers);
  }
}
