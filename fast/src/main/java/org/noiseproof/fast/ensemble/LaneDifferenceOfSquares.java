package org.noiseproof.fast.ensemble;

import org.noiseproof.loss.DifferenceOfSquares;

/** {@link DifferenceOfSquares}. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LaneDifferenceOfSquares(double[] slope) implements LaneLoss {

  @Override
  public void gradient(double[][] theta, double[][] x, double[][] y, double[][] into) {
    double[] s = theta[0];
    double[] d = theta[1];
    for (int l = 0; l < slope.length; l++) {
      slope[l] = (s[l] + d[l]) * (s[l] - d[l]) / 4;
    }
    LaneDiagonalLinear.slopeDerivative(slope, x[0], y[0], slope);
    half(slope, s, 1, into[0]);
    half(slope, d, -1, into[1]);
  }

  /** ±ha/2. */
  private static void half(double[] h, double[] a, double sign, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = sign * (h[l] * a[l] / 2);
    }
  }
}
