package org.noiseproof.zoo;

import java.util.List;
import java.util.stream.Stream;

/** All wrong estimators of the zoo. */
public final class WrongEstimators {
  private WrongEstimators() {}

  /** Every wrong estimator. */
  public static List<Specimen> all() {
    return Stream.of(
            WrongClips.all(),
            WrongThresholds.all(),
            WrongAverages.all(),
            WrongTruncations.all(),
            WrongDirections.all(),
            WrongMedians.all(),
            WrongCatoni.all(),
            WrongTrimming.all(),
            WrongQuantiles.all())
        .flatMap(List::stream)
        .toList();
  }
}
