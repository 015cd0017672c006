package org.noiseproof.model;

import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.random.RandomStream;

/**
 * Noise for the gradients of n samples: ξ_k = r_k s_k with independent r_k of a law and s_k ∈
 * {±1/√d}ᵈ, on each layer an outer product u_k w_kᵀ/√d of independent random signs.
 *
 * <p>So ‖ξ_k‖ = |r_k|, whose moments are the law's, the entries of s_k are uncorrelated with
 * variance 1/d, and, s_k being symmetric and independent of r_k, ξ_k is symmetric whatever the law.
 * The outer products are what makes it cheap: g_k + ξ_k is normed without being written down.
 */
public final class SignNoise {
  private final Network network;
  private final double[] radii;
  private final double[][] left;
  private final double[][] right;

  private SignNoise(Network network, int samples) {
    this.network = network;
    this.radii = new double[samples];
    this.left = new double[network.layers()][];
    this.right = new double[network.layers()][];
    for (int l = 0; l < network.layers(); l++) {
      left[l] = new double[samples * network.outputs(l)];
      right[l] = new double[samples * (network.inputs(l) + 1)];
    }
  }

  /**
   * The noise of n samples.
   *
   * @throws IllegalArgumentException where n &lt; 1
   */
  public static SignNoise draw(Network network, NoiseLaw law, int samples, RandomStream random) {
    if (samples < 1) {
      throw new IllegalArgumentException("samples = " + samples + " is out of range: samples ≥ 1");
    }
    SignNoise noise = new SignNoise(network, samples);
    for (int k = 0; k < samples; k++) {
      noise.radii[k] = law.sample(random);
    }
    for (int l = 0; l < network.layers(); l++) {
      signs(noise.left[l], random);
      signs(noise.right[l], random);
    }
    return noise;
  }

  private static void signs(double[] into, RandomStream random) {
    long bits = 0;
    for (int i = 0; i < into.length; i++) {
      bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
      into[i] = (bits & 1) == 0 ? 1 : -1;
    }
  }

  /** n. */
  public int samples() {
    return radii.length;
  }

  /** r_k, k from 0. */
  public double radius(int k) {
    return radii[k];
  }

  /** What an entry of ξ_k is but for its sign: r_k/√d. */
  public double entry(int k) {
    return radii[k] / Math.sqrt(network.parameters());
  }

  /** All u_k of a layer, row-major. */
  public double[] left(int layer) {
    return left[layer];
  }

  /** All w_k of a layer, row-major; the last column is the bias's. */
  public double[] right(int layer) {
    return right[layer];
  }

  /** Adds ξ_k to the d entries of an array from {@code at} on. */
  public void addTo(double[] rows, int at, int k) {
    for (int l = 0; l < network.layers(); l++) {
      int columns = network.inputs(l) + 1;
      for (int i = 0; i < network.outputs(l); i++) {
        double u = entry(k) * left[l][k * network.outputs(l) + i];
        for (int j = 0; j < columns; j++) {
          rows[at + network.offset(l) + i * columns + j] += u * right[l][k * columns + j];
        }
      }
    }
  }
}
