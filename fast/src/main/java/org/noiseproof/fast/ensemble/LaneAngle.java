package org.noiseproof.fast.ensemble;

import org.noiseproof.loss.AngleLoss;

/** {@link AngleLoss}; at θ = 0, which has no angle, nothing finite. */
record LaneAngle() implements LaneLoss {

  @Override
  public void gradient(double[][] theta, double[][] x, double[][] y, double[][] into) {
    double[] a = theta[0];
    double[] b = theta[1];
    double[] factor = into[0];
    LaneSquares.sum(theta, factor);
    quotient(y[0], factor, factor);
    LaneProducts.plainProduct(factor, a, into[1]);
    for (int l = 0; l < factor.length; l++) {
      factor[l] = -(factor[l] * b[l]);
    }
  }

  private static void quotient(double[] a, double[] b, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = a[l] / b[l];
    }
  }
}
