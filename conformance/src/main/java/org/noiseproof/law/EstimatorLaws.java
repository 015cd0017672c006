package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Check;

/** The laws of estimators. */
public final class EstimatorLaws {
  private EstimatorLaws() {}

  /** All of them. */
  public static List<Check> all() {
    return List.of();
  }
}
