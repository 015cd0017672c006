package org.noiseproof.check;

import java.util.List;
import org.noiseproof.backend.Precision;
import org.noiseproof.random.RandomStream;

/**
 * Random ingredients of a case, in the subject's precision: what is drawn is representable there,
 * so that handing it over loses nothing.
 */
public record Draw(RandomStream random, Precision precision) {
  /** (5m)² is an exact float32. */
  private static final int LARGEST_MULTIPLE = 800;

  /** One of these. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** True with probability one half. */
  public boolean coin() {
    return random.nextInt(2) == 0;
  }

  /** An integer, both ends included. */
  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** A size from 1, small ones more often. */
  public int size(int high) {
    return between(1, between(1, high));
  }

  /**
   * A coordinate: 0, a small integer, a dyadic fraction, a normal number, or one of another order
   * of magnitude.
   */
  public double coordinate() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1, 2 -> between(-8, 8);
      case 3 -> Math.scalb((double) between(-8, 8), between(-6, 6));
      case 4 -> rounded(random.nextNormal() * Math.scalb(1.0, between(-20, 20)));
      default -> rounded(random.nextNormal());
    };
  }

  /** A vector of coordinates. */
  public double[] vector(int dimension) {
    double[] vector = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      vector[j] = coordinate();
    }
    return vector;
  }

  /** Rows of coordinates. */
  public double[][] rows(int count, int dimension) {
    double[][] rows = new double[count][];
    for (int k = 0; k < count; k++) {
      rows[k] = vector(dimension);
    }
    return rows;
  }

  /**
   * A vector of a norm that is an exact number: 2ᵉ m (3, 4) on two of its coordinates, at least
   * two, up to sign, and 2ᵉ · 5m long.
   */
  public double[] pythagorean(int dimension, int exponent) {
    double[] vector = new double[dimension];
    int first = between(0, dimension - 1);
    int second = (first + between(1, dimension - 1)) % dimension;
    double multiple = Math.scalb((double) between(1, LARGEST_MULTIPLE), exponent);
    vector[first] = 3 * multiple * random.nextSign();
    vector[second] = 4 * multiple * random.nextSign();
    return vector;
  }

  /** The nearest number of the subject's precision. */
  public double rounded(double value) {
    return precision.round(value);
  }
}
