package org.noiseproof.fast.cpu;

import java.util.Arrays;

/** {@link RowKernels} on doubles in scalar code: the contract, spelled out. */
final class ScalarRows64 implements RowKernels<double[]> {
  /** Logical lanes. */
  static final int LANES = 32;

  @Override
  public int logicalLanes() {
    return LANES;
  }

  @Override
  public void sumsOfSquares(double[] x, int from, int d, int rows, double[] into) {
    double[] partial = new double[LANES];
    for (int r = 0; r < rows; r++) {
      Arrays.fill(partial, 0);
      for (int j = 0; j < d; j++) {
        double entry = x[from + r * d + j];
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
  public void accumulate(double[] sum, double[] x, int from, int d, int rows, double[] scales) {
    for (int r = 0; r < rows; r++) {
      double scale = scales[r];
      for (int j = 0; j < d; j++) {
        sum[j] = Math.fma(scale, x[from + r * d + j], sum[j]);
      }
    }
  }
}
