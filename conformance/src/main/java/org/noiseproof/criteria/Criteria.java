package org.noiseproof.criteria;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Check;

/**
 * The criteria by which a fast implementation is held against the exact one, A to F; none has a
 * hand-typed tolerance.
 */
public final class Criteria {
  private Criteria() {}

  /** All of them, by criterion. */
  public static List<Check> all() {
    return Stream.of(
            ExactGrid.all(),
            RoundingError.all(),
            Specials.all(),
            Repeatability.all(),
            TeacherForced.all())
        .flatMap(List::stream)
        .toList();
  }
}
