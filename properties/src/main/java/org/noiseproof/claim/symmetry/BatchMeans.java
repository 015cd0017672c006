package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec.Mean;

/**
 * A backend's mean of each of finitely many batches, each as likely as every other: every gradient
 * that minibatch SGD may meet at a point.
 */
record BatchMeans(Backend backend, SampleLoss loss, List<List<Sample>> batches) {

  /** One estimate a batch, at θ. */
  List<double[]> at(double[] theta) {
    GradientEstimator mean = backend.estimator(new Mean()).orElseThrow();
    return batches.stream()
        .map(
            batch -> {
              double[][] rows =
                  batch.stream().map(z -> loss.gradient(theta, z)).toArray(double[][]::new);
              return mean.estimate(Batch.ofRows(rows));
            })
        .toList();
  }

  /**
   * Σ|terms| of the gradients at θ and at every point no larger, coordinate by coordinate, of the
   * sample at which it is largest: of a loss ½(f(θ, x) − y)² with f a polynomial with coefficients
   * ≥ 0 (or of max(0, ·) between two) the gradient at (|θ|, |x|, −|y|), where nothing cancels.
   */
  double[] gauge(double[] theta) {
    double[] most = new double[theta.length];
    double[] size = Arrays.stream(theta).map(Math::abs).toArray();
    batches.stream()
        .flatMap(List::stream)
        .distinct()
        .forEach(
            z -> {
              double[] x = z.x().stream().mapToDouble(Math::abs).toArray();
              double[] y = z.y().stream().mapToDouble(v -> -Math.abs(v)).toArray();
              double[] all = loss.gradient(size, Sample.of(x, y));
              Arrays.setAll(most, j -> Math.max(most[j], Math.abs(all[j])));
            });
    return most;
  }

  /** E vᵀAv over vectors that are each as likely as every other. */
  static double force(Matrix a, List<double[]> vectors) {
    double sum = 0;
    for (double[] v : vectors) {
      sum += form(a, v);
    }
    return sum / vectors.size();
  }

  /** vᵀAv. */
  static double form(Matrix a, double[] v) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        sum += v[i] * a.at(i, j) * v[j];
      }
    }
    return sum;
  }

  /** |A|, entry by entry. */
  static Matrix sizes(Matrix a) {
    return Matrix.of(a.rows(), a.columns(), Arrays.stream(a.entries()).map(Math::abs).toArray());
  }

  /** |V| |e^{λa}| |Vᵀ|: Σ|terms| of the entries of e^{λA}. */
  static Matrix spread(Symmetry symmetry, double lambda) {
    int d = symmetry.dimension();
    Matrix basis = sizes(symmetry.basis());
    double[] factors = new double[d * d];
    for (int i = 0; i < d; i++) {
      factors[i * d + i] = StrictMath.exp(lambda * symmetry.exponents().get(i));
    }
    return basis.times(Matrix.of(d, d, factors)).times(basis.transpose());
  }

  /** Av. */
  static double[] times(Matrix a, double[] v) {
    return IntStream.range(0, a.rows())
        .mapToDouble(
            i -> {
              double sum = 0;
              for (int j = 0; j < v.length; j++) {
                sum += a.at(i, j) * v[j];
              }
              return sum;
            })
        .toArray();
  }
}
