package org.noiseproof.fast.ensemble;

import org.noiseproof.loss.SphereLoss;

/** {@link SphereLoss}; at θ = 0, which has no direction, nothing finite. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LaneSphere(double[] projection, double[] factor) implements LaneLoss {

  @Override
  public void gradient(double[][] theta, double[][] x, double[][] y, double[][] into) {
    LaneSquares.sum(theta, factor);
    LaneProducts.product(theta[0], x[0], projection);
    for (int j = 1; j < theta.length; j++) {
      LaneProducts.addProduct(theta[j], x[j], projection);
    }
    double[] label = y[0];
    for (int l = 0; l < factor.length; l++) {
      projection[l] /= factor[l];
      factor[l] = label[l] / Math.sqrt(factor[l]);
    }
    for (int j = 0; j < theta.length; j++) {
      tangent(theta[j], x[j], into[j]);
    }
  }

  /** f(qθ − x). */
  private void tangent(double[] theta, double[] x, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = factor[l] * (projection[l] * theta[l] - x[l]);
    }
  }
}
