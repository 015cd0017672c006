package org.noiseproof.problem;

/** Points of ℝᵈ. */
final class Point {
  private Point() {}

  static void requireDimension(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "dimension = " + dimension + " is out of range: dimension ≥ 1");
    }
  }

  static void require(String name, double[] x, int dimension) {
    if (x.length != dimension) {
      throw new IllegalArgumentException(
          "%s has %d coordinates, expected dimension = %d".formatted(name, x.length, dimension));
    }
  }
}
