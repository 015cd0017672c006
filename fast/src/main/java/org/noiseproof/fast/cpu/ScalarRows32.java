package org.noiseproof.fast.cpu;

import java.util.Arrays;

/** {@link RowKernels} on floats in scalar code: the contract, spelled out. */
final class ScalarRows32 implements RowKernels<float[]> {
  /** Logical lanes. */
  static final int LANES = 64;

  @Override
  public int logicalLanes() {
    return LANES;
  }

  @Override
  public void sumsOfSquares(float[] x, int from, int d, int rows, double[] into) {
    float[] partial = new float[LANES];
    for (int r = 0; r < rows; r++) {
      Arrays.fill(partial, 0);
      for (int j = 0; j < d; j++) {
        float entry = x[from + r * d + j];
        partial[j % LANES] = Math.fma(entry, entry, partial[j % LANES]);
      }
      for (int half = LANES / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
          partial[l] += partial[l + half];
        }
      }
      into[r] = partial[0];
    }
  }

  @Override
  public void accumulate(float[] sum, float[] x, int from, int d, int rows, double[] scales) {
    for (int r = 0; r < rows; r++) {
      float scale = (float) scales[r];
      for (int j = 0; j < d; j++) {
        sum[j] = Math.fma(scale, x[from + r * d + j], sum[j]);
      }
    }
  }
}
