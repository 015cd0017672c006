package org.noiseproof.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Check;
import org.noiseproof.criteria.Criteria;
import org.noiseproof.law.EstimatorLaws;
import org.noiseproof.law.OptimizerLaws;
import org.noiseproof.spec.Names;
import org.noiseproof.vector.EstimatorVectors;
import org.noiseproof.vector.OptimizerVectors;

/** Every check there is. */
public final class Checks {
  private static final List<Check> ALL =
      Stream.of(
              OptimizerLaws.all(),
              EstimatorLaws.all(),
              OptimizerVectors.all(),
              EstimatorVectors.all(),
              Criteria.all())
          .flatMap(List::stream)
          .toList();

  private Checks() {}

  /** All, laws before vectors before criteria. */
  public static List<Check> all() {
    return ALL;
  }

  /**
   * Those with these ids, or whose ids start with these and a slash: {@code law/adam}; all where
   * none is named.
   *
   * @throws IllegalArgumentException where nothing is so named, with the closest match
   */
  public static List<Check> select(List<String> ids) {
    for (String id : ids) {
      if (ALL.stream().noneMatch(check -> names(id, check))) {
        throw new IllegalArgumentException(
            "unknown check \"%s\": %s"
                .formatted(id, Names.didYouMean(id, ALL.stream().map(Check::id).toList())));
      }
    }
    return ALL.stream()
        .filter(check -> ids.isEmpty() || ids.stream().anyMatch(id -> names(id, check)))
        .toList();
  }

  private static boolean names(String id, Check check) {
    return check.id().equals(id) || check.id().startsWith(id + "/");
  }
}
