package org.noiseproof.fast.model;

import java.util.Arrays;

/** A gradient as it is added up: one buffer a layer, rows filled up to whole tiles. */
final class Accumulated {
  private final Pass pass;
  private final double[][] layers;
  private final double[] squares;

  Accumulated(Pass pass) {
    this.pass = pass;
    layers = Arrays.stream(pass.layers()).map(Layer::zeros).toArray(double[][]::new);
    squares = new double[Arrays.stream(pass.layers()).mapToInt(l -> l.high).max().orElseThrow()];
  }

  double[][] layers() {
    return layers;
  }

  void clear() {
    for (double[] layer : layers) {
      Arrays.fill(layer, 0);
    }
  }

  /** min(1, τ/norm) for this gradient's norm. */
  double clip(double threshold) {
    double squaredNorm = 0;
    for (int l = 0; l < layers.length; l++) {
      Layer layer = pass.layers()[l];
      pass.products().dots(layers[l], layers[l], layer.high, layer.wide, squares);
      for (int i = 0; i < layer.outputs; i++) {
        squaredNorm += squares[i];
      }
    }
    return factor(threshold, squaredNorm);
  }

  /** min(1, τ/norm); NaN where the norm is. */
  static double factor(double threshold, double squaredNorm) {
    double norm = Math.sqrt(squaredNorm);
    return norm <= threshold ? 1 : threshold / norm;
  }

  /** This ← this + factor · that. */
  void add(double factor, Accumulated that) {
    for (int l = 0; l < layers.length; l++) {
      double[] sum = layers[l];
      double[] term = that.layers[l];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = Math.fma(factor, term[i], sum[i]);
      }
    }
  }

  /** This times factor/n as the parameters are laid out. */
  double[] flattened(int dimension, double factor, int n) {
    double[] flat = new double[dimension];
    for (int l = 0; l < layers.length; l++) {
      pass.layers()[l].flatten(layers[l], factor, flat);
    }
    for (int j = 0; j < dimension; j++) {
      flat[j] /= n;
    }
    return flat;
  }

  long bytes() {
    return (long) Double.BYTES
        * (squares.length + Arrays.stream(layers).mapToInt(layer -> layer.length).sum());
  }
}
