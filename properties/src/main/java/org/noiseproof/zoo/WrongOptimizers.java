package org.noiseproof.zoo;

import java.util.List;
import java.util.stream.Stream;

/** All wrong optimizers of the zoo. */
public final class WrongOptimizers {
  private WrongOptimizers() {}

  /** Every wrong optimizer. */
  public static List<Specimen> all() {
    return Stream.of(
            WrongSgd.all(),
            WrongClippedSgd.all(),
            WrongNormalizedSgd.all(),
            WrongSignSgd.all(),
            WrongAdam.all(),
            WrongNsd.all(),
            WrongNucgd.all(),
            WrongMuon.all(),
            WrongPolarGrad.all(),
            WrongScheduled.all(),
            WrongSquares.all(),
            WrongMoments.all(),
            WrongLion.all(),
            WrongDialects.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * The wrong optimizer of that name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Specimen named(String name) {
    return all().stream()
        .filter(specimen -> specimen.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no wrong optimizer named " + name));
  }
}
