package org.noiseproof.reference;

import org.noiseproof.exact.Dyadic;

/**
 * A vector as the definition has it, before rounding, and beside each coordinate its gauge: the sum
 * of the absolute terms behind it, the scale on which a rounding error is judged.
 */
public final class ExactVector {
  private final Dyadic[] values;
  private final double[] gauges;

  ExactVector(Dyadic[] values, double[] gauges) {
    this.values = values;
    this.gauges = gauges;
  }

  /** d. */
  public int dimension() {
    return values.length;
  }

  /** Coordinate j. */
  public Dyadic value(int j) {
    return values[j];
  }

  /** The gauge of coordinate j, ≥ 0. */
  public double gauge(int j) {
    return gauges[j];
  }

  /** Each coordinate rounded once. */
  public double[] rounded() {
    double[] rounded = new double[values.length];
    for (int j = 0; j < rounded.length; j++) {
      rounded[j] = values[j].toDouble();
    }
    return rounded;
  }
}
