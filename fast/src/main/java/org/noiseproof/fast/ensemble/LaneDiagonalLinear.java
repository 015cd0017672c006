package org.noiseproof.fast.ensemble;

import org.noiseproof.loss.DiagonalLinear;

/** {@link DiagonalLinear}: products over the layers of a subnet, added up over subnets. */
final class LaneDiagonalLinear implements LaneLoss {
  private final int layers;
  private final double[] product;
  private final double[] slope;

  LaneDiagonalLinear(DiagonalLinear loss, int lanes) {
    layers = loss.layers();
    product = new double[lanes];
    slope = new double[lanes];
  }

  @Override
  public void gradient(double[][] theta, double[][] x, double[][] y, double[][] into) {
    LaneSquares.clear(slope);
    for (int first = 0; first < theta.length; first += layers) {
      LaneProducts.copy(theta[first], product);
      for (int j = first + 1; j < first + layers; j++) {
        LaneProducts.multiply(product, theta[j]);
      }
      LaneProducts.add(product, slope);
    }
    double[] h = product;
    slopeDerivative(slope, x[0], y[0], h);
    for (int i = 0; i < theta.length; i++) {
      LaneProducts.copy(h, into[i]);
      int first = i - i % layers;
      for (int j = first; j < first + layers; j++) {
        if (j != i) {
          LaneProducts.multiply(into[i], theta[j]);
        }
      }
    }
  }

  /** (xv − y)x. */
  static void slopeDerivative(double[] v, double[] x, double[] y, double[] into) {
    for (int l = 0; l < into.length; l++) {
      into[l] = (x[l] * v[l] - y[l]) * x[l];
    }
  }
}
