package kernels;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.Precision;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;

/**
 * A backend of one kernel: per-sample clipping, (1/n) Σ min(1, τ_k/‖g_k‖) g_k with τ_k = α k^{1/β},
 * in float64. What a kernel cannot answer it answers by NaN, and the exact reference is asked.
 */
public interface Clipping extends Backend {

  /** The mean of the clipped rows; not finite where a row's squares leave the safe range. */
  double[] mean(Batch batch, PerSampleClip spec);

  @Override
  default Description describe() {
    return new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "plain Java");
  }

  @Override
  default Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return spec instanceof PerSampleClip clip
        ? Optional.of(batch -> estimate(batch, clip))
        : Optional.empty();
  }

  @Override
  default Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return Optional.empty();
  }

  private double[] estimate(Batch batch, PerSampleClip spec) {
    double[] mean = mean(batch, spec);
    return Arrays.stream(mean).allMatch(Double::isFinite)
        ? mean
        : ExactEstimator.estimate(spec, batch.requireFinite()).rounded();
  }

  /** α k^{1/β}, k from 1. */
  static double threshold(PerSampleClip spec, int k) {
    return spec.beta() == Double.POSITIVE_INFINITY
        ? spec.alpha()
        : spec.alpha() * Math.pow(k, 1 / spec.beta());
  }

  /** min(1, τ/‖g‖) from ‖g‖²; NaN where that may have lost accuracy at either end of the range. */
  static double factor(double squares, double threshold) {
    if (!(squares > 0x1p-900 && squares < 0x1p900)) {
      return Double.NaN;
    }
    double norm = Math.sqrt(squares);
    return norm <= threshold ? 1 : threshold / norm;
  }

  /** ‖x‖² of d entries, eight sums at once. */
  static double squares(double[] x, int from, int d) {
    double[] sums = new double[8];
    int whole = d - d % 8;
    for (int j = 0; j < whole; j += 8) {
      for (int l = 0; l < 8; l++) {
        sums[l] = Math.fma(x[from + j + l], x[from + j + l], sums[l]);
      }
    }
    for (int j = whole; j < d; j++) {
      sums[j % 8] = Math.fma(x[from + j], x[from + j], sums[j % 8]);
    }
    return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
  }
}
