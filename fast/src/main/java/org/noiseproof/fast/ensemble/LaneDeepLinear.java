package org.noiseproof.fast.ensemble;

import static org.noiseproof.fast.ensemble.LaneProducts.addProduct;
import static org.noiseproof.fast.ensemble.LaneProducts.plainProduct;
import static org.noiseproof.fast.ensemble.LaneProducts.product;

import org.noiseproof.loss.DeepLinear;

/** {@link DeepLinear}, unit by unit and term by term, a loop over the lanes for each term. */
final class LaneDeepLinear implements LaneLoss {
  private final int[] widths;
  private final double[][][] activations;
  private final double[][][] deltas;

  LaneDeepLinear(DeepLinear loss, int lanes) {
    widths = loss.widths().stream().mapToInt(Integer::intValue).toArray();
    activations = new double[widths.length][][];
    deltas = new double[widths.length][][];
    for (int l = 0; l < widths.length; l++) {
      activations[l] = new double[l == 0 ? 0 : widths[l]][lanes];
      deltas[l] = new double[l == 0 ? 0 : widths[l]][lanes];
    }
  }

  @Override
  public void gradient(double[][] theta, double[][] x, double[][] y, double[][] into) {
    activations[0] = x;
    int end = forward(theta);
    int last = widths.length - 1;
    for (int i = 0; i < widths[last]; i++) {
      LaneProducts.difference(activations[last][i], y[i], deltas[last][i]);
    }
    backward(theta, end, into);
  }

  /** Returns where W_L ends in θ. */
  private int forward(double[][] theta) {
    int p = 0;
    for (int l = 1; l < widths.length; l++) {
      double[][] before = activations[l - 1];
      for (double[] sum : activations[l]) {
        product(theta[p++], before[0], sum);
        for (int j = 1; j < before.length; j++) {
          addProduct(theta[p++], before[j], sum);
        }
      }
    }
    return p;
  }

  private void backward(double[][] theta, int end, double[][] into) {
    int offset = end;
    for (int l = widths.length - 1; l >= 1; l--) {
      double[][] before = activations[l - 1];
      double[][] delta = deltas[l];
      offset -= delta.length * before.length;
      for (int i = 0; i < delta.length; i++) {
        for (int j = 0; j < before.length; j++) {
          plainProduct(delta[i], before[j], into[offset + i * before.length + j]);
        }
      }
      double[][] next = deltas[l - 1];
      for (int j = 0; j < next.length; j++) {
        product(theta[offset + j], delta[0], next[j]);
        for (int i = 1; i < delta.length; i++) {
          addProduct(theta[offset + i * before.length + j], delta[i], next[j]);
        }
      }
    }
  }
}
