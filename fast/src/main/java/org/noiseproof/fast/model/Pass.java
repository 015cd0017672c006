package org.noiseproof.fast.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.noiseproof.data.LabelledData;
import org.noiseproof.model.Network;
import org.noiseproof.model.SignNoise;

/** Forward and backward through a network for a few samples at a time, in buffers of its own. */
final class Pass {
  private final Products products = Products.ofThisMachine();
  private final Layer[] layers;
  private final double[] back;
  private final double[] one;
  private final double[] other;
  private final int capacity;
  private double @Nullable [][] left;
  private double @Nullable [][] right;

  Pass(Network network, int samplesAtATime) {
    capacity = Products.rows(samplesAtATime);
    layers = new Layer[network.layers()];
    Arrays.setAll(layers, l -> new Layer(network, l, capacity));
    int widest = Arrays.stream(layers).skip(1).mapToInt(layer -> layer.wide).max().orElse(0);
    back = new double[capacity * widest];
    one = new double[capacity];
    other = new double[capacity];
  }

  Products products() {
    return products;
  }

  Layer[] layers() {
    return layers;
  }

  int capacity() {
    return capacity;
  }

  void read(double[] parameters) {
    for (Layer layer : layers) {
      layer.read(parameters);
    }
  }

  /** The logits of the samples from … to − 1 of a list. */
  void forward(LabelledData data, int[] samples, int from, int to) {
    Layer first = layers[0];
    for (int k = 0; k < to - from; k++) {
      data.copyInput(samples[from + k], first.activations, k * first.wide);
      first.activations[k * first.wide + first.inputs] = 1;
    }
    for (int l = 0; l < layers.length; l++) {
      layers[l].forward(products, to - from);
      if (l < layers.length - 1) {
        activate(layers[l], layers[l + 1], to - from);
      }
    }
  }

  private static void activate(Layer layer, Layer next, int samples) {
    for (int k = 0; k < samples; k++) {
      for (int j = 0; j < layer.outputs; j++) {
        next.activations[k * next.wide + j] = StrictMath.tanh(layer.deltas[k * layer.narrow + j]);
      }
      next.activations[k * next.wide + layer.outputs] = 1;
    }
  }

  /** Every layer's δ, after {@link #forward} of the same samples. */
  void backward(LabelledData data, int[] samples, int from, int to) {
    Layer last = layers[layers.length - 1];
    for (int k = 0; k < to - from; k++) {
      int row = k * last.narrow;
      double largest = largest(last, k);
      double sum = 0;
      for (int i = row; i < row + last.outputs; i++) {
        last.deltas[i] = StrictMath.exp(last.deltas[i] - largest);
        sum += last.deltas[i];
      }
      for (int i = row; i < row + last.outputs; i++) {
        last.deltas[i] /= sum;
      }
      last.deltas[row + data.label(samples[from + k])] -= 1;
    }
    for (int l = layers.length - 1; l > 0; l--) {
      layers[l].backward(products, to - from, back);
      slopes(layers[l], layers[l - 1], to - from);
    }
  }

  /** δ of the layer before: what came back times 1 − a². */
  private void slopes(Layer layer, Layer before, int samples) {
    for (int k = 0; k < samples; k++) {
      for (int j = 0; j < before.outputs; j++) {
        double a = layer.activations[k * layer.wide + j];
        before.deltas[k * before.narrow + j] = back[k * layer.wide + j] * (1 - a * a);
      }
    }
  }

  private static double largest(Layer last, int k) {
    double largest = last.deltas[k * last.narrow];
    for (int i = 1; i < last.outputs; i++) {
      largest = Math.max(largest, last.deltas[k * last.narrow + i]);
    }
    return largest;
  }

  /** −ln p_y of sample k of those that {@link #forward} has just seen. */
  double loss(int k, int label) {
    Layer last = layers[layers.length - 1];
    double largest = largest(last, k);
    double sum = 0;
    for (int i = 0; i < last.outputs; i++) {
      sum += StrictMath.exp(last.deltas[k * last.narrow + i] - largest);
    }
    return StrictMath.log(sum) - (last.deltas[k * last.narrow + label] - largest);
  }

  /** Whether the logit of the label is the largest, and no other as large. */
  boolean right(int k, int label) {
    Layer last = layers[layers.length - 1];
    int row = k * last.narrow;
    for (int i = 0; i < last.outputs; i++) {
      if (i != label && !(last.deltas[row + i] < last.deltas[row + label])) {
        return false;
      }
    }
    return true;
  }

  /** ‖g_k‖² = Σ over layers of ‖δ_k‖² ‖ã_k‖². */
  void squaredNorms(int samples, double[] into) {
    Arrays.fill(into, 0, samples, 0);
    for (Layer layer : layers) {
      products.dots(layer.deltas, layer.deltas, samples, layer.narrow, one);
      products.dots(layer.activations, layer.activations, samples, layer.wide, other);
      for (int k = 0; k < samples; k++) {
        into[k] = Math.fma(one[k], other[k], into[k]);
      }
    }
  }

  /** Adds 2⟨g_k, ξ_k⟩ + ‖ξ_k‖² for the noise of samples from … to − 1. */
  void addNoise(SignNoise noise, int from, int to, double[] squares) {
    copySigns(noise, from, to);
    for (int l = 0; l < layers.length; l++) {
      Layer layer = layers[l];
      products.dots(layer.deltas, left(l), to - from, layer.narrow, one);
      products.dots(layer.activations, right(l), to - from, layer.wide, other);
      for (int k = 0; k < to - from; k++) {
        squares[k] = Math.fma(2 * noise.entry(from + k) * one[k], other[k], squares[k]);
      }
    }
    for (int k = 0; k < to - from; k++) {
      squares[k] =
          Math.max(0, Math.fma(noise.radius(from + k), noise.radius(from + k), squares[k]));
    }
  }

  /** gradient ← gradient + Σ_k c_k (g_k + ξ_k), one buffer a layer. */
  void addTo(double[][] gradient, double[] factors, @Nullable SignNoise noise, int from, int to) {
    for (int l = 0; l < layers.length; l++) {
      layers[l].addTo(products, gradient[l], factors, to - from);
    }
    if (noise != null) {
      copySigns(noise, from, to);
      for (int k = 0; k < to - from; k++) {
        one[k] = factors[k] * noise.entry(from + k);
      }
      for (int l = 0; l < layers.length; l++) {
        layers[l].addOuter(
            products, gradient[l], one, to - from, left(l), layers[l].narrow, right(l));
      }
    }
  }

  private void copySigns(SignNoise noise, int from, int to) {
    for (int l = 0; l < layers.length; l++) {
      layers[l].signs(noise, l, from, to, left(l), right(l));
    }
  }

  private double[] left(int l) {
    if (left == null) {
      left = new double[layers.length][];
      Arrays.setAll(left, i -> new double[capacity * layers[i].narrow]);
    }
    return left[l];
  }

  private double[] right(int l) {
    if (right == null) {
      right = new double[layers.length][];
      Arrays.setAll(right, i -> new double[capacity * layers[i].wide]);
    }
    return right[l];
  }

  /** Of the buffers, but for the noise's, which training without it has not. */
  long bytes() {
    return Arrays.stream(layers).mapToLong(Layer::bytes).sum()
        + (long) Double.BYTES * (back.length + one.length + other.length);
  }
}
