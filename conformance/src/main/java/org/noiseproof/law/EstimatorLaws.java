package org.noiseproof.law;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.check.Check;

/** The laws of estimators. */
public final class EstimatorLaws {
  private EstimatorLaws() {}

  /** All of them, by estimator. */
  public static List<Check> all() {
    List<Check> laws = new ArrayList<>();
    for (Estimator estimator : Estimator.values()) {
      laws.addAll(EstimatorSymmetries.of(estimator));
      laws.addAll(SampleLaws.of(estimator));
      laws.addAll(EstimatorManners.of(estimator));
      if (estimator.hasThreshold()) {
        laws.addAll(ThresholdLaws.of(estimator));
      }
    }
    return List.copyOf(laws);
  }
}
