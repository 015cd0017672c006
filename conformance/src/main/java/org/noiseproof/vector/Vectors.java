package org.noiseproof.vector;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Check;

/** Every vector, and the checks that they make. */
public final class Vectors {
  private static final List<Vector> ALL =
      Stream.of(
              SgdVectors.all(),
              AdamVectors.all(),
              ScheduledVectors.all(),
              CoordinatewiseVectors.all(),
              LongVectors.all(),
              EstimatorVectors.all(),
              MatrixVectors.all())
          .flatMap(List::stream)
          .toList();

  private Vectors() {}

  /** The checks, one a vector. */
  public static List<Check> checks() {
    return ALL.stream().map(Vector::check).toList();
  }

  static List<Vector> all() {
    return ALL;
  }
}
