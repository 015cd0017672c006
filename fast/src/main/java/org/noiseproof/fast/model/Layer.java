package org.noiseproof.fast.model;

import java.util.Arrays;
import org.noiseproof.model.Network;
import org.noiseproof.model.SignNoise;

/** The buffers of one layer for a few samples at a time, rows filled up to whole tiles. */
final class Layer {
  final int inputs;
  final int outputs;
  final int offset;

  /** Columns of ã = (a, 1), filled up. */
  final int wide;

  /** Columns of δ, filled up. */
  final int narrow;

  /** Rows of a gradient, filled up. */
  final int high;

  /** ã, one row a sample. */
  final double[] activations;

  /** z, then δ = ∂loss/∂z, one row a sample. */
  final double[] deltas;

  /** c_k δ_k, one column a sample. */
  private final double[] scaled;

  /** (W, b)ᵀ. */
  private final double[] transposed;

  /** (W, b); empty for the first layer, behind which there is nothing. */
  private final double[] weights;

  private final int capacity;

  Layer(Network network, int layer, int capacity) {
    this.capacity = capacity;
    inputs = network.inputs(layer);
    outputs = network.outputs(layer);
    offset = network.offset(layer);
    wide = Products.columns(inputs + 1);
    narrow = Products.columns(outputs);
    high = Products.rows(outputs);
    activations = new double[capacity * wide];
    deltas = new double[capacity * narrow];
    scaled = new double[high * capacity];
    transposed = new double[(inputs + 1) * narrow];
    weights = new double[layer == 0 ? 0 : outputs * wide];
  }

  /** Copies the layer's parameters. */
  void read(double[] parameters) {
    for (int i = 0; i < outputs; i++) {
      int row = offset + i * (inputs + 1);
      for (int j = 0; j <= inputs; j++) {
        transposed[j * narrow + i] = parameters[row + j];
      }
      if (weights.length > 0) {
        System.arraycopy(parameters, row, weights, i * wide, inputs + 1);
      }
    }
  }

  /** z = W a + b for so many samples. */
  void forward(Products products, int samples) {
    int rows = Products.rows(samples);
    Arrays.fill(deltas, 0, rows * narrow, 0);
    products.add(deltas, activations, wide, transposed, rows, inputs + 1, narrow);
  }

  /** Wᵀδ for so many samples; the column of the bias is there, too, and means nothing. */
  void backward(Products products, int samples, double[] into) {
    int rows = Products.rows(samples);
    Arrays.fill(into, 0, rows * wide, 0);
    products.add(into, deltas, narrow, weights, rows, outputs, wide);
  }

  /** gradient ← gradient + Σ_k c_k δ_k ã_kᵀ. */
  void addTo(Products products, double[] gradient, double[] factors, int samples) {
    addOuter(products, gradient, factors, samples, deltas, narrow, activations);
  }

  /** gradient ← gradient + Σ_k c_k u_k w_kᵀ, rows filled up like δ and ã. */
  void addOuter(
      Products products,
      double[] gradient,
      double[] factors,
      int samples,
      double[] u,
      int uColumns,
      double[] w) {
    for (int k = 0; k < samples; k++) {
      for (int i = 0; i < outputs; i++) {
        scaled[i * capacity + k] = factors[k] * u[k * uColumns + i];
      }
    }
    products.add(gradient, scaled, capacity, w, high, samples, wide);
  }

  /** A gradient's buffer. */
  double[] zeros() {
    return new double[high * wide];
  }

  /** Writes a gradient's buffer times a factor to where the parameters have it. */
  void flatten(double[] gradient, double factor, double[] into) {
    for (int i = 0; i < outputs; i++) {
      for (int j = 0; j <= inputs; j++) {
        into[offset + i * (inputs + 1) + j] = factor * gradient[i * wide + j];
      }
    }
  }

  /** Writes δ_k ã_kᵀ to where the parameters have it, from {@code at} on. */
  void row(int k, double[] into, int at) {
    for (int i = 0; i < outputs; i++) {
      double delta = deltas[k * narrow + i];
      int row = at + offset + i * (inputs + 1);
      for (int j = 0; j <= inputs; j++) {
        into[row + j] = delta * activations[k * wide + j];
      }
    }
  }

  /** Copies the signs of samples from … to − 1, rows filled up. */
  void signs(SignNoise noise, int layer, int from, int to, double[] left, double[] right) {
    for (int k = from; k < to; k++) {
      System.arraycopy(noise.left(layer), k * outputs, left, (k - from) * narrow, outputs);
      System.arraycopy(noise.right(layer), k * (inputs + 1), right, (k - from) * wide, inputs + 1);
    }
  }

  long bytes() {
    return (long) Double.BYTES
        * (activations.length + deltas.length + scaled.length + transposed.length + weights.length);
  }
}
