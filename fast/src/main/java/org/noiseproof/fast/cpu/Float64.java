package org.noiseproof.fast.cpu;

import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Precision;
import org.noiseproof.fast.LaneChoice;

/** {@link Format} of IEEE binary64. */
record Float64(RowKernels<double[]> rows) implements Format<double[]> {

  /** With the kernels that this machine runs fastest, or those that the user forced. */
  static Float64 ofThisMachine() {
    return new Float64(
        LaneChoice.ofThisMachine().bits() == 0 ? new ScalarRows64() : new VectorRows64());
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public double smallestNormal() {
    return Double.MIN_NORMAL;
  }

  @Override
  public Updates<double[]> updates() {
    return new Updates64();
  }

  @Override
  public AdaptiveUpdates<double[]> adaptive() {
    return new AdaptiveUpdates64();
  }

  @Override
  public double[] zeros(int d) {
    return new double[d];
  }

  @Override
  public double[] rounded(Batch gradients) {
    return gradients.values();
  }

  @Override
  public double get(double[] x, int i) {
    return x[i];
  }

  @Override
  public void set(double[] x, int i, double value) {
    x[i] = value;
  }

  @Override
  public double[] widened(double[] x) {
    return x;
  }

  @Override
  public double[] narrowed(double[] x) {
    return x;
  }

  @Override
  public void add(double[] sum, double[] x) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += x[j];
    }
  }

  @Override
  public void addAbsolute(double[] sum, double[] x, int from) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += Math.abs(x[from + j]);
    }
  }

  @Override
  public void addClipped(double[] sum, double[] x, int from, double threshold) {
    double top = threshold;
    for (int j = 0; j < sum.length; j++) {
      double entry = x[from + j];
      // 0 · entry is NaN where the entry is not finite.
      sum[j] += Math.fma(0.0, entry, Math.max(-top, Math.min(top, entry)));
    }
  }

  @Override
  public void divide(double[] x, double divisor) {
    double by = divisor;
    for (int j = 0; j < x.length; j++) {
      x[j] /= by;
    }
  }

  @Override
  public double[] scaled(double[] x, int from, int d, int exponent) {
    double[] scaled = new double[d];
    for (int j = 0; j < d; j++) {
      scaled[j] = Math.scalb(x[from + j], exponent);
    }
    return scaled;
  }
}
