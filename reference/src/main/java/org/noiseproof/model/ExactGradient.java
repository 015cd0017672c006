package org.noiseproof.model;

import org.noiseproof.exact.Dyadic;

/** The gradient of one sample on real numbers, each coordinate with its gauge. */
public final class ExactGradient {
  private final Gauged[] coordinates;

  ExactGradient(Gauged[] coordinates) {
    this.coordinates = coordinates;
  }

  /** d. */
  public int dimension() {
    return coordinates.length;
  }

  /** Coordinate j. */
  public Dyadic value(int j) {
    return coordinates[j].value();
  }

  /** The gauge of coordinate j, ≥ its magnitude. */
  public double gauge(int j) {
    return coordinates[j].gauge();
  }

  /** The Euclidean norm of the gauges. */
  public double gauge() {
    double squares = 0;
    for (Gauged coordinate : coordinates) {
      squares += coordinate.gauge() * coordinate.gauge();
    }
    return Math.sqrt(squares);
  }
}
