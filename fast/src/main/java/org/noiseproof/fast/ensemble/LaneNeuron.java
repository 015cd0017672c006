package org.noiseproof.fast.ensemble;

import org.noiseproof.loss.ReluNeuron;

/** {@link ReluNeuron} without a branch; where it does not fire, zeros of either sign. */
final class LaneNeuron implements LaneLoss {
  private final int inputs;
  private final double[] activation;
  private final double[] residual;
  private final double[] backward;

  LaneNeuron(ReluNeuron loss, int lanes) {
    inputs = loss.inputs();
    activation = new double[lanes];
    residual = new double[lanes];
    backward = new double[lanes];
  }

  @Override
  public void gradient(double[][] theta, double[][] x, double[][] y, double[][] into) {
    LaneProducts.product(theta[0], x[0], activation);
    for (int j = 1; j < inputs; j++) {
      LaneProducts.addProduct(theta[j], x[j], activation);
    }
    double[] u = theta[inputs];
    double[] target = y[0];
    for (int l = 0; l < residual.length; l++) {
      double a = Math.max(0, activation[l]);
      double fires = Math.signum(a);
      activation[l] = a;
      residual[l] = fires * (u[l] * a - target[l]);
      backward[l] = residual[l] * u[l];
    }
    for (int j = 0; j < inputs; j++) {
      LaneProducts.plainProduct(backward, x[j], into[j]);
    }
    LaneProducts.plainProduct(residual, activation, into[inputs]);
  }
}
