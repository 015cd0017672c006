package org.noiseproof.claim.clipping;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec;

/**
 * The estimator under test, what can be asked of it, and how far its rounding excuses it.
 *
 * @param estimator of the trial's backend
 * @param unitRoundoff of its precision
 */
public record Subject(GradientEstimator estimator, double unitRoundoff) {

  /** A value far above every threshold in use, whose square still fits float64; a power of two. */
  private static final double HUGE = 0x1p100;

  /** The backend's estimator, if it has one. */
  public static Optional<Subject> find(Trial trial, EstimatorSpec spec) {
    double unitRoundoff = trial.backend().describe().precision().unitRoundoff();
    return trial.backend().estimator(spec).map(estimator -> new Subject(estimator, unitRoundoff));
  }

  /** What the experiment finds on the backend's estimator; NOT_APPLICABLE where it has none. */
  public static Finding of(Trial trial, EstimatorSpec spec, Function<Subject, Finding> experiment) {
    return Estimators.with(
        trial, List.of(spec), ignored -> experiment.apply(find(trial, spec).orElseThrow()));
  }

  /** The estimate of a batch with d = 1. */
  public double estimate(double... rows) {
    return estimator.estimate(Batch.of(rows.length, 1, rows))[0];
  }

  /**
   * What index k adds to n times the estimate when its sample is {@code value} and all others are
   * 0, for k = 1 … n, from one batch: row k has the value in column k.
   */
  public double[] contributions(int n, double value) {
    double[] diagonal = new double[Math.multiplyExact(n, n)];
    for (int k = 0; k < n; k++) {
      diagonal[k * n + k] = value;
    }
    double[] estimate = estimator.estimate(Batch.of(n, n, diagonal));
    for (int k = 0; k < n; k++) {
      estimate[k] *= n;
    }
    return estimate;
  }

  /**
   * t_1 … t_n, read off samples above every threshold; as large as these where nothing is clipped.
   */
  public double[] thresholds(int n) {
    return contributions(n, HUGE);
  }

  /** The rounding granted to n × d estimates of this scale, and to the closed form beside them. */
  public double slack(int n, int d, double scale) {
    return (Tolerance.CLOSED_FORM + Tolerance.gamma(estimator.depth(n, d), unitRoundoff)) * scale;
  }
}
