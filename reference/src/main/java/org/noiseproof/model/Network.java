package org.noiseproof.model;

import java.util.List;
import org.noiseproof.backend.Batch;
import org.noiseproof.data.LabelledData;
import org.noiseproof.random.RandomStream;

/**
 * A fully connected classifier: layers z = W a + b, tanh between them, and the loss −ln p_y of the
 * softmax p_i = exp z_i / Σ_j exp z_j. One layer is softmax regression.
 *
 * <p>tanh and not max(0, z): the loss is then smooth in the parameters, as the theorems about
 * clipping assume, and differences check the gradient everywhere.
 *
 * <p>The parameters of a layer are its rows, each with its bias last, so that with ã = (a, 1) the
 * gradient of a sample is the outer product δ ãᵀ, δ = ∂loss/∂z, and its squared norm ‖δ‖² (‖a‖² +
 * 1); one layer stands behind the other. Plain loops in doubles, each sum from left to right.
 *
 * @param widths inputs, hidden units of each layer, classes
 */
public record Network(List<Integer> widths) {
  /** Units in the last place that {@link StrictMath#tanh} may be off by, twice: as roundings. */
  private static final int TANH = 5;

  /** {@link StrictMath#exp} is off by less than one unit in the last place: two roundings. */
  private static final int EXP = 2;

  public Network {
    widths = List.copyOf(widths);
    if (widths.size() < 2) {
      throw new IllegalArgumentException(
          "widths = " + widths + ", expected inputs and classes at least");
    }
    if (widths.getLast() < 2 || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "widths = " + widths + " is out of range: each ≥ 1, classes ≥ 2");
    }
  }

  /** Softmax regression. */
  public static Network softmaxRegression(int inputs, int classes) {
    return new Network(List.of(inputs, classes));
  }

  /** One hidden layer. */
  public static Network twoLayers(int inputs, int hidden, int classes) {
    return new Network(List.of(inputs, hidden, classes));
  }

  /** The number of layers. */
  public int layers() {
    return widths.size() - 1;
  }

  /** What a layer (from 0) reads, without the constant 1. */
  public int inputs(int layer) {
    return widths.get(layer);
  }

  /** What a layer puts out. */
  public int outputs(int layer) {
    return widths.get(layer + 1);
  }

  /** C. */
  public int classes() {
    return widths.getLast();
  }

  /** Where the parameters of a layer begin. */
  public int offset(int layer) {
    int offset = 0;
    for (int l = 0; l < layer; l++) {
      offset += outputs(l) * (inputs(l) + 1);
    }
    return offset;
  }

  /** d, the number of parameters. */
  public int parameters() {
    return offset(layers());
  }

  /** Weights drawn from N(0, 1/inputs of their layer), biases 0. */
  public double[] start(RandomStream random) {
    double[] parameters = new double[parameters()];
    for (int l = 0; l < layers(); l++) {
      int columns = inputs(l) + 1;
      double deviation = 1 / Math.sqrt(inputs(l));
      for (int i = 0; i < outputs(l) * columns; i++) {
        boolean bias = i % columns == inputs(l);
        parameters[offset(l) + i] = bias ? 0 : deviation * random.nextNormal();
      }
    }
    return parameters;
  }

  /** −ln p_y of one sample. */
  public double loss(double[] parameters, double[] input, int label) {
    double[] z = activations(parameters, input)[layers()];
    double largest = largest(z);
    double sum = 0;
    for (double logit : z) {
      sum += StrictMath.exp(logit - largest);
    }
    return StrictMath.log(sum) - (z[label] - largest);
  }

  /** The gradient of {@link #loss} in the parameters. */
  public double[] gradient(double[] parameters, double[] input, int label) {
    double[][] a = activations(parameters, input);
    double[] gradient = new double[parameters()];
    double[] delta = softmax(a[layers()]);
    delta[label] -= 1;
    for (int l = layers() - 1; l >= 0; l--) {
      int columns = inputs(l) + 1;
      for (int i = 0; i < outputs(l); i++) {
        int row = offset(l) + i * columns;
        for (int j = 0; j < inputs(l); j++) {
          gradient[row + j] = delta[i] * a[l][j];
        }
        gradient[row + inputs(l)] = delta[i];
      }
      delta = l == 0 ? delta : before(l, parameters, delta, a[l]);
    }
    return gradient;
  }

  /** The per-sample gradients of these samples in this order, one row each. */
  public Batch gradients(double[] parameters, LabelledData data, int... samples) {
    requireFit(parameters, data);
    double[][] rows = new double[samples.length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = gradient(parameters, data.input(samples[k]), data.label(samples[k]));
    }
    return Batch.ofRows(rows);
  }

  /**
   * Refuses parameters and data that are not this network's.
   *
   * @throws IllegalArgumentException that names what does not fit
   */
  public void requireFit(double[] parameters, LabelledData data) {
    if (parameters.length != parameters()) {
      throw new IllegalArgumentException(
          "parameters has %d entries, expected %d".formatted(parameters.length, parameters()));
    }
    if (data.features() != inputs(0) || data.classes() != classes()) {
      throw new IllegalArgumentException(
          "data has %d features and %d classes, expected %d and %d"
              .formatted(data.features(), data.classes(), inputs(0), classes()));
    }
  }

  /**
   * The longest chain of roundings between the parameters and an entry of a gradient, whatever the
   * order of the sums; {@link ExactNetwork} says how its gauge goes with it.
   */
  public int depth() {
    int activation = 0; // of the layer's input
    int[] activations = new int[layers()];
    int logits = 0;
    for (int l = 0; l < layers(); l++) {
      activations[l] = activation;
      logits = activation + inputs(l) + 2;
      activation = logits + TANH;
    }
    int delta = logits + 3 + 2 * EXP + classes() + 2;
    int deepest = 0;
    for (int l = layers() - 1; l >= 0; l--) {
      deepest = Math.max(deepest, delta + activations[l] + 1);
      delta += outputs(l) + 2 * activations[l] + 3;
    }
    return deepest;
  }

  /** The input, what each hidden layer puts out, and last the logits. */
  private double[][] activations(double[] parameters, double[] input) {
    double[][] a = new double[layers() + 1][];
    a[0] = input;
    for (int l = 0; l < layers(); l++) {
      int columns = inputs(l) + 1;
      double[] z = new double[outputs(l)];
      for (int i = 0; i < z.length; i++) {
        int row = offset(l) + i * columns;
        double sum = 0;
        for (int j = 0; j < inputs(l); j++) {
          sum += parameters[row + j] * a[l][j];
        }
        sum += parameters[row + inputs(l)];
        z[i] = l == layers() - 1 ? sum : StrictMath.tanh(sum);
      }
      a[l + 1] = z;
    }
    return a;
  }

  /** ∂loss/∂z of the layer before layer l, a = tanh z what that put out: Wᵀδ ∘ (1 − a²). */
  private double[] before(int l, double[] parameters, double[] delta, double[] a) {
    double[] before = new double[inputs(l)];
    for (int j = 0; j < before.length; j++) {
      double sum = 0;
      for (int i = 0; i < delta.length; i++) {
        sum += parameters[offset(l) + i * (inputs(l) + 1) + j] * delta[i];
      }
      before[j] = sum * (1 - a[j] * a[j]);
    }
    return before;
  }

  private static double[] softmax(double[] z) {
    double largest = largest(z);
    double[] p = new double[z.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = StrictMath.exp(z[i] - largest);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  private static double largest(double[] z) {
    double largest = z[0];
    for (double logit : z) {
      largest = Math.max(largest, logit);
    }
    return largest;
  }
}
