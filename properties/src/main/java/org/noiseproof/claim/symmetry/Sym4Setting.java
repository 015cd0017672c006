package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.AngleLoss;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Populations;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.symmetry.EveryBatch;
import org.noiseproof.symmetry.GradientNoise;

/**
 * A loss with one of its symmetries, a point that is no minimum, and how batches are drawn.
 *
 * @param start θ
 */
record Sym4Setting(
    String name,
    SampleLoss loss,
    Population population,
    Symmetry symmetry,
    List<Double> start,
    int batch,
    Sampling sampling) {

  private static Sym4Setting of(
      String name,
      SampleLoss loss,
      Population population,
      Symmetry symmetry,
      int batch,
      Sampling sampling,
      Double... start) {
    return new Sym4Setting(name, loss, population, symmetry, List.of(start), batch, sampling);
  }

  /** ½(u wᵀx − y)², x of three signs, label noise ±1, two of sixteen samples. */
  static final Sym4Setting VECTOR =
      of(
          "u wᵀx",
          DeepLinear.of(3, 1, 1),
          Populations.linear(
              Matrix.of(1, 3, 1, 0.5, -0.5), new double[] {1, 1, 0.5}, new double[] {1}),
          DeepLinear.of(3, 1, 1).rescaling(1),
          2,
          Sampling.WITHOUT_REPLACEMENT,
          0.9,
          -0.2,
          0.3,
          1.7);

  /** Noise on both sides of the charge: a balance exists without decay. */
  static List<Sym4Setting> balancing() {
    Population four =
        Population.of(Sample.of(1, 2), Sample.of(1, 0), Sample.of(2, 1), Sample.of(-1, 0.5));
    DeepLinear matrices = DeepLinear.of(2, 2, 2);
    Population anisotropic =
        Populations.linear(
            Matrix.of(2, 2, 1, 0.3, -0.2, 0.8), new double[] {1.2, 0.6}, new double[] {1, 0.4});
    DiagonalLinear deep = new DiagonalLinear(3, 2);
    return List.of(
        of(
            "scalar net",
            DeepLinear.of(1, 1, 1),
            four,
            DeepLinear.of(1, 1, 1).rescaling(1),
            1,
            Sampling.WITH_REPLACEMENT,
            0.4,
            1.2),
        VECTOR,
        of(
            "UWx, double rotation",
            matrices,
            anisotropic,
            matrices.rotation(1, Matrix.of(2, 2, 1, 0.5, 0.5, -0.75)),
            1,
            Sampling.WITH_REPLACEMENT,
            0.5,
            -0.3,
            0.2,
            0.9,
            1.5,
            0.1,
            -0.4,
            1.1),
        of(
            "sum of two products of three",
            deep,
            four,
            deep.symmetries().getFirst(),
            2,
            Sampling.WITH_REPLACEMENT,
            0.7,
            1.3,
            0.8,
            -0.5,
            0.6,
            1.1),
        of(
            "ReLU neuron",
            new ReluNeuron(2),
            Populations.relu(new double[] {1.25, -0.5}, 1),
            new ReluNeuron(2).symmetries().getFirst(),
            2,
            Sampling.WITHOUT_REPLACEMENT,
            0.8,
            0.3,
            1.9));
  }

  /** Scale invariance: every eigenvalue of A is 1, and nothing balances the noise but decay. */
  static Sym4Setting scaleInvariant(int batch) {
    return of(
        "angle, batches of " + batch,
        new AngleLoss(),
        Populations.labels(1, 1, -1, 2),
        new AngleLoss().symmetries().getFirst(),
        batch,
        Sampling.WITH_REPLACEMENT,
        0.8,
        0.6);
  }

  /** The scalar net at (w, u) on one population of labels. */
  static Sym4Setting scalar(String name, double w, double u, double... labels) {
    return of(
        name,
        DeepLinear.of(1, 1, 1),
        Populations.labels(1, labels),
        DeepLinear.of(1, 1, 1).rescaling(1),
        1,
        Sampling.WITH_REPLACEMENT,
        w,
        u);
  }

  double[] theta() {
    return start.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** θ_λ. */
  double[] point(double lambda) {
    return symmetry.act(lambda, theta());
  }

  Sym4Setting from(double lambda) {
    return new Sym4Setting(
        name,
        loss,
        population,
        symmetry,
        Arrays.stream(point(lambda)).boxed().toList(),
        batch,
        sampling);
  }

  /** Every gradient that the backend may meet at θ_λ. */
  Seen seen(Backend backend, double lambda) {
    BatchMeans means = new BatchMeans(backend, loss, EveryBatch.of(population, batch, sampling));
    double[] point = point(lambda);
    // What θ_λ was computed from: where A is dense, θ_λ itself may have cancelled.
    double[] reach =
        BatchMeans.times(
            BatchMeans.spread(symmetry, lambda), Arrays.stream(theta()).map(Math::abs).toArray());
    return new Seen(symmetry, point, reach, means.at(point), means.gauge(reach));
  }

  /**
   * γ of the eigenvectors of A, d² roundings each, used up to ten times in a gradient and twice
   * each side of it, of the mean of a batch, of a step and of the quadratic forms after it.
   */
  double granted(Backend backend) {
    int d = symmetry.dimension();
    long depth =
        16L * d * d
            + 64
            + backend.estimator(new Mean()).orElseThrow().depth(batch, d)
            + backend.optimizer(sgd(0, 0)).orElseThrow().depth(d);
    return Tolerance.gamma(depth, backend.describe().precision().unitRoundoff());
  }

  static OptimizerSpec sgd(double rate, double decay) {
    return new Sgd(rate, 0, 0, false, decay);
  }

  /**
   * What a backend has at a point of the orbit.
   *
   * @param point θ_λ
   * @param reach Σ|terms| of θ_λ
   * @param estimates one a batch
   * @param gauge Σ|terms| of an estimate
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(
      Symmetry symmetry, double[] point, double[] reach, List<double[]> estimates, double[] gauge) {

    GradientNoise noise() {
      return GradientNoise.of(estimates);
    }

    /** η²Tr[MA] − ηγ(2 − ηγ)C of these estimates, with the form of another matrix in A's place. */
    double balance(Matrix a, double rate, double decay) {
      return rate * rate * BatchMeans.force(a, estimates)
          - lost(rate, decay) * BatchMeans.form(a, point);
    }

    /** Σ|terms| of it. */
    double size(Matrix a, double rate, double decay) {
      Matrix sizes = BatchMeans.sizes(a);
      return rate * rate * BatchMeans.form(sizes, gauge)
          + Math.abs(lost(rate, decay)) * BatchMeans.form(sizes, reach);
    }

    /** E[C(θ′) − C(θ_λ)] over all batches, θ′ the backend's step. */
    double drift(Backend backend, double rate, double decay) {
      Optimizer optimizer = backend.optimizer(sgd(rate, decay)).orElseThrow();
      double sum = 0;
      for (double[] estimate : estimates) {
        double[] next = optimizer.step(optimizer.start(point), estimate).parameters();
        sum +=
            BatchMeans.form(symmetry.generator(), next)
                - BatchMeans.form(symmetry.generator(), point);
      }
      return sum / estimates.size();
    }

    /** Σ|terms| of that. */
    double driftSize(double rate, double decay) {
      double[] after = new double[point.length];
      Arrays.setAll(after, j -> reach[j] * (1 + rate * decay) + rate * gauge[j]);
      return 2 * BatchMeans.form(BatchMeans.sizes(symmetry.generator()), after);
    }
  }

  /** 1 − (1 − ηγ)². */
  static double lost(double rate, double decay) {
    return rate * decay * (2 - rate * decay);
  }
}
