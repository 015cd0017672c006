package org.noiseproof.exact;

/**
 * An exact accumulator (Kulisch) for sums and dot products of any finite doubles, subnormals and
 * intermediate overflow included; rounded once, when asked.
 */
public final class ExactSum {

  /** Adds x. */
  public ExactSum add(double x) {
    throw new UnsupportedOperationException();
  }

  /** Adds x · y. */
  public ExactSum addProduct(double x, double y) {
    throw new UnsupportedOperationException();
  }

  /** The exact sum so far. */
  public Dyadic value() {
    throw new UnsupportedOperationException();
  }

  /** The sum rounded to the nearest double. */
  public double round() {
    throw new UnsupportedOperationException();
  }
}
