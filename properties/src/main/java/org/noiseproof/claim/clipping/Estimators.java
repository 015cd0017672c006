package org.noiseproof.claim.clipping;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.SpecJson;

/** The estimators of the backend under test. */
public record Estimators(Backend backend) {

  /** What the experiment finds; NOT_APPLICABLE where the backend lacks a spec that it needs. */
  public static Finding with(
      Trial trial, List<EstimatorSpec> needed, Function<Estimators, Finding> experiment) {
    return needed.stream()
        .filter(spec -> trial.backend().estimator(spec).isEmpty())
        .findFirst()
        .map(
            spec ->
                Finding.notApplicable(
                    "%s does not implement %s"
                        .formatted(trial.backend().name(), SpecJson.write(spec))))
        .orElseGet(() -> experiment.apply(new Estimators(trial.backend())));
  }

  public double[] estimate(EstimatorSpec spec, double[]... rows) {
    return estimator(spec).estimate(Batch.ofRows(rows));
  }

  public double[] estimate(EstimatorSpec spec, List<double[]> rows) {
    return estimate(spec, rows.toArray(double[][]::new));
  }

  /** The estimate of a batch with d = 1. */
  public double estimate(EstimatorSpec spec, double... rows) {
    return estimator(spec).estimate(Batch.of(rows.length, 1, rows))[0];
  }

  /**
   * γ at the depth of an n × d estimate followed by a check that takes a few norms and inner
   * products of d coordinates: the relative error granted.
   */
  public double roundoff(EstimatorSpec spec, int n, int d) {
    long depth = estimator(spec).depth(n, d) + 4L * d + 32;
    return Tolerance.gamma(depth, precision().unitRoundoff());
  }

  public Precision precision() {
    return backend.describe().precision();
  }

  /** The nearest row that the backend can hold, for where bits are compared. */
  public double[] round(double[] row) {
    return Arrays.stream(row).map(precision()::round).toArray();
  }

  /** The smallest positive number of the backend's precision. */
  public double smallest() {
    return precision().smallestSubnormal();
  }

  public GradientEstimator estimator(EstimatorSpec spec) {
    return backend.estimator(spec).orElseThrow(() -> new IllegalStateException("lost " + spec));
  }

  /** For counterexamples. */
  public static String show(double[] g) {
    return g.length <= 5
        ? Arrays.toString(g)
        : "%d coordinates, norm %s".formatted(g.length, Vectors.norm(g));
  }
}
