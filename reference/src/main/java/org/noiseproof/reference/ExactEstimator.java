package org.noiseproof.reference;

import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec;

/** Every estimator as its definition reads, on real numbers. */
public final class ExactEstimator {
  private ExactEstimator() {}

  /**
   * The estimate and its gauge.
   *
   * @throws IllegalArgumentException as {@link org.noiseproof.backend.GradientEstimator#estimate}
   *     says
   */
  public static ExactVector estimate(EstimatorSpec spec, Batch gradients) {
    throw new UnsupportedOperationException();
  }
}
