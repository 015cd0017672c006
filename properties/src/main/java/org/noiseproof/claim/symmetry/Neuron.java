package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.ChargeFlow;
import org.noiseproof.theory.TwoLayerEquilibrium;

/**
 * u φ(wᵀx), φ the identity or the positive part, with θ = (w, u): what it learns, from which atoms,
 * in which batches, and where noise leaves it.
 *
 * @param noise E ε², for a ReLU half of it: what acts on the orbit
 */
record Neuron(
    SampleLoss loss,
    Population atoms,
    Sampling sampling,
    int batch,
    TwoLayerEquilibrium equilibrium,
    double noise) {

  /** n = 4, x = ±1, v = (1, ½, −½, ⅕), ε = ±1: all 32 atoms. */
  static final Neuron LINEAR = linear(new double[] {1, 0.5, -0.5, 0.2}, new double[] {1, 1, 1, 1});

  /** n = 3, x = ±1, y = max(0, 1.2 x₁) + ε, ε = ±1: all 16 atoms. */
  static final Neuron RELU = relu(1.2, 0, 0);

  /** u wᵀx, singly; x_j = ± its scale and ε = ±1, all signs fair and independent. */
  static Neuron linear(double[] teacher, double[] scales) {
    int n = teacher.length;
    Matrix covariance =
        Matrix.of(
            n,
            n,
            IntStream.range(0, n * n)
                .mapToDouble(i -> i % (n + 1) == 0 ? scales[i / n] * scales[i / n] : 0)
                .toArray());
    return new Neuron(
        DeepLinear.of(n, 1, 1),
        Populations.linear(Matrix.of(1, n, teacher), scales, new double[] {1}),
        Sampling.WITH_REPLACEMENT,
        1,
        new TwoLayerEquilibrium(Arrays.stream(teacher).boxed().toList(), covariance),
        1);
  }

  /** u max(0, wᵀx), singly; x = ±1 and ε = ±1. */
  static Neuron relu(double... teacher) {
    return new Neuron(
        new ReluNeuron(teacher.length),
        Populations.relu(teacher, 1),
        Sampling.WITH_REPLACEMENT,
        1,
        TwoLayerEquilibrium.isotropic(teacher),
        0.5);
  }

  /**
   * What u wᵀx is in a = u/√r_u and b = w/√r_w, in which SGD with the rates r_u η of u and r_w η of
   * w is SGD with the rate η: the same net on features √(r_u r_w) as large. Of features with one
   * scale.
   */
  Neuron rated(double ofU, double ofW) {
    double scale = Math.sqrt(ofU * ofW);
    double[] scales = new double[inputs()];
    Arrays.fill(scales, scale);
    return linear(Arrays.stream(teacher()).map(v -> v / scale).toArray(), scales)
        .batches(sampling, batch);
  }

  /** In batches of S. */
  Neuron batches(Sampling how, int size) {
    return new Neuron(loss, atoms, how, size, equilibrium, noise);
  }

  /** All atoms at every step: gradient descent. */
  Neuron fullBatch() {
    return batches(Sampling.WITHOUT_REPLACEMENT, atoms.size());
  }

  /** n. */
  int inputs() {
    return loss.inputs();
  }

  /** How it drifts along its minima, where E xxᵀ = I. */
  ChargeFlow flow() {
    double[] v = teacher();
    return new ChargeFlow(
        inputs(),
        QuadraticForm.squares(0, v.length).of(v),
        noise * sampling.noise(atoms.size(), batch));
  }

  double[] teacher() {
    return equilibrium.teacher().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** u². */
  PointQuantity squaredU() {
    return new Quadratic(QuadraticForm.squares(inputs(), inputs() + 1));
  }

  /** |w|². */
  PointQuantity squaredW() {
    return new Quadratic(QuadraticForm.squares(0, inputs()));
  }

  /** u² − |w|². */
  PointQuantity charge() {
    return new Quadratic(loss.symmetries().getFirst().charge());
  }

  /** A run of so many steps. */
  EnsembleSpec run(
      OptimizerSpec optimizer, double[] start, long steps, List<? extends Observable> observables) {
    return EnsembleSpec.of(
        new SampledGradient(loss, atoms, sampling),
        batch,
        new Mean(),
        optimizer,
        start,
        steps,
        observables.toArray(Observable[]::new));
  }
}
