package org.noiseproof.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;

/**
 * The first two moments of a stochastic gradient ĝ at a point, of one sample or of the mean of a
 * batch. Not per unit of anything: M = Σ + mean meanᵀ is what E[ĝᵀAĝ] = Tr[MA] needs.
 *
 * @param mean E ĝ = ∇L, d × 1
 * @param covariance Σ = E(ĝ − ∇L)(ĝ − ∇L)ᵀ, centred, d × d
 */
public record GradientNoise(Matrix mean, Matrix covariance) {
  public GradientNoise {
    int d = mean.rows();
    if (mean.columns() != 1 || !mean.isFinite()) {
      throw new IllegalArgumentException(
          "mean = " + mean + " is out of range: one column of finite numbers");
    }
    if (covariance.rows() != d
        || covariance.columns() != d
        || !covariance.isFinite()
        || covariance.minus(covariance.transpose()).largest() > 0) {
      throw new IllegalArgumentException(
          "covariance = %s is out of range: finite, symmetric, %d × %d"
              .formatted(covariance, d, d));
    }
  }

  /**
   * Of the gradient of one sample of the population.
   *
   * @throws IllegalArgumentException where θ has another length than the loss expects, or a
   *     gradient has or is not finite
   */
  public static GradientNoise of(SampleLoss loss, Population population, double[] theta) {
    List<double[]> gradients = new ArrayList<>();
    for (int k = 0; k < population.size(); k++) {
      gradients.add(gradient(loss, population.get(k), theta, k));
    }
    return of(gradients);
  }

  /**
   * Of the mean gradient of a batch: the same mean, and κΣ, κ as in {@link Sampling#noise}.
   *
   * @param batch S ≥ 1; without replacement at most N
   */
  public static GradientNoise of(
      SampleLoss loss, Population population, double[] theta, int batch, Sampling sampling) {
    double kappa = sampling.noise(population.size(), batch);
    GradientNoise one = of(loss, population, theta);
    return new GradientNoise(one.mean, one.covariance.times(kappa));
  }

  /**
   * Of vectors that are each as likely as every other: every estimate that a step may meet.
   *
   * @param equiprobable at least one, finite, of one length ≥ 1
   */
  public static GradientNoise of(List<double[]> equiprobable) {
    if (equiprobable.isEmpty()) {
      throw new IllegalArgumentException("equiprobable = [] is out of range: at least one vector");
    }
    for (int k = 0; k < equiprobable.size(); k++) {
      requireVector(equiprobable, k);
    }
    int d = equiprobable.getFirst().length;
    int n = equiprobable.size();
    double[] sum = new double[d];
    for (double[] g : equiprobable) {
      Arrays.setAll(sum, j -> sum[j] + g[j]);
    }
    double[] mean = Arrays.stream(sum).map(s -> s / n).toArray();
    double[] products = new double[Math.multiplyExact(d, d)];
    for (double[] g : equiprobable) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          products[i * d + j] += (g[i] - mean[i]) * (g[j] - mean[j]);
        }
      }
    }
    return new GradientNoise(
        Matrix.of(d, 1, mean), Matrix.of(d, d, Arrays.stream(products).map(p -> p / n).toArray()));
  }

  private static void requireVector(List<double[]> vectors, int k) {
    double[] vector = vectors.get(k);
    if (vector == null || vector.length == 0 || !Arrays.stream(vector).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "equiprobable[%d] = %s is out of range: finite numbers, at least one"
              .formatted(k, Arrays.toString(vector)));
    }
    if (vector.length != vectors.getFirst().length) {
      throw new IllegalArgumentException(
          "equiprobable[%d] has %d entries, expected %d"
              .formatted(k, vector.length, vectors.getFirst().length));
    }
  }

  /** d. */
  public int dimension() {
    return mean.rows();
  }

  /** M = E ĝĝᵀ = Σ + ∇L ∇Lᵀ, not centred. */
  public Matrix secondMoment() {
    return covariance.plus(mean.times(mean.transpose()));
  }

  /** E‖ĝ‖² = Tr M. */
  public double squaredNorm() {
    Matrix m = secondMoment();
    double trace = 0;
    for (int j = 0; j < dimension(); j++) {
      trace += m.at(j, j);
    }
    return trace;
  }

  /** Tr[MA] = E ĝᵀAĝ: how strongly the noise pushes the charge of A up. */
  public double force(Symmetry symmetry) {
    requireDimension(symmetry);
    return symmetry.generator().inner(secondMoment());
  }

  /**
   * At e^{λA}θ, if the loss has the symmetry: ∇L becomes e^{−λA}∇L, and Σ becomes e^{−λA}Σe^{−λA}.
   */
  public GradientNoise along(Symmetry symmetry, double lambda) {
    requireDimension(symmetry);
    Matrix factor = symmetry.exponential(-lambda);
    Matrix moved = factor.times(covariance).times(factor);
    return new GradientNoise(factor.times(mean), moved.plus(moved.transpose()).times(0.5));
  }

  private void requireDimension(Symmetry symmetry) {
    if (symmetry.dimension() != dimension()) {
      throw new IllegalArgumentException(
          "generator is %d × %d, the gradients have %d coordinates"
              .formatted(symmetry.dimension(), symmetry.dimension(), dimension()));
    }
  }

  /** A gradient of the loss, looked at before it is believed. */
  static double[] gradient(SampleLoss loss, Sample z, double[] theta, int k) {
    loss.requireFit(theta, z);
    double[] gradient = loss.gradient(theta, z);
    if (gradient == null) {
      throw new IllegalArgumentException(
          "the gradient of sample %d is null, expected %d entries".formatted(k, theta.length));
    }
    if (gradient.length != theta.length) {
      throw new IllegalArgumentException(
          "the gradient of sample %d has %d entries, expected %d"
              .formatted(k, gradient.length, theta.length));
    }
    if (!Arrays.stream(gradient).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "the gradient of sample %d at theta = %s is %s, expected finite numbers"
              .formatted(k, Arrays.toString(theta), Arrays.toString(gradient)));
    }
    return gradient;
  }
}
