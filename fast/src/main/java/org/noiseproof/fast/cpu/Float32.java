package org.noiseproof.fast.cpu;

import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Precision;
import org.noiseproof.fast.LaneChoice;

/** {@link Format} of IEEE binary32. */
record Float32(RowKernels<float[]> rows) implements Format<float[]> {

  /** With the kernels that this machine runs fastest, or those that the user forced. */
  static Float32 ofThisMachine() {
    return new Float32(
        LaneChoice.ofThisMachine().bits() == 0 ? new ScalarRows32() : new VectorRows32());
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public double smallestNormal() {
    return Float.MIN_NORMAL;
  }

  @Override
  public Updates<float[]> updates() {
    return new Updates32();
  }

  @Override
  public AdaptiveUpdates<float[]> adaptive() {
    return new AdaptiveUpdates32();
  }

  @Override
  public float[] zeros(int d) {
    return new float[d];
  }

  @Override
  public float[] rounded(Batch gradients) {
    double[] values = gradients.values();
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    for (int i = 0; i < values.length; i++) {
      if (Float.isInfinite(rounded[i]) && Double.isFinite(values[i])) {
        int d = gradients.dimension();
        throw new IllegalArgumentException(
            "gradients: row %d, column %d is %s, beyond the range of float32"
                .formatted(i / d, i % d, values[i]));
      }
    }
    return rounded;
  }

  @Override
  public double get(float[] x, int i) {
    return x[i];
  }

  @Override
  public void set(float[] x, int i, double value) {
    x[i] = (float) value;
  }

  @Override
  public double[] widened(float[] x) {
    double[] widened = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      widened[j] = x[j];
    }
    return widened;
  }

  @Override
  public float[] narrowed(double[] x) {
    float[] narrowed = new float[x.length];
    for (int j = 0; j < x.length; j++) {
      narrowed[j] = (float) x[j];
    }
    return narrowed;
  }

  @Override
  public void add(float[] sum, float[] x) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += x[j];
    }
  }

  @Override
  public void addAbsolute(float[] sum, float[] x, int from) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += Math.abs(x[from + j]);
    }
  }

  @Override
  public void addClipped(float[] sum, float[] x, int from, double threshold) {
    float top = (float) threshold;
    for (int j = 0; j < sum.length; j++) {
      float entry = x[from + j];
      // 0 · entry is NaN where the entry is not finite.
      sum[j] += Math.fma(0f, entry, Math.max(-top, Math.min(top, entry)));
    }
  }

  @Override
  public void divide(float[] x, double divisor) {
    float by = (float) divisor;
    for (int j = 0; j < x.length; j++) {
      x[j] /= by;
    }
  }

  @Override
  public float[] scaled(float[] x, int from, int d, int exponent) {
    float[] scaled = new float[d];
    for (int j = 0; j < d; j++) {
      scaled[j] = Math.scalb(x[from + j], exponent);
    }
    return scaled;
  }
}
