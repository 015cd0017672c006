package org.noiseproof.model;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;

/**
 * The loss of a {@link Network} and its gradient on real numbers, to 2⁻²⁰⁰ of their gauge.
 *
 * <p>The gauge G of a number says how far a computation of depth δ in doubles may be off: by γ_δ G
 * (derived). Sums and products: Higham 2002, Lemma 3.3, with sums and products of gauges. tanh: it
 * moves by no more than its argument. Softmax: shifted by the largest logit, each exponent is off
 * by γ E at most, E the largest gauge of a logit, hence each p_i by a factor exp(±2γE), and e^x − 1
 * ≤ 2x for 0 ≤ x ≤ 5/4; so p_i (1 + 4E) is its gauge while γE ≤ ½.
 */
public final class ExactNetwork {
  private final Network network;
  private final Gauged[] parameters;
  private final Gauged[][] activations;
  private final int label;

  private ExactNetwork(Network network, Dyadic[] parameters, double[] input, int label) {
    this.network = network;
    this.parameters = gauged(parameters);
    this.label = label;
    this.activations = new Gauged[network.layers() + 1][];
    activations[0] = gauged(dyadic(input));
    for (int l = 0; l < network.layers(); l++) {
      activations[l + 1] = forward(l);
    }
  }

  /** −ln p_y. */
  public static Dyadic loss(Network network, Dyadic[] parameters, double[] input, int label) {
    return new ExactNetwork(network, parameters, input, label).loss();
  }

  /**
   * The gauge of the loss, 1 + 4E + 2 loss: ln Σ exp moves by no more than the logits do, a
   * relative error of the sum adds to its logarithm.
   */
  public static double lossGauge(Network network, double[] parameters, double[] input, int label) {
    ExactNetwork at = new ExactNetwork(network, dyadic(parameters), input, label);
    return 1 + 4 * at.largestGauge() + 2 * at.loss().toDouble();
  }

  /** The gradient of the loss. */
  public static ExactGradient gradient(
      Network network, double[] parameters, double[] input, int label) {
    return new ExactNetwork(network, dyadic(parameters), input, label).gradient();
  }

  /** The doubles as they are. */
  public static Dyadic[] dyadic(double... values) {
    return Arrays.stream(values).mapToObj(Dyadic::of).toArray(Dyadic[]::new);
  }

  private static Gauged[] gauged(Dyadic[] values) {
    return Arrays.stream(values).map(Gauged::exact).toArray(Gauged[]::new);
  }

  private Gauged weight(int layer, int i, int j) {
    return parameters[network.offset(layer) + i * (network.inputs(layer) + 1) + j];
  }

  private Gauged[] forward(int layer) {
    Gauged[] z = new Gauged[network.outputs(layer)];
    for (int i = 0; i < z.length; i++) {
      Gauged sum = weight(layer, i, network.inputs(layer));
      for (int j = 0; j < network.inputs(layer); j++) {
        sum = sum.plus(weight(layer, i, j).times(activations[layer][j]));
      }
      z[i] = layer == network.layers() - 1 ? sum : sum.tanh();
    }
    return z;
  }

  private Gauged[] logits() {
    return activations[network.layers()];
  }

  /** exp(z_i − z_y): the loss is ln Σ, p_i the i-th over Σ. */
  private Dyadic[] odds() {
    Dyadic own = logits()[label].value();
    return Arrays.stream(logits())
        .map(z -> ExactMath.exp(z.value().minus(own), Gauged.BITS))
        .toArray(Dyadic[]::new);
  }

  private static Dyadic sum(Dyadic[] terms) {
    return Arrays.stream(terms).reduce(Dyadic.ZERO, Dyadic::plus);
  }

  private Dyadic loss() {
    return ExactMath.log(sum(odds()), Gauged.BITS);
  }

  /** E. */
  private double largestGauge() {
    return Arrays.stream(logits()).mapToDouble(Gauged::gauge).max().orElseThrow();
  }

  private Gauged[] softmax() {
    Dyadic[] odds = odds();
    Dyadic sum = sum(odds);
    double largest = largestGauge();
    return Arrays.stream(odds)
        .map(odd -> odd.divide(sum, Gauged.BITS))
        .map(p -> new Gauged(p, p.toDouble() * (1 + 4 * largest)))
        .toArray(Gauged[]::new);
  }

  private ExactGradient gradient() {
    Gauged[] gradient = new Gauged[network.parameters()];
    Gauged[] delta = softmax();
    delta[label] = delta[label].minus(Gauged.ONE);
    for (int l = network.layers() - 1; l >= 0; l--) {
      int columns = network.inputs(l) + 1;
      for (int i = 0; i < delta.length; i++) {
        int row = network.offset(l) + i * columns;
        for (int j = 0; j < network.inputs(l); j++) {
          gradient[row + j] = delta[i].times(activations[l][j]);
        }
        gradient[row + network.inputs(l)] = delta[i];
      }
      delta = l == 0 ? delta : before(l, delta);
    }
    return new ExactGradient(gradient);
  }

  /** Wᵀδ ∘ (1 − a²). */
  private Gauged[] before(int layer, Gauged[] delta) {
    Gauged[] before = new Gauged[network.inputs(layer)];
    for (int j = 0; j < before.length; j++) {
      Gauged sum = Gauged.ZERO;
      for (int i = 0; i < delta.length; i++) {
        sum = sum.plus(weight(layer, i, j).times(delta[i]));
      }
      Gauged a = activations[layer][j];
      before[j] = sum.times(Gauged.ONE.minus(a.times(a)));
    }
    return before;
  }
}
