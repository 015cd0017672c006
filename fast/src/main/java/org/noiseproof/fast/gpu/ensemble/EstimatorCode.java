package org.noiseproof.fast.gpu.ensemble;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.reference.Threshold;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;

/**
 * Estimators that take their samples one by one: groups of consecutive rows, what becomes of each
 * group's sum, and a threshold for each group.
 */
final class EstimatorCode {
  private EstimatorCode() {}

  private static final double[] NONE = {0};

  /** The estimator of n samples, or empty where only the whole batch will do. */
  static Optional<Code> of(EstimatorSpec spec, int n) {
    return switch (spec) {
      case Mean() -> Optional.of(n == 1 ? code(0, n, 1, false, NONE) : code(1, n, 1, true, NONE));
      case PerSampleClip(double alpha, double beta) -> clips(n, 1, new Thresholds(alpha, beta));
      case BatchClip(double tau) -> clips(n, n, constant(tau));
      case MicroBatchClip(double tau, int size) -> clips(n, Math.min(size, n), constant(tau));
      case Normalize() -> Optional.of(code(3, n, n, false, NONE));
      case PerSampleNormalize() -> Optional.of(code(3, n, 1, true, NONE));
      case Sign() -> Optional.of(code(4, n, n, false, NONE));
      case CoordinateClip(double tau) -> Optional.of(code(5, n, 1, true, new double[] {tau}));
      case TruncatedMean(double alpha, double beta) -> truncates(n, alpha, beta);
      case QuantileClip _, TrimmedMean _, MedianOfMeans _, GeometricMedian _, Catoni _ ->
          Optional.empty();
    };
  }

  private static Thresholds constant(double threshold) {
    return new Thresholds(threshold, Double.POSITIVE_INFINITY);
  }

  /** A group's mean clipped to τ and weighted by its b rows is its sum clipped to b τ. */
  private static Optional<Code> clips(int n, int size, Thresholds thresholds) {
    double[] each = new double[Math.ceilDiv(n, size)];
    for (int k = 0; k < each.length; k++) {
      double threshold = thresholds.at(k + 1);
      if (!Thresholds.reaches(threshold)) {
        return Optional.empty();
      }
      each[k] = threshold * Math.min(size, n - k * size);
    }
    return Optional.of(code(2, n, size, true, each));
  }

  private static Optional<Code> truncates(int n, double alpha, double beta) {
    double[] each = new double[n];
    Arrays.setAll(each, k -> Thresholds.largestWithin(Threshold.growing(alpha, beta, k + 1)));
    return Arrays.stream(each).allMatch(Thresholds::reaches)
        ? Optional.of(code(6, n, 1, true, each))
        : Optional.empty();
  }

  private static Code code(int share, int n, int size, boolean averages, double[] thresholds) {
    return new Code(new int[] {share, n, size, Code.kind(averages)}, thresholds);
  }
}
