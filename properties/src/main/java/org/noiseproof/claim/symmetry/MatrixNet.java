package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.Sampling;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.problem.SampledGradient;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.theory.Factorization;
import org.noiseproof.theory.MatrixEquilibrium;
import org.noiseproof.theory.MatrixFlow;

/**
 * x ↦ UWx, what it learns, Vx with x_j = ±a_j, and the label noise ε_i = ±b_i; all signs fair and
 * independent.
 *
 * @param name for a reader
 * @param target V
 * @param scales a
 * @param noise b
 * @param width d
 */
record MatrixNet(String name, Matrix target, List<Double> scales, List<Double> noise, int width) {
  private static final Matrix TARGET = Matrix.of(2, 2, 1, 0.3, -0.2, 0.8);

  /** Σ_x = diag(1.44, 0.36), Σ_ε = 0.64 I. */
  static final MatrixNet ISOTROPIC =
      new MatrixNet("isotropic", TARGET, List.of(1.2, 0.6), List.of(0.8, 0.8), 2);

  /** The same with Σ_ε = diag(1, 0.16). */
  static final MatrixNet ANISOTROPIC =
      new MatrixNet("anisotropic", TARGET, List.of(1.2, 0.6), List.of(1.0, 0.4), 2);

  /** V turns by 45°, as far from the axes of Σ_x = diag(1, ¼) and Σ_ε = diag(1, 0.16) as it can. */
  static final MatrixNet TURNED =
      new MatrixNet(
          "turned by 45°", Matrix.of(2, 2, 1, 1, -1, 1), List.of(1.0, 0.5), List.of(1.0, 0.4), 2);

  /** Three outputs, two features. */
  static final MatrixNet TALL =
      new MatrixNet(
          "3 × 2",
          Matrix.of(3, 2, 1, -0.5, 0.25, 1, 0.5, 0),
          List.of(1.0, 0.5),
          List.of(1.0, 0.5, 0.75),
          2);

  /** Three hidden units, of which two are needed. */
  static final MatrixNet WIDE =
      new MatrixNet("width 3", TARGET, List.of(1.2, 0.6), List.of(1.0, 0.4), 3);

  MatrixNet {
    scales = List.copyOf(scales);
    noise = List.copyOf(noise);
  }

  /** Where no charge drifts, and what else is known. */
  MatrixEquilibrium equilibrium() {
    return MatrixEquilibrium.of(target, doubles(scales), doubles(noise), width);
  }

  /** Where SGD goes along the minima. */
  MatrixFlow flow() {
    return new MatrixFlow(equilibrium());
  }

  DeepLinear loss() {
    return DeepLinear.of(target.columns(), width, target.rows());
  }

  Population atoms() {
    return Populations.linear(target, doubles(scales), doubles(noise));
  }

  Factorization at(double[] theta) {
    return Factorization.of(theta, target.rows(), width, target.columns());
  }

  /** Minima to start from. */
  enum Start {
    FLATTEST("the flattest minimum"),
    /** Where no charge drifts. */
    EQUILIBRIUM("the equilibrium of the charges"),
    /** Of the flattest, (UB, B⁻¹W) with B = diag(1.6, 0.7). */
    UNBALANCED("an unbalanced minimum");

    private final String words;

    Start(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }

    Factorization of(MatrixNet net) {
      Factorization flattest = net.equilibrium().flattest();
      return switch (this) {
        case FLATTEST -> flattest;
        case EQUILIBRIUM -> net.equilibrium().equilibrium();
        case UNBALANCED ->
            flattest.moved(
                Matrix.of(2, 2, 1.6, 0, 0, 0.7), Matrix.of(2, 2, 1 / 1.6, 0, 0, 1 / 0.7));
      };
    }
  }

  /** SGD with one sample a step. */
  EnsembleSpec sgd(OptimizerSpec optimizer, Start start, long steps, List<Observable> observables) {
    return run(Sampling.WITH_REPLACEMENT, 1, optimizer, start, steps, observables);
  }

  /** Gradient descent: every atom in every step. */
  EnsembleSpec descent(
      OptimizerSpec optimizer, Start start, long steps, List<Observable> observables) {
    return run(Sampling.WITHOUT_REPLACEMENT, atoms().size(), optimizer, start, steps, observables);
  }

  private EnsembleSpec run(
      Sampling sampling,
      int batch,
      OptimizerSpec optimizer,
      Start start,
      long steps,
      List<Observable> observables) {
    return EnsembleSpec.of(
        new SampledGradient(loss(), atoms(), sampling),
        batch,
        new Mean(),
        optimizer,
        start.of(this).parameters(),
        steps,
        observables.toArray(Observable[]::new));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
